import { UnstyledButton } from "@mantine/core";
import type { ResultColumn } from "@/api";
import {
  AGGREGATES,
  CHART_TYPES,
  type ChartSpec,
  NUMBER_FORMATS,
  withType,
} from "@/core/chart/spec";
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
  const numbers = columns.filter((column) => column.kind === "number" || column.name === spec.y);
  const laidOut = columns.filter((column) => column.kind !== "nested" && column.kind !== "binary");
  const isNumber = spec.type === "number";
  const canStack = (spec.type === "bar" || spec.type === "area") && spec.split !== null;
  return (
    <div className={css.chartForm}>
      <Select
        label={t("results.chart.type")}
        value={spec.type}
        options={CHART_TYPES.map((type) => [type, t(`results.chart.${type}`)])}
        onChange={(type) => onChange(withType(spec, type, columns))}
      />
      {!isNumber && (
        <Select
          label={t("results.chart.x")}
          value={spec.x}
          options={laidOut.map(({ name }) => [name, name])}
          onChange={(x) =>
            onChange(withSplit({ ...spec, x }, spec.split === x ? null : spec.split))
          }
        />
      )}
      <Select
        label={t("results.chart.y")}
        value={spec.y}
        options={(spec.aggregate === "count" ? laidOut : numbers).map(({ name }) => [name, name])}
        onChange={(y) => onChange({ ...spec, y })}
      />
      {!isNumber && (
        <Select
          label={t("results.chart.split")}
          value={spec.split ?? ""}
          options={[
            ["", t("results.chart.split.none")],
            ...laidOut
              .filter(({ name }) => name !== spec.x && name !== spec.y)
              .map(({ name }): [string, string] => [name, name]),
          ]}
          onChange={(split) => onChange(withSplit(spec, split || null))}
        />
      )}
      {spec.type !== "scatter" && (
        <Select
          label={t(isNumber ? "results.chart.aggregate.all" : "results.chart.aggregate")}
          value={spec.aggregate ?? (isNumber ? "last" : "sum")}
          options={AGGREGATES.map((it) => [it, t(`results.chart.${it}`)])}
          onChange={(aggregate) => onChange({ ...spec, aggregate })}
        />
      )}
      <Select
        label={t("results.chart.format")}
        value={spec.format ?? ""}
        options={[
          ["", t("results.chart.format.plain")],
          ...NUMBER_FORMATS.map((it) => [it, t(`results.chart.format.${it}`)] as const),
        ]}
        onChange={(format) => onChange({ ...spec, format: format === "" ? null : format })}
      />
      {canStack && (
        <Check
          label={t("results.chart.stacked")}
          isChecked={spec.isStacked}
          onChange={(isStacked) =>
            onChange({ ...spec, isStacked, isLog: spec.isLog && !isStacked })
          }
        />
      )}
      {!isNumber && !spec.isStacked && (
        <Check
          label={t("results.chart.log")}
          isChecked={spec.isLog}
          onChange={(isLog) => onChange({ ...spec, isLog })}
        />
      )}
      {isSaved && (
        <UnstyledButton fz="xs" c="dimmed" td="underline" onClick={() => onChange(null)}>
          {t("results.chart.forget")}
        </UnstyledButton>
      )}
    </div>
  );
}

/** Without a split there is nothing to stack. */
function withSplit(spec: ChartSpec, split: string | null): ChartSpec {
  return { ...spec, split, isStacked: spec.isStacked && split !== null };
}

interface SelectProps<T extends string> {
  label: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onChange: (value: T) => void;
}

function Select<T extends string>({ label, value, options, onChange }: SelectProps<T>) {
  return (
    <label>
      {label}
      <select
        value={value}
        onChange={(event) => {
          const chosen = options.find(([it]) => it === event.currentTarget.value);
          if (chosen !== undefined) {
            onChange(chosen[0]);
          }
        }}
      >
        {options.map(([it, text]) => (
          <option key={it} value={it}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

interface CheckProps {
  label: string;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
}

function Check({ label, isChecked, onChange }: CheckProps) {
  return (
    <label>
      <input
        type="checkbox"
        checked={isChecked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {label}
    </label>
  );
}
