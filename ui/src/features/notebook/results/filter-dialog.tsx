import { Button, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useId, useState } from "react";
import type { GridColumn } from "@/components/grid/grid-rows";
import { Dialog } from "@/components/ui/dialog";
import { type FilterOp, opsFor, type RowFilter, signOf, valuesOf } from "@/core/grid/arrangement";
import { t } from "@/messages";
import css from "./filter-dialog.module.css";

interface Props {
  column: GridColumn;
  /** Null for a new one. */
  filter: RowFilter | null;
  /** What a new one begins with, as the value under the cursor. */
  suggested: string;
  onDone: (filter: RowFilter) => void;
  onClose: () => void;
}

/** Asks what the values of a column must be like. */
export default function FilterDialog({ column, filter, suggested, onDone, onClose }: Props) {
  const ops = opsFor(column.kind);
  const [op, setOp] = useState<FilterOp>(filter?.op ?? ops[0] ?? "eq");
  const [values, setValues] = useState<[string, string]>([
    filter === null
      ? suggested
      : filter.op === "in"
        ? filter.values.join("\n")
        : (filter.values[0] ?? ""),
    filter?.op === "between" ? (filter.values[1] ?? "") : "",
  ]);
  const id = useId();
  const count = valuesOf(op);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDone({
      column: column.name,
      op,
      values: op === "in" ? lines(values[0]) : values.slice(0, count),
    });
  };
  const choose = (next: FilterOp) => {
    setOp(next);
    if (next !== "in") {
      setValues([lines(values[0])[0] ?? "", values[1]]);
    }
  };
  const isReady =
    op === "in"
      ? lines(values[0]).length > 0
      : op === "eq" || op === "ne" || values.slice(0, count).every((it) => it !== "");
  return (
    <Dialog title={t("results.filter.title", { column: column.name })} onClose={onClose}>
      <form className={css.form} onSubmit={submit}>
        <label className={css.op} htmlFor={id}>
          {t("results.filter.op")}
          <select
            id={id}
            value={op}
            onChange={(event) => choose(ops.find((it) => it === event.currentTarget.value) ?? op)}
          >
            {ops.map((it) => (
              <option key={it} value={it}>
                {[signOf(it), t(`results.op.${it}`)].filter((part) => part !== null).join("  ")}
              </option>
            ))}
          </select>
        </label>
        {op === "in" && (
          <Textarea
            data-autofocus
            rows={6}
            label={t("results.filter.values")}
            description={t("results.filter.hint.in")}
            value={values[0]}
            onChange={(event) => setValues([event.currentTarget.value, values[1]])}
          />
        )}
        {op !== "in" && count > 0 && (
          <TextInput
            data-autofocus
            label={t(count === 2 ? "results.filter.from" : "results.filter.value")}
            description={hint(op, column)}
            value={values[0]}
            onChange={(event) => setValues([event.currentTarget.value, values[1]])}
          />
        )}
        {count === 2 && (
          <TextInput
            label={t("results.filter.to")}
            value={values[1]}
            onChange={(event) => setValues([values[0], event.currentTarget.value])}
          />
        )}
        <div className={css.actions}>
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" disabled={!isReady}>
            {t("results.filter.apply")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function lines(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line !== "");
}

function hint(op: FilterOp, column: GridColumn): string {
  if (column.kind === "temporal") {
    return t("results.filter.hint.time", { type: column.type });
  }
  return op === "contains" || op === "starts-with" ? t("results.filter.hint.case") : column.type;
}
