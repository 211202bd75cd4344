import { ChartSpline } from "lucide-react";
import { useRef } from "react";
import type { ResultFrame } from "@/api";
import { BigNumber } from "@/components/chart/big-number";
import { EmptyState } from "@/components/ui/empty-state";
import { bigNumber } from "@/core/chart/series";
import type { ChartSpec } from "@/core/chart/spec";
import { formatClock } from "@/core/format/times";
import { t } from "@/messages";

interface Props {
  spec: ChartSpec;
  frame: ResultFrame;
  height: number;
}

/** One number of the result: compared with the row before, or with what it was at first. */
export function ResultNumber({ spec, frame, height }: Props) {
  const first = useRef<{ key: string; value: number; at: number } | null>(null);
  const values = frame.table.columns.find((column) => column.name === spec.y)?.values ?? [];
  const number = bigNumber(values, spec.aggregate);
  if (number === null) {
    return (
      <EmptyState
        isSmall
        icon={ChartSpline}
        title={t("results.chart.none.title")}
        text={t("results.chart.unfit.number", { y: spec.y })}
      />
    );
  }
  const key = `${spec.y} ${spec.aggregate}`;
  if (first.current?.key !== key) {
    first.current = { key, value: number.value, at: Date.now() };
  }
  const seen = first.current;
  const earlier =
    seen.value === number.value
      ? null
      : { value: seen.value, since: t("results.chart.since", { time: formatClock(seen.at) }) };
  const before =
    number.before === null
      ? earlier
      : { value: number.before, since: t("results.chart.since.row") };
  const isSaid = spec.aggregate !== null && spec.aggregate !== "last";
  const name = isSaid
    ? t("results.chart.aggregated.all", {
        aggregate: t(`results.chart.${spec.aggregate ?? "last"}`),
        y: spec.y,
        n: frame.table.rows,
      })
    : spec.y;
  return (
    <BigNumber
      name={name}
      value={number.value}
      before={before}
      format={spec.format}
      height={height}
    />
  );
}
