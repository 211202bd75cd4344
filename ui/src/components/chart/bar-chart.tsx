import { useComputedColorScheme } from "@mantine/core";
import { useLayoutEffect, useRef, useState } from "react";
import { logScale, niceScale, placeOn } from "@/core/chart/scale";
import { type ChartData, stacked } from "@/core/chart/series";
import type { ChartSpec } from "@/core/chart/spec";
import { axisText, exactText } from "@/core/chart/text";
import css from "./chart.module.css";
import { seriesColour } from "./palette";

interface Props {
  data: ChartData;
  spec: ChartSpec;
  yTitle: string;
  height: number;
  label: string;
}

const LEFT = 72;
const TOP = 12;
const TITLE = 18;
const LONG_LABEL = 12;

/** Bars for each label: side by side, or on top of each other. */
export function BarChart({ data, spec, yTitle, height, label }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const isDark = useComputedColorScheme() === "dark";
  useLayoutEffect(() => {
    const element = host.current;
    if (element === null) {
      return;
    }
    const measure = () => setWidth(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const isStack = spec.isStacked && data.series.length > 1;
  const isLog = spec.isLog && !isStack;
  const labels = data.labels ?? data.x.map(String);
  const step = (width - LEFT - 8) / Math.max(1, labels.length);
  const isTilted = labels.some((it) => it.length * 6.6 > step - 4);
  const bottom = (isTilted ? 76 : 26) + TITLE;
  const inner = Math.max(40, height - TOP - bottom);
  const tops = isStack ? stacked(data.series) : data.series;
  const values = tops.flatMap((series) => series.values.filter((it) => it !== null));
  const drawn = isLog ? values.filter((it) => it > 0) : values;
  const scale = isLog
    ? logScale(Math.min(...drawn), Math.max(...drawn))
    : niceScale(Math.min(0, ...drawn), Math.max(0, ...drawn));
  const yOf = (value: number) => TOP + inner - placeOn(scale, value, isLog) * inner;
  const floor = isLog ? scale.from : 0;
  const group = Math.max(1, step * 0.76);
  const bar = isStack ? group : group / Math.max(1, data.series.length);
  return (
    <div ref={host} style={{ height }}>
      <svg width={width} height={height} role="img" aria-label={label} className={css.bars}>
        {scale.ticks.map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={width} y1={yOf(tick)} y2={yOf(tick)} className={css.gridLine} />
            <text x={LEFT - 8} y={yOf(tick) + 4} textAnchor="end">
              {axisText(tick, spec.format)}
            </text>
          </g>
        ))}
        <text
          transform={`rotate(-90 12 ${TOP + inner / 2})`}
          x={12}
          y={TOP + inner / 2}
          className={css.axisTitle}
        >
          {yTitle}
        </text>
        <text x={LEFT + (width - LEFT) / 2} y={height - 4} className={css.axisTitle}>
          {spec.x}
        </text>
        {labels.map((name, i) => {
          const x = LEFT + i * step + step / 2;
          const short = name.length > LONG_LABEL + 2 ? `${name.slice(0, LONG_LABEL)}…` : name;
          return (
            <g key={name}>
              {data.series.map((series, s) => {
                const value = series.values[i];
                if (value === null || value === undefined || (isLog && value <= 0)) {
                  return null;
                }
                const end = isStack ? (tops[s]?.values[i] ?? value) : value;
                const start = isStack ? end - value : floor;
                return (
                  <rect
                    key={series.name}
                    x={x - group / 2 + (isStack ? 0 : s * bar)}
                    y={Math.min(yOf(end), yOf(start))}
                    width={Math.max(1, bar - (bar > 4 ? 1 : 0))}
                    height={Math.max(0.5, Math.abs(yOf(end) - yOf(start)))}
                    fill={seriesColour(series.index, isDark)}
                  >
                    <title>{`${name} · ${series.name}: ${exactText(value, spec.format)}`}</title>
                  </rect>
                );
              })}
              {(step > 12 || i % Math.ceil(12 / step) === 0) && (
                <text
                  x={x}
                  y={TOP + inner + 18}
                  textAnchor={isTilted ? "end" : "middle"}
                  transform={isTilted ? `rotate(-40 ${x} ${TOP + inner + 12})` : undefined}
                >
                  {isTilted ? short : name}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
