import { Alert, Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { api, problemOf, type TableProbe } from "@/api";
import { Choice } from "@/components/ui/choice";
import { Dialog } from "@/components/ui/dialog";
import { t } from "@/messages";
import { useDesk } from "../state/context";
import css from "./catalog.module.css";
import { ColumnForm } from "./column-form";
import { insertCell } from "./insert";
import {
  createTable,
  FIRST_COLUMNS,
  type Field,
  isTime,
  type NewColumn,
  nameFor,
  optionsOf,
  SOURCES,
  type SourceKind,
} from "./new-table";

const KINDS: readonly SourceKind[] = ["files", "database", "generated", "print", "discard"];

/** Makes a CREATE TABLE: from what files or a database say, or from what is typed. */
export default function NewTableDialog({
  kernel,
  onClose,
}: {
  kernel: string;
  onClose: () => void;
}) {
  const desk = useDesk();
  const [kind, setKind] = useState<SourceKind>("files");
  const [values, setValues] = useState<Record<string, string>>({});
  const [typedName, setTypedName] = useState<string | null>(null);
  const [columns, setColumns] = useState<readonly NewColumn[]>(FIRST_COLUMNS);
  const [timeColumn, setTimeColumn] = useState("");
  const [found, setFound] = useState<TableProbe | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isLooking, setLooking] = useState(false);

  const source = SOURCES[kind];
  const options = optionsOf(kind, values);
  const name = typedName ?? nameFor(options);
  const times = columns.filter(isTime).map((it) => it.name);
  const watermark = times.includes(timeColumn) ? { column: timeColumn, seconds: 5 } : null;
  const all = { ...options, ...(found === null ? {} : found.options) };
  const statement = createTable({ name, columns, watermark, options: all });
  const names = columns.map((it) => it.name.trim()).filter((it) => it !== "");
  const isWhole = names.length > 0 && new Set(names).size === names.length && name.trim() !== "";

  const choose = (next: SourceKind) => {
    setKind(next);
    setFound(null);
    setProblem(null);
  };
  const fill = (key: string, value: string) => {
    setValues({ ...values, [key]: value });
    // What was found out was found out about something else.
    setFound((it) => (it === null || key === "table-name" ? it : null));
    setProblem(null);
  };
  const look = async () => {
    setLooking(true);
    setProblem(null);
    try {
      const probe = await api.probeTable(kernel, options);
      setFound(probe);
      if (probe.columns.length > 0) {
        setColumns(
          probe.columns.map((it) => ({ ...it, isKey: probe.primaryKey.includes(it.name) })),
        );
      }
    } catch (error) {
      const { detail, title, help, details } = problemOf(error);
      const suggestion = typeof details.suggestion === "string" ? details.suggestion : help;
      setFound(null);
      setProblem(`${detail ?? title} ${suggestion}`);
    }
    setLooking(false);
  };
  const insert = (isRun: boolean) => {
    onClose();
    const uid = insertCell(desk, statement);
    if (isRun) {
      void desk.runner.run([uid]);
    }
  };
  return (
    <Dialog title={t("catalog.new")} size="xl" onClose={onClose}>
      <Choice
        label={t("catalog.new.kind")}
        options={KINDS.map((it) => ({
          value: it,
          label: t(`catalog.new.kind.${it}`),
          title: t(`catalog.new.kind.${it}.help`),
        }))}
        value={kind}
        onChange={choose}
      />
      <p className={css.dim}>{t(`catalog.new.kind.${kind}.help`)}</p>
      <div className={css.form}>
        {source.fields.map((field) => (
          <OptionField
            key={field.key}
            field={field}
            value={values[field.key] ?? field.initial}
            choices={field.key === "table-name" ? (found?.choices ?? []) : []}
            onChange={(value) => fill(field.key, value)}
          />
        ))}
      </div>
      {source.canProbe && (
        <Button mt="sm" loading={isLooking} onClick={() => void look()}>
          {t(kind === "database" ? "catalog.new.look.database" : "catalog.new.look.files")}
        </Button>
      )}
      {problem !== null && (
        <Alert mt="sm" color="red" role="alert">
          {problem}
        </Alert>
      )}
      {found !== null && (
        <div role="status">
          <ul className={css.notes}>
            {found.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
            {found.choices.length > 0 && found.columns.length === 0 && (
              <li>{t("catalog.new.choose")}</li>
            )}
          </ul>
        </div>
      )}
      <section className={css.section}>
        <h3>{t("catalog.object.columns")}</h3>
        <ColumnForm columns={columns} onChange={setColumns} />
      </section>
      <div className={css.form}>
        <TextInput
          label={t("catalog.new.name")}
          spellCheck={false}
          value={name}
          onChange={(event) => setTypedName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("catalog.new.time")}
          description={times.length === 0 ? t("catalog.new.time.none") : undefined}
          disabled={times.length === 0}
          data={[{ value: "", label: t("catalog.new.time.no") }, ...times]}
          value={watermark?.column ?? ""}
          onChange={(event) => setTimeColumn(event.currentTarget.value)}
        />
      </div>
      <section className={css.section}>
        <h3>{t("catalog.object.statement")}</h3>
        <pre className={css.code}>{statement}</pre>
        {options.password !== undefined && <p className={css.dim}>{t("catalog.new.password")}</p>}
      </section>
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" disabled={!isWhole} onClick={() => insert(false)}>
          {t("catalog.new.insert")}
        </Button>
        <Button disabled={!isWhole} onClick={() => insert(true)}>
          {t("catalog.new.run")}
        </Button>
      </Group>
    </Dialog>
  );
}

interface FieldProps {
  field: Field;
  value: string;
  /** Offered while one types. */
  choices: readonly string[];
  onChange: (value: string) => void;
}

function OptionField({ field, value, choices, onChange }: FieldProps) {
  const label = t(`catalog.new.field.${field.label}`);
  if (field.choices !== undefined) {
    return (
      <NativeSelect
        label={label}
        data={[...field.choices]}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (choices.length > 0) {
    return (
      <NativeSelect
        label={label}
        data={[{ value: "", label: t("catalog.new.table.choose") }, ...choices]}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      label={label}
      description={field.label === "path" ? t("catalog.new.path.help") : undefined}
      type={field.isSecret ? "password" : "text"}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
