import type { CellValue } from "@/core/arrow/values";
import { formatValue } from "@/core/format/values";

export const MAX_SERIES = 12;
export const MAX_BARS = 60;

export interface ChartData {
  /** Times as epoch seconds, numbers, or positions in `labels`. */
  x: number[];
  labels: string[] | null;
  isTime: boolean;
  series: { name: string; values: (number | null)[] }[];
  /** What did not fit: series beyond the limit, bars beyond the limit. */
  hiddenSeries: number;
  hiddenBars: number;
}

interface Columns {
  x: readonly CellValue[];
  y: readonly CellValue[];
  split: readonly CellValue[] | null;
}

/** A line: sorted by x, one series per value of the split column. */
export function lineData(columns: Columns, xKind: string, yName: string): ChartData {
  if (xKind !== "temporal" && xKind !== "number") {
    return barData(columns, yName);
  }
  const isTime = xKind === "temporal";
  const positions = columns.x.map((value) => (isTime ? epochSeconds(value) : toNumber(value)));
  const xs = [...new Set(positions.filter((x) => x !== null))].sort((a, b) => a - b);
  const placeOf = new Map(xs.map((x, i) => [x, i]));
  const grouped = group(columns, yName, xs.length, (row) => {
    const x = positions[row];
    return x === null || x === undefined ? undefined : placeOf.get(x);
  });
  return { x: xs, labels: null, isTime, hiddenBars: 0, ...grouped };
}

/** Bars in the order of the result, one group per distinct x. */
export function barData(columns: Columns, yName: string): ChartData {
  const labels: string[] = [];
  const placeOf = new Map<string, number>();
  for (const value of columns.x) {
    const label = labelOf(value);
    if (!placeOf.has(label)) {
      placeOf.set(label, labels.length);
      labels.push(label);
    }
  }
  const shown = labels.slice(0, MAX_BARS);
  const grouped = group(columns, yName, shown.length, (row) => {
    const place = placeOf.get(labelOf(columns.x[row] ?? null));
    return place !== undefined && place < shown.length ? place : undefined;
  });
  return {
    x: shown.map((_, i) => i),
    labels: shown,
    isTime: false,
    hiddenBars: labels.length - shown.length,
    ...grouped,
  };
}

function group(
  columns: Columns,
  yName: string,
  length: number,
  placeOf: (row: number) => number | undefined,
): Pick<ChartData, "series" | "hiddenSeries"> {
  const series = new Map<string, (number | null)[]>();
  const hidden = new Set<string>();
  columns.y.forEach((value, row) => {
    const place = placeOf(row);
    if (place === undefined) {
      return;
    }
    const name = columns.split === null ? yName : labelOf(columns.split[row] ?? null);
    let values = series.get(name);
    if (values === undefined) {
      if (series.size >= MAX_SERIES) {
        hidden.add(name);
        return;
      }
      values = new Array<number | null>(length).fill(null);
      series.set(name, values);
    }
    values[place] = toNumber(value);
  });
  return {
    series: [...series].map(([name, values]) => ({ name, values })),
    hiddenSeries: hidden.size,
  };
}

function labelOf(value: CellValue): string {
  return formatValue(value);
}

export function toNumber(value: CellValue): number | null {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? value : null;
    case "bigint":
      return Number(value);
    case "string": {
      const number = value.trim() === "" ? Number.NaN : Number(value);
      return Number.isFinite(number) ? number : null;
    }
    case "boolean":
      return value ? 1 : 0;
    default:
      return null;
  }
}

/** ISO text without a zone is read as UTC, so that a chart shows the digits of the data. */
export function epochSeconds(value: CellValue): number | null {
  if (typeof value !== "string") {
    return toNumber(value);
  }
  if (/^\d\d:\d\d:\d\d/.test(value)) {
    return Date.parse(`1970-01-01T${value.slice(0, 12)}Z`) / 1000;
  }
  const day = /^\d{4}-\d\d-\d\d$/.test(value);
  const short = value.replace(/(\.\d{3})\d+/, "$1");
  const millis = Date.parse(day || short.endsWith("Z") ? short : `${short}Z`);
  return Number.isNaN(millis) ? null : millis / 1000;
}
