import { useComputedColorScheme } from "@mantine/core";
import { useLayoutEffect, useRef, useState } from "react";
import { niceScale } from "@/core/chart/scale";
import type { ChartData } from "@/core/chart/series";
import { formatCompact } from "@/core/format/numbers";
import css from "./chart.module.css";
import { seriesColour } from "./palette";

interface Props {
  data: ChartData;
  height: number;
  label: string;
}

const LEFT = 56;
const TOP = 12;
const LONG_LABEL = 12;

/** Bars side by side for each label. */
export function BarChart({ data, height, label }: Props) {
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

  const labels = data.labels ?? data.x.map(String);
  const hasLegend = data.series.length > 1;
  const step = (width - LEFT - 8) / Math.max(1, labels.length);
  const isTilted = labels.some((it) => it.length * 6.6 > step - 4);
  const bottom = isTilted ? 76 : 26;
  const inner = Math.max(40, height - TOP - bottom - (hasLegend ? 28 : 0));
  const values = data.series.flatMap((series) => series.values.filter((it) => it !== null));
  const scale = niceScale(Math.min(0, ...values), Math.max(0, ...values));
  const yOf = (value: number) =>
    TOP + inner - ((value - scale.from) / (scale.to - scale.from)) * inner;
  const group = Math.max(1, step * 0.76);
  const bar = group / Math.max(1, data.series.length);
  return (
    <div ref={host} style={{ height }}>
      <svg
        width={width}
        height={height - (hasLegend ? 28 : 0)}
        role="img"
        aria-label={label}
        className={css.bars}
      >
        {scale.ticks.map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={width} y1={yOf(tick)} y2={yOf(tick)} className={css.gridLine} />
            <text x={LEFT - 8} y={yOf(tick) + 4} textAnchor="end">
              {formatCompact(tick)}
            </text>
          </g>
        ))}
        {labels.map((name, i) => {
          const x = LEFT + i * step + step / 2;
          const short = name.length > LONG_LABEL + 2 ? `${name.slice(0, LONG_LABEL)}…` : name;
          return (
            <g key={i}>
              {data.series.map((series, s) => {
                const value = series.values[i];
                if (value === null || value === undefined) {
                  return null;
                }
                const y = Math.min(yOf(value), yOf(0));
                return (
                  <rect
                    key={s}
                    x={x - group / 2 + s * bar}
                    y={y}
                    width={Math.max(1, bar - (bar > 4 ? 1 : 0))}
                    height={Math.max(0.5, Math.abs(yOf(value) - yOf(0)))}
                    fill={seriesColour(s, isDark)}
                  >
                    <title>{`${name} · ${series.name}: ${value}`}</title>
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
      {hasLegend && (
        <ul className={css.legend}>
          {data.series.map((series, i) => (
            <li key={i}>
              <span className={css.swatch} style={{ background: seriesColour(i, isDark) }} />
              {series.name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
