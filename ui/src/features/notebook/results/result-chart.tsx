import { Skeleton } from "@mantine/core";
import { ChartSpline } from "lucide-react";
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import type { ResultFrame, ResultInfo } from "@/api";
import { BarChart } from "@/components/chart/bar-chart";
import { Legend } from "@/components/chart/legend";
import { timeText } from "@/components/chart/time-ticks";
import { EmptyState } from "@/components/ui/empty-state";
import { type ChartData, chartData } from "@/core/chart/series";
import type { ChartSpec } from "@/core/chart/spec";
import { formatCount } from "@/core/format/numbers";
import { type Arrangement, isSelective } from "@/core/grid/arrangement";
import { t } from "@/messages";
import { ChartCaption, summaryOf } from "./chart-caption";
import { ChartForm } from "./chart-form";
import { ChartSave } from "./chart-save";
import { ResultNumber } from "./result-number";
import css from "./results.module.css";
import { type ResultWindow, useResultWatch, type WatchedResult } from "./use-result-watch";

const XyChart = lazy(() => import("@/components/chart/xy-chart"));

/** More points than a screen has columns only cost time. */
const MOST_ROWS = 5_000;
const FORM = 48;
const LEGEND = 32;

interface Props {
  resultId: string;
  spec: ChartSpec | null;
  isSaved: boolean;
  isEnabled: boolean;
  height: number;
  arrangement: Arrangement;
  at: string | null;
  onWatched: (watched: WatchedResult) => void;
  onSpec: (spec: ChartSpec | null) => void;
}

export function ResultChart(props: Props) {
  const { resultId, spec, isSaved, isEnabled, height, arrangement, at, onWatched, onSpec } = props;
  const columns = spec === null ? null : columnsOf(spec);
  const request: ResultWindow = {
    offset: 0,
    limit: MOST_ROWS,
    view: "table",
    columns,
    tail: true,
    // Its own order is the table's; what is filtered out is not drawn.
    arrangement: at === null && isSelective(arrangement) ? { ...arrangement, sort: [] } : null,
    at,
  };
  const { watched, frame } = useResultWatch(resultId, request, isEnabled);
  const { info } = watched;
  useEffect(() => onWatched(watched), [onWatched, watched]);

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
  if (info === null || spec === null) {
    return <Skeleton height={height} />;
  }
  const isWaiting = frame === null || !columnsOf(spec).every((name) => valuesOf(frame, name));
  const isEmpty = frame?.table.rows === 0;
  const isFiltered = frame?.header.arranged !== undefined;
  return (
    <div>
      <ChartForm spec={spec} columns={info.columns} isSaved={isSaved} onChange={onSpec} />
      {isEmpty ? (
        <EmptyState
          isSmall
          title={t(isFiltered ? "results.none.title" : "results.empty.title")}
          text={t(
            isFiltered
              ? "results.chart.filtered.none"
              : info.state === "complete"
                ? "results.empty.complete"
                : "results.empty.waiting",
          )}
        />
      ) : isWaiting ? (
        <Skeleton height={height - FORM} />
      ) : spec.type === "number" ? (
        <ResultNumber spec={spec} frame={frame} height={height - FORM} />
      ) : (
        <Drawn spec={spec} info={info} frame={frame} height={height - FORM} />
      )}
      {isFiltered && (
        <p className={css.cut}>
          {t("results.chart.filtered", {
            n: frame.header.total,
            of: formatCount(frame.header.arranged?.of ?? 0),
          })}
        </p>
      )}
      {at !== null && isSelective(arrangement) && (
        <p className={css.cut}>{t("player.unarranged")}</p>
      )}
      {frame !== null && frame.header.total > frame.table.rows && (
        <p className={css.cut}>
          {t(frame.header.offset > 0 ? "results.chart.cut.tail" : "results.chart.cut", {
            shown: formatCount(frame.table.rows),
            total: formatCount(frame.header.total),
          })}
        </p>
      )}
    </div>
  );
}

interface DrawnProps {
  spec: ChartSpec;
  info: ResultInfo;
  frame: ResultFrame;
  height: number;
}

function Drawn({ spec, info, frame, height }: DrawnProps) {
  const host = useRef<HTMLDivElement>(null);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const all = useMemo(() => {
    const kind = info.columns.find((column) => column.name === spec.x)?.kind ?? "string";
    const split = spec.split === null ? null : (valuesOf(frame, spec.split) ?? null);
    const x = valuesOf(frame, spec.x) ?? [];
    return chartData({ x, y: valuesOf(frame, spec.y) ?? [], split }, spec, kind);
  }, [spec, frame, info.columns]);
  const data = useMemo(
    () => ({ ...all, series: all.series.filter((it) => !hidden.has(it.name)) }),
    [all, hidden],
  );
  const toggle = (name: string) => {
    const next = new Set(hidden);
    if (!next.delete(name)) {
      next.add(name);
    }
    setHidden(next);
  };
  if (all.series.length === 0) {
    return (
      <EmptyState
        isSmall
        icon={ChartSpline}
        title={t("results.chart.none.title")}
        text={t("results.chart.unfit", { x: spec.x, y: spec.y })}
      />
    );
  }
  const yTitle = titleOf(spec, all.isShared);
  const xText = (place: number) => placeText(data, place);
  const label = t("results.chart.label", {
    type: t(`results.chart.${spec.type}`),
    x: spec.x,
    y: spec.y,
  });
  const hasLegend = all.series.length > 1;
  const body = height - (hasLegend ? LEGEND : 0);
  return (
    <>
      <div ref={host} className={css.chart} style={{ minHeight: body }}>
        {data.labels === null ? (
          <Suspense fallback={<Skeleton height={body} />}>
            <XyChart
              data={data}
              spec={spec}
              yTitle={yTitle}
              xText={xText}
              height={body}
              label={label}
            />
          </Suspense>
        ) : (
          <BarChart data={data} spec={spec} yTitle={yTitle} height={body} label={label} />
        )}
      </div>
      {hasLegend && (
        <Legend
          label={spec.split ?? spec.y}
          series={all.series}
          hidden={hidden}
          onToggle={toggle}
        />
      )}
      <p className="visually-hidden">{summaryOf(data, spec, xText)}</p>
      <div className={css.chartFoot}>
        <ChartCaption data={data} spec={spec} rows={frame.table.rows} />
        <ChartSave host={host} data={data} spec={spec} yTitle={yTitle} xText={xText} />
      </div>
    </>
  );
}

function columnsOf({ x, y, split }: ChartSpec): string[] {
  return [...new Set(split === null ? [x, y] : [x, y, split])].filter((name) => name !== "");
}

function valuesOf(frame: ResultFrame, name: string) {
  return frame.table.columns.find((column) => column.name === name)?.values;
}

function titleOf({ aggregate, y }: ChartSpec, isShared: boolean): string {
  return aggregate === null && !isShared
    ? y
    : t("results.chart.aggregated", { aggregate: t(`results.chart.${aggregate ?? "sum"}`), y });
}

function placeText(data: ChartData, place: number): string {
  const x = data.x[place] ?? null;
  return data.labels?.[place] ?? (data.isTime ? timeText(x) : String(x));
}
