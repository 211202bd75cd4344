import type { CellValue } from "@/core/arrow/values";

/** Past this a value is cut in the grid and opens aside. */
export const LONG_VALUE = 240;
/** More bytes of a binary value are not written in the grid. */
const SHOWN_BYTES = 64;

const ISO_TIME = /^-?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d(?::\d\d)?)?$/;

/** A value on one line, whatever column it is of. Null is the grid's own affair. */
export function formatValue(value: CellValue): string {
  if (value === null) {
    return "NULL";
  }
  switch (typeof value) {
    case "string":
      return ISO_TIME.test(value) ? value.replace("T", " ").replace("Z", "") : value;
    case "number":
      return formatNumber(value);
    case "bigint":
      return value.toString();
    case "boolean":
      return value ? "true" : "false";
    default:
      return value instanceof Uint8Array ? formatBinary(value) : compactJson(value);
  }
}

/** A value of a column: text that only reads like a time stays as it is. */
export function formatCell(value: CellValue, kind: string): string {
  return kind === "string" && typeof value === "string" ? value : formatValue(value);
}

/** The whole value, for the side panel and the clipboard. */
export function formatWhole(value: CellValue, indent = 2): string {
  if (value instanceof Uint8Array) {
    return formatBinary(value, value.length);
  }
  if (value !== null && typeof value === "object") {
    return JSON.stringify(value, (_key, part) => jsonValue(part, Number.POSITIVE_INFINITY), indent);
  }
  return typeof value === "string" ? value : formatValue(value);
}

function formatNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) {
    return String(value);
  }
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  }
  return String(value);
}

function formatBinary(bytes: Uint8Array, most = SHOWN_BYTES): string {
  const shown = Array.from(bytes.subarray(0, most), (byte) => byte.toString(16).padStart(2, "0"));
  return `0x${shown.join("")}${bytes.length > most ? `… (${bytes.length} bytes)` : ""}`;
}

function compactJson(value: CellValue): string {
  return JSON.stringify(value, (_key, part) => jsonValue(part, SHOWN_BYTES));
}

function jsonValue(value: unknown, mostBytes: number): unknown {
  if (typeof value === "bigint") {
    return value.toString();
  }
  if (value instanceof Uint8Array) {
    return formatBinary(value, mostBytes);
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    return formatNumber(value);
  }
  return value;
}
