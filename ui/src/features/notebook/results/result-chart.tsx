import { Skeleton } from "@mantine/core";
import { ChartSpline } from "lucide-react";
import { lazy, Suspense, useEffect, useMemo } from "react";
import { BarChart } from "@/components/chart/bar-chart";
import { EmptyState } from "@/components/ui/empty-state";
import { barData, lineData } from "@/core/chart/series";
import type { ChartSpec } from "@/core/chart/spec";
import { formatCount } from "@/core/format/numbers";
import { t } from "@/messages";
import { ChartForm } from "./chart-form";
import css from "./results.module.css";
import { type ResultWindow, useResultWatch, type WatchedResult } from "./use-result-watch";

const LineChart = lazy(() => import("@/components/chart/line-chart"));

/** More points than a screen has columns only cost time. */
const MOST_ROWS = 5_000;

interface Props {
  resultId: string;
  spec: ChartSpec | null;
  isSaved: boolean;
  isEnabled: boolean;
  height: number;
  onWatched: (watched: WatchedResult) => void;
  onSpec: (spec: ChartSpec | null) => void;
}

export function ResultChart(props: Props) {
  const { resultId, spec, isSaved, isEnabled, height, onWatched, onSpec } = props;
  const columns =
    spec === null
      ? null
      : [...new Set([spec.x, spec.y, ...(spec.split === null ? [] : [spec.split])])];
  const request: ResultWindow = { offset: 0, limit: MOST_ROWS, view: "table", columns, tail: true };
  const { watched, frame } = useResultWatch(resultId, request, isEnabled);
  const { info } = watched;
  useEffect(() => onWatched(watched), [onWatched, watched]);

  const data = useMemo(() => {
    if (spec === null || frame === null || info === null) {
      return null;
    }
    const valuesOf = (name: string) =>
      frame.table.columns.find((column) => column.name === name)?.values;
    const x = valuesOf(spec.x);
    const y = valuesOf(spec.y);
    const split = spec.split === null ? null : valuesOf(spec.split);
    if (x === undefined || y === undefined || split === undefined) {
      return null;
    }
    const kind = info.columns.find((column) => column.name === spec.x)?.kind ?? "string";
    return spec.type === "line"
      ? lineData({ x, y, split }, kind, spec.y)
      : barData({ x, y, split }, spec.y);
  }, [spec, frame, info]);

  if (info !== null && spec === null) {
    return (
      <EmptyState
        isSmall
        icon={ChartSpline}
        title={t("results.chart.none.title")}
        text={t("results.chart.none.text")}
      />
    );
  }
  const label =
    spec === null
      ? ""
      : t("results.chart.label", { type: t(`results.chart.${spec.type}`), x: spec.x, y: spec.y });
  const body = height - 48;
  return (
    <div>
      {info !== null && spec !== null && (
        <ChartForm spec={spec} columns={info.columns} isSaved={isSaved} onChange={onSpec} />
      )}
      <div className={css.chart} style={{ minHeight: body }}>
        {data === null || data.x.length === 0 ? (
          <Skeleton height={body} animate={info === null || frame === null} />
        ) : spec?.type === "line" && data.labels === null ? (
          <Suspense fallback={<Skeleton height={body} />}>
            <LineChart data={data} height={body} label={label} xName={spec.x} />
          </Suspense>
        ) : (
          <BarChart data={data} height={body} label={label} />
        )}
      </div>
      {frame !== null && frame.header.total > frame.table.rows && (
        <p className={css.cut}>
          {t(frame.header.offset > 0 ? "results.chart.cut.tail" : "results.chart.cut", {
            shown: formatCount(frame.table.rows),
            total: formatCount(frame.header.total),
          })}
        </p>
      )}
      {data !== null && data.hiddenSeries > 0 && (
        <p className={css.cut}>{t("results.chart.hidden.series", { n: data.hiddenSeries })}</p>
      )}
      {data !== null && data.hiddenBars > 0 && (
        <p className={css.cut}>{t("results.chart.hidden.bars", { n: data.hiddenBars })}</p>
      )}
    </div>
  );
}
