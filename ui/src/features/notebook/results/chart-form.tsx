import { UnstyledButton } from "@mantine/core";
import type { ResultColumn } from "@/api";
import type { ChartSpec } from "@/core/chart/spec";
import { t } from "@/messages";
import css from "./results.module.css";

interface Props {
  spec: ChartSpec;
  columns: readonly ResultColumn[];
  isSaved: boolean;
  onChange: (spec: ChartSpec | null) => void;
}

/** Plain selects: two clicks for a chart, and each works with the keyboard and on a phone. */
export function ChartForm({ spec, columns, isSaved, onChange }: Props) {
  const numbers = columns.filter((column) => column.kind === "number");
  const laidOut = columns.filter((column) => column.kind !== "nested" && column.kind !== "binary");
  return (
    <div className={css.chartForm}>
      <label>
        {t("results.chart.type")}
        <select
          value={spec.type}
          onChange={(event) =>
            onChange({ ...spec, type: event.currentTarget.value === "bar" ? "bar" : "line" })
          }
        >
          <option value="line">{t("results.chart.line")}</option>
          <option value="bar">{t("results.chart.bar")}</option>
        </select>
      </label>
      <label>
        {t("results.chart.x")}
        <select
          value={spec.x}
          onChange={(event) => {
            const x = event.currentTarget.value;
            onChange({ ...spec, x, split: spec.split === x ? null : spec.split });
          }}
        >
          {laidOut.map((column) => (
            <option key={column.name}>{column.name}</option>
          ))}
        </select>
      </label>
      <label>
        {t("results.chart.y")}
        <select
          value={spec.y}
          onChange={(event) => onChange({ ...spec, y: event.currentTarget.value })}
        >
          {numbers.map((column) => (
            <option key={column.name}>{column.name}</option>
          ))}
        </select>
      </label>
      <label>
        {t("results.chart.split")}
        <select
          value={spec.split ?? ""}
          onChange={(event) => onChange({ ...spec, split: event.currentTarget.value || null })}
        >
          <option value="">{t("results.chart.split.none")}</option>
          {laidOut
            .filter((column) => column.name !== spec.x && column.name !== spec.y)
            .map((column) => (
              <option key={column.name}>{column.name}</option>
            ))}
        </select>
      </label>
      {isSaved && (
        <UnstyledButton fz="xs" c="dimmed" td="underline" onClick={() => onChange(null)}>
          {t("results.chart.forget")}
        </UnstyledButton>
      )}
    </div>
  );
}
