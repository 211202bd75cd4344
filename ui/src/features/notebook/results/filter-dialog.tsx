import { Button, TextInput } from "@mantine/core";
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
export function FilterDialog({ column, filter, suggested, onDone, onClose }: Props) {
  const ops = opsFor(column.kind);
  const [op, setOp] = useState<FilterOp>(filter?.op ?? ops[0] ?? "eq");
  const [values, setValues] = useState<[string, string]>([
    filter === null
      ? suggested
      : filter.op === "in"
        ? filter.values.join(", ")
        : (filter.values[0] ?? ""),
    filter?.op === "between" ? (filter.values[1] ?? "") : "",
  ]);
  const id = useId();
  const count = valuesOf(op);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const all =
      op === "in" ? values[0].split(",").map((value) => value.trim()) : values.slice(0, count);
    onDone({ column: column.name, op, values: all });
  };
  const isReady = op === "eq" || op === "ne" || values.slice(0, count).every((it) => it !== "");
  return (
    <Dialog title={t("results.filter.title", { column: column.name })} onClose={onClose}>
      <form className={css.form} onSubmit={submit}>
        <label className={css.op} htmlFor={id}>
          {t("results.filter.op")}
          <select
            id={id}
            value={op}
            onChange={(event) => setOp(ops.find((it) => it === event.currentTarget.value) ?? op)}
          >
            {ops.map((it) => (
              <option key={it} value={it}>
                {[signOf(it), t(`results.op.${it}`)].filter((part) => part !== null).join("  ")}
              </option>
            ))}
          </select>
        </label>
        {count > 0 && (
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

function hint(op: FilterOp, column: GridColumn): string {
  if (op === "in") {
    return t("results.filter.hint.in");
  }
  if (column.kind === "temporal") {
    return t("results.filter.hint.time", { type: column.type });
  }
  return op === "contains" || op === "starts-with" ? t("results.filter.hint.case") : column.type;
}
