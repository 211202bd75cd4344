import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useLayoutEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { ChartData } from "@/core/chart/series";
import css from "./chart.module.css";
import { seriesColour } from "./palette";
import { timeText, timeTicks } from "./time-ticks";

interface Props {
  data: ChartData;
  height: number;
  label: string;
  xName: string;
}

/** Lines over time or numbers; new data is drawn without building the chart again. */
export default function LineChart({ data, height, label, xName }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const isDark = useComputedColorScheme() === "dark";
  const names = JSON.stringify([xName, data.isTime, data.series.map((series) => series.name)]);
  const latest = useRef(data);
  latest.current = data;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `names` stands for the shape of the data
  useLayoutEffect(() => {
    const element = host.current;
    if (element === null) {
      return;
    }
    const first = latest.current;
    const made = new uPlot(
      options(first, xName, isDark, element.clientWidth, height),
      aligned(first),
      element,
    );
    plot.current = made;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0) {
        made.setSize({ width: element.clientWidth, height: plotHeight(height) });
      }
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [names, isDark, height]);

  useEffect(() => plot.current?.setData(aligned(data)), [data]);

  return <div ref={host} role="img" aria-label={label} className={css.line} style={{ height }} />;
}

// Room for uPlot's legend below the lines.
function plotHeight(height: number): number {
  return Math.max(80, height - 34);
}

// Without a cursor the legend has no values to tell.
function markIdle(plot: uPlot): void {
  plot.root.toggleAttribute("data-idle", typeof plot.cursor.idx !== "number");
}

function aligned(data: ChartData): uPlot.AlignedData {
  return [data.x, ...data.series.map((series) => series.values)];
}

function options(
  data: ChartData,
  xName: string,
  isDark: boolean,
  width: number,
  height: number,
): uPlot.Options {
  const axis = {
    stroke: isDark ? "#a8a195" : "#635d54",
    grid: { stroke: isDark ? "#2b2924" : "#ebe8e2", width: 1 },
    ticks: { stroke: isDark ? "#4d4940" : "#c7c2b7", width: 1 },
    font: "11px system-ui, sans-serif",
  };
  return {
    width,
    height: plotHeight(height),
    // Event time is shown as the data has it, not in the reader's zone.
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    scales: { x: { time: data.isTime } },
    axes: [data.isTime ? { ...axis, values: timeTicks } : axis, { ...axis, size: 64 }],
    cursor: { points: { size: 6 } },
    hooks: { ready: [markIdle], setCursor: [markIdle] },
    series: [
      data.isTime ? { label: xName, value: (_, at) => timeText(at) } : { label: xName },
      ...data.series.map((series, i) => ({
        label: series.name,
        stroke: seriesColour(i, isDark),
        width: 1.6,
        spanGaps: true,
        points: { show: data.x.length <= 60, size: 5 },
      })),
    ],
  };
}
