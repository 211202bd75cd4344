import type { CellValue } from "@/core/arrow/values";
import { formatCell } from "@/core/format/values";

const CHARACTER = 7.7;
const PADDING = 26;
const NARROWEST = 72;
const WIDEST = 360;
/** So many rows tell how wide a column is; more would not change much. */
const SAMPLE = 60;

interface Column {
  name: string;
  type: string;
  kind: string;
}

/** Column widths in pixels from what is in the columns; whole numbers. */
export function columnWidths(
  columns: readonly Column[],
  values: readonly (readonly CellValue[] | undefined)[],
): number[] {
  return columns.map((column, i) => {
    let longest = Math.max(column.name.length, column.type.length * 0.85) + 1;
    for (const value of values[i]?.slice(0, SAMPLE) ?? []) {
      longest = Math.max(longest, Math.min(60, formatCell(value, column.kind).length));
    }
    return Math.round(Math.min(WIDEST, Math.max(NARROWEST, longest * CHARACTER + PADDING)));
  });
}

/**
 * The widths, grown where later numbers and times are longer than the first were: cut off, these
 * would be taken for other values. Text may be cut, and no column ever shrinks. Answers the same
 * array when nothing grows.
 */
export function grownWidths(
  columns: readonly Column[],
  widths: number[],
  values: readonly (readonly CellValue[] | undefined)[],
): number[] {
  const wanted = columnWidths(columns, values);
  const grown = widths.map((width, i) =>
    isExact(columns[i]?.kind) ? Math.max(width, wanted[i] ?? 0) : width,
  );
  return grown.some((width, i) => width !== widths[i]) ? grown : widths;
}

function isExact(kind: string | undefined): boolean {
  return kind === "number" || kind === "temporal";
}

/** Left edges of the columns, and the right edge of the last. */
export function columnLefts(widths: readonly number[]): number[] {
  const lefts = [0];
  for (const width of widths) {
    lefts.push((lefts[lefts.length - 1] ?? 0) + width);
  }
  return lefts;
}

/** Pinned columns leave room for others. */
const MOST_PINNED = 0.6;

/** How many of the columns pinned at the left fit beside others. */
export function fittingPins(lefts: readonly number[], wanted: number, width: number): number {
  let pins = Math.min(wanted, lefts.length - 1);
  while (pins > 0 && (lefts[pins] ?? 0) > width * MOST_PINNED) {
    pins--;
  }
  return pins;
}
