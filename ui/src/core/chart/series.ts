import type { CellValue } from "@/core/arrow/values";
import { formatValue } from "@/core/format/values";
import type { Aggregate, ChartSpec } from "./spec";

export const MAX_SERIES = 12;
export const MAX_BARS = 60;

export interface Series {
  name: string;
  /** Its place among all series, so that its colour stays when others are hidden. */
  index: number;
  values: (number | null)[];
}

export interface ChartData {
  /** Times as epoch seconds, numbers, or positions in `labels`; ascending. */
  x: number[];
  labels: string[] | null;
  isTime: boolean;
  series: Series[];
  /** What did not fit: series beyond the limit, bars beyond the limit. */
  hiddenSeries: number;
  hiddenBars: number;
  /** Rows that have no number, or no place, to be drawn at. */
  unplaced: number;
  /** Whether several rows share a place, so that one number stands for them. */
  isShared: boolean;
}

interface Columns {
  x: readonly CellValue[];
  y: readonly CellValue[];
  split: readonly CellValue[] | null;
}

type Places = Pick<ChartData, "x" | "labels" | "isTime" | "hiddenBars">;

/** What a chart draws of some rows. */
export function chartData(columns: Columns, spec: ChartSpec, xKind: string): ChartData {
  const isOrdered = xKind === "temporal" || xKind === "number";
  if (spec.type === "bar" || !isOrdered) {
    return bars(columns, spec);
  }
  return spec.type === "scatter" ? points(columns, spec, xKind) : line(columns, spec, xKind);
}

/** A line: sorted by x, one series per value of the split column. */
function line(columns: Columns, spec: ChartSpec, xKind: string): ChartData {
  const isTime = xKind === "temporal";
  const positions = columns.x.map((value) => (isTime ? epochSeconds(value) : toNumber(value)));
  const x = [...new Set(positions.filter((it) => it !== null))].sort((a, b) => a - b);
  const placeOf = new Map(x.map((it, i) => [it, i]));
  return group(columns, spec, { x, labels: null, isTime, hiddenBars: 0 }, (row) =>
    placeOf.get(positions[row] ?? Number.NaN),
  );
}

/** Points: each row has a place of its own. */
function points(columns: Columns, spec: ChartSpec, xKind: string): ChartData {
  const isTime = xKind === "temporal";
  const placed = columns.x
    .map((value, row) => ({ row, x: isTime ? epochSeconds(value) : toNumber(value) }))
    .flatMap(({ row, x }) => (x === null ? [] : [{ row, x }]))
    .sort((a, b) => a.x - b.x);
  const placeOf = new Map(placed.map(({ row }, i) => [row, i]));
  const x = placed.map((it) => it.x);
  return group(columns, spec, { x, labels: null, isTime, hiddenBars: 0 }, (row) =>
    placeOf.get(row),
  );
}

/** Bars in the order of the result, one group per distinct x. */
function bars(columns: Columns, spec: ChartSpec): ChartData {
  const labels: string[] = [];
  const placeOf = new Map<string, number>();
  for (const value of columns.x) {
    const label = formatValue(value);
    if (!placeOf.has(label)) {
      placeOf.set(label, labels.length);
      labels.push(label);
    }
  }
  const shown = labels.slice(0, MAX_BARS);
  const places = {
    x: shown.map((_, i) => i),
    labels: shown,
    isTime: false,
    hiddenBars: labels.length - shown.length,
  };
  return group(columns, spec, places, (row) => placeOf.get(formatValue(columns.x[row] ?? null)));
}

function group(
  columns: Columns,
  spec: ChartSpec,
  places: Places,
  placeOf: (row: number) => number | undefined,
): ChartData {
  const aggregate = spec.aggregate ?? "sum";
  const series = new Map<string, { values: (number | null)[]; rows: number[] }>();
  const hidden = new Set<string>();
  const { length } = places.x;
  let unplaced = 0;
  let isShared = false;
  columns.y.forEach((value, row) => {
    const place = placeOf(row);
    const number = aggregate === "count" ? (value === null ? null : 1) : toNumber(value);
    if (place === undefined || number === null) {
      unplaced++;
      return;
    }
    if (place >= length) {
      return;
    }
    const name = columns.split === null ? spec.y : formatValue(columns.split[row] ?? null);
    let made = series.get(name);
    if (made === undefined) {
      if (series.size >= MAX_SERIES) {
        hidden.add(name);
        return;
      }
      made = {
        values: new Array<number | null>(length).fill(null),
        rows: new Array<number>(length).fill(0),
      };
      series.set(name, made);
    }
    const before = made.values[place] ?? null;
    const rows = made.rows[place] ?? 0;
    isShared ||= rows > 0;
    made.values[place] = before === null ? number : joined(aggregate, before, rows, number);
    made.rows[place] = rows + 1;
  });
  return {
    ...places,
    series: [...series].map(([name, { values }], index) => ({ name, index, values })),
    hiddenSeries: hidden.size,
    unplaced,
    isShared,
  };
}

/** One number for one row more. */
export function joined(aggregate: Aggregate, before: number, rows: number, value: number): number {
  switch (aggregate) {
    case "sum":
    case "count":
      return before + value;
    case "avg":
      return before + (value - before) / (rows + 1);
    case "min":
      return Math.min(before, value);
    case "max":
      return Math.max(before, value);
    case "last":
      return value;
  }
}

/** Each series on top of those before it; where one has no number it adds nothing. */
export function stacked(series: readonly Series[]): Series[] {
  const below: number[] = [];
  return series.map((each) => ({
    ...each,
    values: each.values.map((value, i) => {
      const sum = (below[i] ?? 0) + (value ?? 0);
      below[i] = sum;
      return sum;
    }),
  }));
}

/** The number that stands for all rows, and the one before it where there is one. */
export function bigNumber(
  values: readonly CellValue[],
  aggregate: Aggregate | null,
): { value: number; before: number | null } | null {
  const numbers = values.map(toNumber).filter((it) => it !== null);
  const last = numbers.at(-1);
  if (aggregate === "count") {
    return { value: values.filter((it) => it !== null).length, before: null };
  }
  if (last === undefined) {
    return null;
  }
  return aggregate === null || aggregate === "last"
    ? { value: last, before: numbers.at(-2) ?? null }
    : {
        value: numbers.reduce((sum, it, rows) => joined(aggregate, sum, rows, it)),
        before: null,
      };
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
