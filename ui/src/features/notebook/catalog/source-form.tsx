import { Alert, Button, NativeSelect, TextInput } from "@mantine/core";
import { t } from "@/messages";
import { ChoiceList } from "./choice-list";
import { KafkaForm } from "./kafka-form";
import css from "./new-table.module.css";
import { ConnectorField, OptionForm } from "./option-form";
import { type Field, SOURCES } from "./source-options";
import type { Draft } from "./use-draft";

interface Props {
  kernel: string;
  draft: Draft;
  /** The table's options as they would be. */
  options: Readonly<Record<string, string>>;
}

/** Asks where the rows are, and has the kernel look there. */
export function SourceForm({ kernel, draft, options }: Props) {
  const { kind, values, found, problem } = draft;
  const more = (
    <OptionForm
      // The options typed for one connector are not another's.
      key={options.connector}
      kernel={kernel}
      kind={kind}
      values={values}
      options={options}
      onFill={(changed) => draft.adjust(changed)}
      onDrop={draft.drop}
    />
  );
  return (
    <>
      {kind === "kafka" ? <KafkaForm draft={draft} /> : <PlainForm draft={draft} />}
      {kind === "other" && (
        <ConnectorField
          kernel={kernel}
          values={values}
          onFill={(changed) => draft.adjust(changed)}
        />
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
          </ul>
        </div>
      )}
      {kind === "other" ? (
        more
      ) : (
        <details className={css.fold}>
          <summary>{t("catalog.new.more")}</summary>
          {more}
        </details>
      )}
    </>
  );
}

function PlainForm({ draft }: { draft: Draft }) {
  const { kind, values, choices } = draft;
  const source = SOURCES[kind];
  return (
    <>
      {source.fields.length > 0 && (
        <div className={css.form}>
          {source.fields.map((field) => (
            <OptionField
              key={field.key}
              field={field}
              value={values[field.key] ?? field.initial}
              onChange={(value) => draft.fill({ [field.key]: value, "table-name": "" })}
            />
          ))}
        </div>
      )}
      {source.canProbe && (
        <Button
          mt="sm"
          variant={choices === null ? "filled" : "default"}
          loading={draft.isLooking}
          onClick={() => void draft.look({ "table-name": "" })}
        >
          {t(kind === "database" ? "catalog.new.look.database" : "catalog.new.look.files")}
        </Button>
      )}
      {choices !== null && (
        <>
          <p className={css.dim} role="status">
            {draft.listed.join(" ")}
          </p>
          <ChoiceList
            label={t("catalog.new.field.table")}
            choices={choices}
            value={values["table-name"] ?? ""}
            onChoose={(table) => void draft.look({ "table-name": table })}
          />
        </>
      )}
    </>
  );
}

interface FieldProps {
  field: Field;
  value: string;
  onChange: (value: string) => void;
}

function OptionField({ field, value, onChange }: FieldProps) {
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
