import { ActionIcon, Button, NativeSelect, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { type ConnectorListOption, problemOf, queries } from "@/api";
import { t } from "@/messages";
import css from "./new-table.module.css";
import { isAskedFor, moreKey, type SourceKind, type Values } from "./source-options";

interface Props {
  kernel: string;
  kind: SourceKind;
  values: Values;
  /** The table's options as they are, which name the connector and its formats. */
  options: Readonly<Record<string, string>>;
  onFill: (changed: Values) => void;
  onDrop: (key: string) => void;
}

/** The connectors of the kernel's class path. */
export function ConnectorField({
  kernel,
  values,
  onFill,
}: Pick<Props, "kernel" | "values" | "onFill">) {
  const { data, error } = useQuery(queries.connectors(kernel, {}));
  return (
    <>
      {error !== null && <p role="alert">{problemOf(error).detail ?? problemOf(error).title}</p>}
      <NativeSelect
        mt="sm"
        label={t("catalog.new.connector")}
        data={[
          { value: "", label: t("catalog.new.connector.choose") },
          ...(data?.connectors ?? []).map((it) => ({
            value: it.name,
            label: it.canRead && it.canWrite ? it.name : `${it.name} (${rightOf(it)})`,
          })),
        ]}
        value={values.connector ?? ""}
        onChange={(event) => onFill({ connector: event.currentTarget.value })}
      />
    </>
  );
}

function rightOf({ canRead }: { canRead: boolean }): string {
  return t(canRead ? "catalog.new.connector.read" : "catalog.new.connector.write");
}

/** Every option there is of the connector and its formats; those that are set come first. */
export function OptionForm({ kernel, kind, values, options, onFill, onDrop }: Props) {
  const asked = Object.fromEntries(
    ["connector", "format", "key.format", "value.format"]
      .map((key): [string, string] => [key, options[key] ?? ""])
      .filter(([, value]) => value !== ""),
  );
  const { data } = useQuery({
    ...queries.connectors(kernel, asked),
    enabled: asked.connector !== undefined,
  });
  const [own, setOwn] = useState("");
  const known = (data?.options ?? []).filter((it) => !isAskedFor(kind, it.key));
  const isShown = (key: string) => values[moreKey(key)] !== undefined;
  const required = known.filter((it) => it.isRequired);
  const chosen = known.filter((it) => !it.isRequired && isShown(it.key));
  const others = Object.keys(values)
    .filter((it) => it.startsWith(moreKey("")))
    .map((it) => it.slice(moreKey("").length))
    .filter((key) => !known.some((it) => it.key === key));
  const rest = known.filter((it) => !it.isRequired && !isShown(it.key));
  const add = (key: string) => onFill({ [moreKey(key)]: "" });
  const change = (key: string, value: string) => onFill({ [moreKey(key)]: value });
  const remove = (key: string) => onDrop(moreKey(key));
  if (asked.connector === undefined) {
    return null;
  }
  return (
    <>
      <div className={css.options}>
        {[...required, ...chosen].map((option) => (
          <OptionField
            key={option.key}
            option={option}
            formats={data?.formats.map((it) => it.name) ?? []}
            value={values[moreKey(option.key)] ?? ""}
            onChange={(value) => change(option.key, value)}
            onRemove={option.isRequired ? undefined : () => remove(option.key)}
          />
        ))}
        {others.map((key) => (
          <OptionField
            key={key}
            option={unknown(key)}
            formats={[]}
            value={values[moreKey(key)] ?? ""}
            onChange={(value) => change(key, value)}
            onRemove={() => remove(key)}
          />
        ))}
      </div>
      <div className={css.adders}>
        <Select
          className={css.adder}
          label={t("catalog.new.option.add", { n: rest.length })}
          placeholder={t("catalog.new.option.search")}
          searchable
          nothingFoundMessage={t("catalog.new.option.none")}
          maxDropdownHeight={320}
          data={rest.filter((it) => !it.key.includes("#")).map((it) => it.key)}
          filter={({ search }) => searched(rest, search)}
          renderOption={({ option }) => {
            const found = rest.find((it) => it.key === option.value);
            return (
              <span className={css.offer}>
                <b>{option.value}</b>
                <small>{found?.description}</small>
              </span>
            );
          }}
          value={null}
          onChange={(key) => key !== null && add(key)}
        />
        <form
          className={css.own}
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            if (own.trim() !== "") {
              add(own.trim());
              setOwn("");
            }
          }}
        >
          <TextInput
            label={t("catalog.new.option.own")}
            placeholder={patterns(rest)}
            spellCheck={false}
            value={own}
            onChange={(event) => setOwn(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" leftSection={<Plus size={13} aria-hidden />}>
            {t("catalog.new.option.take")}
          </Button>
        </form>
      </div>
    </>
  );
}

/** Options whose key or description has all the words. */
function searched(options: readonly ConnectorListOption[], search: string) {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return options
    .filter((it) => !it.key.includes("#"))
    .filter((it) => {
      const text = `${it.key} ${it.description}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .map((it) => ({ value: it.key, label: it.key }));
}

/** Keys that have something of the user's own in them. */
function patterns(options: readonly ConnectorListOption[]): string {
  return options.find((it) => it.key.includes("#"))?.key ?? "properties.…";
}

function unknown(key: string): ConnectorListOption {
  return {
    key,
    type: "string",
    defaultValue: null,
    isRequired: false,
    description: "",
    values: [],
  };
}

interface FieldProps {
  option: ConnectorListOption;
  formats: readonly string[];
  value: string;
  onChange: (value: string) => void;
  onRemove: (() => void) | undefined;
}

function OptionField({ option, formats, value, onChange, onRemove }: FieldProps) {
  const isFormat = option.key === "format" || option.key.endsWith(".format");
  const values = isFormat ? formats : option.values;
  const label = option.isRequired ? `${option.key} *` : option.key;
  const field =
    values.length > 0 ? (
      <NativeSelect
        label={label}
        description={option.description}
        data={[
          { value: "", label: option.defaultValue ?? t("catalog.new.option.choose") },
          ...values.filter((it) => it !== option.defaultValue),
        ]}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    ) : (
      <TextInput
        label={label}
        description={option.description}
        placeholder={option.defaultValue ?? t(`catalog.new.option.type.${typeOf(option)}`)}
        type={isSecret(option.key) ? "password" : "text"}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  return (
    <div className={css.option}>
      {field}
      {onRemove !== undefined && (
        <ActionIcon
          variant="subtle"
          aria-label={t("catalog.new.option.remove", { key: option.key })}
          onClick={onRemove}
        >
          <X size={14} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}

const TYPES = ["boolean", "integer", "number", "duration", "size", "list", "map"] as const;

function typeOf({ type }: ConnectorListOption): (typeof TYPES)[number] | "string" {
  return TYPES.find((it) => it === type) ?? "string";
}

function isSecret(key: string): boolean {
  return /password|secret|jaas|token/.test(key);
}
