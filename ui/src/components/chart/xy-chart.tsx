import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useLayoutEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { type ChartData, stacked } from "@/core/chart/series";
import type { ChartSpec } from "@/core/chart/spec";
import { axisText } from "@/core/chart/text";
import css from "./chart.module.css";
import { seriesColour } from "./palette";
import { timeTicks } from "./time-ticks";
import { tooltip } from "./tooltip";

interface Props {
  data: ChartData;
  spec: ChartSpec;
  yTitle: string;
  xText: (place: number) => string;
  height: number;
  label: string;
}

interface Shown {
  data: ChartData;
  xText: (place: number) => string;
}

/**
 * Lines, areas or points over time or numbers; new data is drawn without building the chart again.
 * Where there are more points than pixels, each column of pixels spans their lowest and highest.
 */
export default function XyChart({ data, spec, yTitle, xText, height, label }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const isDark = useComputedColorScheme() === "dark";
  const shape = JSON.stringify([
    spec,
    yTitle,
    data.isTime,
    data.x.length <= MARKED,
    data.series.map(({ name, index }) => [name, index]),
  ]);
  const latest = useRef<Shown>({ data, xText });
  latest.current = { data, xText };

  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` stands for what needs a new chart
  useLayoutEffect(() => {
    const element = host.current;
    if (element === null) {
      return;
    }
    const made = new uPlot(
      {
        ...options(latest.current.data, spec, yTitle, isDark),
        width: element.clientWidth,
        height,
        plugins: [tooltip(() => latest.current, spec.format, isDark)],
      },
      aligned(latest.current.data, spec),
      element,
    );
    plot.current = made;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0) {
        made.setSize({ width: element.clientWidth, height });
      }
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [shape, isDark, height]);

  useEffect(() => plot.current?.setData(aligned(data, spec)), [data, spec]);

  return <div ref={host} role="img" aria-label={label} className={css.xy} style={{ height }} />;
}

/** Up to so many points are marked on a line. */
const MARKED = 60;
const FONT = "11px system-ui, sans-serif";

function aligned(data: ChartData, spec: ChartSpec): uPlot.AlignedData {
  const series = spec.isStacked && spec.type === "area" ? stacked(data.series) : data.series;
  // A logarithm has no place for zero and below.
  const drawn = (values: (number | null)[]) =>
    spec.isLog ? values.map((it) => (it !== null && it > 0 ? it : null)) : values;
  return [data.x, ...series.map(({ values }) => drawn(values))];
}

function options(data: ChartData, spec: ChartSpec, yTitle: string, isDark: boolean) {
  const axis = {
    stroke: isDark ? "#a8a195" : "#635d54",
    grid: { stroke: isDark ? "#2b2924" : "#ebe8e2", width: 1 },
    ticks: { stroke: isDark ? "#4d4940" : "#c7c2b7", width: 1 },
    font: FONT,
    labelFont: FONT,
    labelSize: 16,
  };
  const isStack = spec.isStacked && spec.type === "area";
  return {
    // Event time is shown as the data has it, not in the reader's zone.
    tzDate: (seconds: number) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    scales: {
      x: { time: data.isTime },
      y: spec.isLog ? { distr: 3 as const } : spec.type === "area" ? { range: fromZero } : {},
    },
    axes: [
      { ...axis, label: spec.x, ...(data.isTime && { values: timeTicks }) },
      {
        ...axis,
        label: yTitle,
        size: 60,
        values: (_: uPlot, splits: (number | null)[]) =>
          splits.map((it) => (it === null ? "" : axisText(it, spec.format))),
      },
    ],
    legend: { show: false },
    cursor: { points: { size: 6 } },
    bands: isStack
      ? data.series
          .slice(1)
          .map((_, i): uPlot.Band => ({ series: [i + 2, i + 1], dir: -1 }))
          .reverse()
      : [],
    series: [
      {},
      ...data.series.map(({ name, index }): uPlot.Series => {
        const stroke = seriesColour(index, isDark);
        const points = { show: data.x.length <= MARKED, size: 5 };
        switch (spec.type) {
          case "scatter":
            return {
              label: name,
              stroke,
              paths: () => null,
              points: { show: true, size: 6, fill: `${stroke}99`, width: 1 },
            };
          case "area":
            return { label: name, stroke, width: 1.6, fill: `${stroke}40`, spanGaps: true, points };
          default:
            return { label: name, stroke, width: 1.6, spanGaps: true, points };
        }
      }),
    ],
  };
}

/** The foot of an area is zero, so that its size means something. */
function fromZero(_plot: uPlot, low: number, high: number): uPlot.Range.MinMax {
  const [from, to] = uPlot.rangeNum(Math.min(0, low ?? 0), Math.max(0, high ?? 1), 0.1, true);
  return [low >= 0 ? 0 : from, to];
}
