export const CHART_TYPES = ["line", "area", "bar", "scatter", "number"] as const;
export type ChartType = (typeof CHART_TYPES)[number];

export const AGGREGATES = ["sum", "avg", "min", "max", "count", "last"] as const;
export type Aggregate = (typeof AGGREGATES)[number];

export const NUMBER_FORMATS = ["percent", "bytes"] as const;
export type NumberFormat = (typeof NUMBER_FORMATS)[number];

/**
 * A chart as the cell's `show` attribute says it: `line:ts,cnt`, `bar:carrier,flights,origin;avg`
 * or `number:revenue`.
 */
export interface ChartSpec {
  type: ChartType;
  /** Empty for a number, which is laid out by nothing. */
  x: string;
  y: string;
  split: string | null;
  /** What is drawn where several rows share a place; null for the sum, or a number's last row. */
  aggregate: Aggregate | null;
  isStacked: boolean;
  isLog: boolean;
  format: NumberFormat | null;
  /** Whether the table stands beside the chart. */
  isBeside: boolean;
}

interface ChartColumn {
  name: string;
  kind: string;
}

export function chartOf(type: ChartType, x: string, y: string, split: string | null): ChartSpec {
  const plain = { aggregate: null, isStacked: false, isLog: false, format: null, isBeside: false };
  return { type, x, y, split, ...plain };
}

/** Reads `show`; null when it names no chart (as `show=table`). Unknown words are passed over. */
export function parseShow(show: string | undefined): ChartSpec | null {
  const match = /^(\w+):(.*)$/s.exec(show ?? "");
  const type = CHART_TYPES.find((it) => it === match?.[1]);
  if (match === null || type === undefined) {
    return null;
  }
  const [columns = "", ...words] = splitAt(match[2] ?? "", ";");
  const names = splitAt(columns, ",").map(unescaped);
  const [x = "", y = "", split] = type === "number" ? ["", ...names] : names;
  if (y === "" || (x === "" && type !== "number")) {
    return null;
  }
  const said = words.map((word) => word.trim());
  return {
    ...chartOf(type, x, y, split ?? null),
    aggregate: AGGREGATES.find((it) => said.includes(it)) ?? null,
    isStacked: said.includes("stacked"),
    isLog: said.includes("log"),
    format: NUMBER_FORMATS.find((it) => said.includes(it)) ?? null,
    isBeside: said.includes("beside"),
  };
}

export function writeShow(spec: ChartSpec): string {
  const { type, x, y, split, aggregate, isStacked, isLog, format, isBeside } = spec;
  const names = [...(type === "number" ? [] : [x]), y, ...(split === null ? [] : [split])];
  const words = [
    aggregate,
    isStacked ? "stacked" : null,
    isLog ? "log" : null,
    format,
    isBeside ? "beside" : null,
  ].filter((word) => word !== null);
  const columns = names.map((name) => name.replace(/[\\,;]/g, "\\$&")).join(",");
  return [`${type}:${columns}`, ...words].join(";");
}

/** Splits at a sign that has no backslash before it; backslashes stay. */
function splitAt(text: string, sign: string): string[] {
  const parts: string[] = [];
  let part = "";
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\\" && at + 1 < text.length) {
      at++;
      part += character + text.charAt(at);
    } else if (character === sign) {
      parts.push(part);
      part = "";
    } else {
      part += character;
    }
  }
  return [...parts, part];
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, "$1");
}

/** Whether every column of the chart is in the result. */
export function fits(spec: ChartSpec, columns: readonly ChartColumn[]): boolean {
  const has = (name: string) => columns.some((column) => column.name === name);
  return (
    (spec.type === "number" || has(spec.x)) &&
    has(spec.y) &&
    (spec.split === null || has(spec.split))
  );
}

/**
 * What most would draw: one row as a number, a number over time as a line, over a text as bars, two
 * numbers as points.
 *
 * @param rows how many rows the finished result has; null while it may grow
 */
export function suggestChart(
  columns: readonly ChartColumn[],
  rows: number | null,
): ChartSpec | null {
  const time = columns.find((column) => column.kind === "temporal");
  const text = columns.find((column) => column.kind === "string");
  const numbers = columns.filter((column) => column.kind === "number");
  const first = numbers[0];
  const last = numbers[numbers.length - 1];
  if (first === undefined || last === undefined) {
    return null;
  }
  if (rows === 1 || columns.length === 1) {
    return chartOf("number", "", first.name, null);
  }
  if (time !== undefined) {
    return chartOf("line", time.name, last.name, text?.name ?? null);
  }
  if (text !== undefined) {
    return chartOf("bar", text.name, last.name, null);
  }
  return first === last ? null : chartOf("scatter", first.name, last.name, null);
}

/** The same chart as another kind, with only what that kind knows. */
export function withType(
  spec: ChartSpec,
  type: ChartType,
  columns: readonly ChartColumn[],
): ChartSpec {
  const other = columns.find((column) => column.name !== spec.y && column.kind !== "nested");
  const x = spec.x === "" ? (other?.name ?? spec.y) : spec.x;
  return {
    ...spec,
    type,
    x: type === "number" ? "" : x,
    split: type === "number" ? null : spec.split,
    aggregate: type === "scatter" ? null : spec.aggregate,
    isStacked: spec.isStacked && (type === "bar" || type === "area"),
    isLog: spec.isLog && type !== "number",
  };
}
