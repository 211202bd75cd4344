import { Button, Group, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { queries } from "@/api";
import { Choice } from "@/components/ui/choice";
import { Dialog } from "@/components/ui/dialog";
import { t } from "@/messages";
import { useDesk } from "../state/context";
import css from "./catalog.module.css";
import { ColumnForm } from "./column-form";
import { insertCell } from "./insert";
import { createTable, isDelay, isTime, nameFor, type Watermark } from "./new-table";
import form from "./new-table.module.css";
import { SourceForm } from "./source-form";
import { KINDS, tableOptions } from "./source-options";
import { TimeForm } from "./time-form";
import { useDraft } from "./use-draft";

const STILL_MS = 400;

/** Makes a CREATE TABLE: from what the kernel finds out about the rows, or from what is typed. */
export default function NewTableDialog({
  kernel,
  onClose,
}: {
  kernel: string;
  onClose: () => void;
}) {
  const desk = useDesk();
  const draft = useDraft(kernel);
  const [typedName, setTypedName] = useState<string | null>(null);
  const [time, setTime] = useState<Watermark>({ column: "", delay: "5", unit: "SECOND" });

  const { kind, columns, found } = draft;
  const options = tableOptions(kind, draft.values, found?.options ?? {});
  const name = typedName ?? nameFor(options);
  const times = columns.filter(isTime).map((it) => it.name);
  const watermark = times.includes(time.column) ? time : null;
  const statement = createTable({ name, columns, watermark, options });
  const names = columns.map((it) => it.name.trim()).filter((it) => it !== "");
  const isTwice = new Set(names).size < names.length;
  const isWhole =
    // Until the answer is there, the columns may be those of another table.
    !draft.isLooking &&
    names.length > 0 &&
    !isTwice &&
    name.trim() !== "" &&
    options.connector !== "" &&
    (watermark === null || isDelay(watermark));

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
        onChange={draft.chooseKind}
      />
      <p className={form.dim}>{t(`catalog.new.kind.${kind}.help`)}</p>
      <SourceForm kernel={kernel} draft={draft} options={options} />
      <section className={css.section}>
        <h3>{t("catalog.object.columns")}</h3>
        <ColumnForm columns={columns} offers={found?.offers ?? []} onChange={draft.setColumns} />
        {isTwice && <p className={form.problem}>{t("catalog.new.twice")}</p>}
      </section>
      <div className={form.form}>
        <TextInput
          label={t("catalog.new.name")}
          spellCheck={false}
          value={name}
          onChange={(event) => setTypedName(event.currentTarget.value)}
        />
        <TimeForm times={times} watermark={time} isSet={watermark !== null} onChange={setTime} />
      </div>
      <section className={css.section}>
        <h3>{t("catalog.object.statement")}</h3>
        <pre className={css.code}>{statement}</pre>
        {isWhole && <Verdict kernel={kernel} statement={statement} />}
        {hasSecret(options) && <p className={form.dim}>{t("catalog.new.password")}</p>}
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

/** What the parser and the connector say to the statement, when one stops typing. */
function Verdict({ kernel, statement }: { kernel: string; statement: string }) {
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(statement), STILL_MS);
    return () => clearTimeout(timer);
  }, [statement]);
  const { data } = useQuery({ ...queries.check(kernel, asked), enabled: asked !== "" });
  const isCurrent = asked === statement;
  return (
    <div role="status">
      {isCurrent && data?.errors.length === 0 && (
        <p className={form.dim}>{t("catalog.new.fine")}</p>
      )}
      {isCurrent &&
        data?.errors.map((it) => (
          <p key={it.message} className={form.problem}>
            {[it.message, it.suggestion].filter(Boolean).join(" ")}
          </p>
        ))}
    </div>
  );
}

function hasSecret(options: Readonly<Record<string, string>>): boolean {
  return Object.keys(options).some((key) => /password|secret|jaas|token/.test(key));
}
