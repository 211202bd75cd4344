import { formatBytes, formatCompact } from "@/core/format/numbers";
import type { ChartData, Series } from "./series";
import type { NumberFormat } from "./spec";

const exact = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 17 });
const percent = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 2 });

/** A number at an axis, where there is little room. */
export function axisText(value: number, format: NumberFormat | null): string {
  switch (format) {
    case "percent":
      return percent.format(value);
    case "bytes":
      return formatBytes(value);
    case null:
      return Math.abs(value) > 0 && Math.abs(value) < 0.01
        ? value.toExponential(0)
        : formatCompact(value);
  }
}

/** A number in full, with its unit. */
export function exactText(value: number | null, format: NumberFormat | null): string {
  if (value === null) {
    return "–";
  }
  switch (format) {
    case "percent":
      return `${exact.format(Number((value * 100).toPrecision(15)))}%`;
    case "bytes":
      return `${formatBytes(value)} (${exact.format(value)})`;
    case null:
      return exact.format(value);
  }
}

export interface Extreme {
  value: number;
  place: number;
  series: string;
}

/** The lowest and the highest number drawn; null where there is none. */
export function extremes(series: readonly Series[]): { low: Extreme; high: Extreme } | null {
  let low: Extreme | null = null;
  let high: Extreme | null = null;
  for (const { name, values } of series) {
    for (const [place, value] of values.entries()) {
      if (value === null) {
        continue;
      }
      if (low === null || value < low.value) {
        low = { value, place, series: name };
      }
      if (high === null || value > high.value) {
        high = { value, place, series: name };
      }
    }
  }
  return low === null || high === null ? null : { low, high };
}

export function countPoints(series: readonly Series[]): number {
  return series.reduce((sum, { values }) => sum + values.filter((it) => it !== null).length, 0);
}

/** The numbers drawn, as comma-separated values with a heading. */
export function csvOf(data: ChartData, xName: string, xText: (place: number) => string): string {
  const quoted = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  const lines = [
    [xName, ...data.series.map((series) => series.name)],
    ...data.x.map((_, i) => [
      xText(i),
      ...data.series.map((series) => String(series.values[i] ?? "")),
    ]),
  ];
  return `${lines.map((line) => line.map(quoted).join(",")).join("\r\n")}\r\n`;
}
