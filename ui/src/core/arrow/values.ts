import type { BatchCursor } from "./decode";
import type { ArrowField, TimeUnit } from "./schema";

/**
 * A value as the page holds it. 64-bit integers stay exact; times are instants or ISO text;
 * decimals are text.
 */
export type CellValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | CellValue[]
  | { [field: string]: CellValue };

export type ColumnReader = (row: number) => CellValue;

const decoder = new TextDecoder();

/** Takes a column's buffers from the cursor and answers a function that reads its rows. */
export function readerOf(field: ArrowField, cursor: BatchCursor): ColumnReader {
  const { view } = cursor;
  const node = cursor.nextNode();
  const type = field.type;
  if (type.is === "null") {
    return () => null;
  }
  const validity = cursor.nextBuffer();
  const nullable = (read: ColumnReader): ColumnReader =>
    node.nulls === 0 || validity.length === 0
      ? read
      : (row) => (bit(view, validity.at, row) ? read(row) : null);

  switch (type.is) {
    case "bool": {
      const { at } = cursor.nextBuffer();
      return nullable((row) => bit(view, at, row));
    }
    case "int": {
      const { at } = cursor.nextBuffer();
      return nullable(integer(view, at, type.bits, type.signed));
    }
    case "float": {
      const { at } = cursor.nextBuffer();
      return nullable(
        type.bits === 32
          ? (row) => singleValue(view.getFloat32(at + row * 4, true))
          : (row) => view.getFloat64(at + row * 8, true),
      );
    }
    case "decimal": {
      const { at } = cursor.nextBuffer();
      const words = type.bits / 64;
      return nullable((row) => decimalText(view, at + row * words * 8, words, type.scale));
    }
    case "date": {
      const { at } = cursor.nextBuffer();
      return nullable((row) =>
        dateText(
          type.unit === "day"
            ? view.getInt32(at + row * 4, true)
            : Number(view.getBigInt64(at + row * 8, true) / 86_400_000n),
        ),
      );
    }
    case "time": {
      const { at } = cursor.nextBuffer();
      return nullable((row) =>
        timeText(
          type.bits === 32
            ? BigInt(view.getInt32(at + row * 4, true))
            : view.getBigInt64(at + row * 8, true),
          type.unit,
        ),
      );
    }
    case "timestamp": {
      const { at } = cursor.nextBuffer();
      const suffix = type.zone === null ? "" : "Z";
      return nullable(
        (row) => timestampText(view.getBigInt64(at + row * 8, true), type.unit) + suffix,
      );
    }
    case "duration": {
      const { at } = cursor.nextBuffer();
      return nullable((row) => durationText(view.getBigInt64(at + row * 8, true), type.unit));
    }
    case "utf8": {
      const bytes = slices(cursor);
      return nullable((row) => decoder.decode(bytes(row)));
    }
    case "binary": {
      const bytes = slices(cursor);
      return nullable((row) => bytes(row).slice());
    }
    case "list": {
      const range = ranges(cursor);
      const item = childReader(field, cursor);
      return nullable((row) => {
        const [from, to] = range(row);
        return Array.from({ length: to - from }, (_, i) => item(from + i));
      });
    }
    case "map": {
      const range = ranges(cursor);
      const entry = childReader(field, cursor);
      return nullable((row) => {
        const [from, to] = range(row);
        return Array.from({ length: to - from }, (_, i) => {
          const pair = entry(from + i);
          return pair !== null && typeof pair === "object" ? Object.values(pair) : pair;
        });
      });
    }
    case "struct": {
      const children = field.children.map(
        (child) => [child.name, readerOf(child, cursor)] as const,
      );
      return nullable((row) =>
        Object.fromEntries(children.map(([name, read]) => [name, read(row)])),
      );
    }
  }
}

function childReader(field: ArrowField, cursor: BatchCursor): ColumnReader {
  const child = field.children[0];
  if (child === undefined) {
    throw new Error(`arrow field: '${field.name}' (expected: a child)`);
  }
  return readerOf(child, cursor);
}

function bit(view: DataView, at: number, row: number): boolean {
  return ((view.getUint8(at + (row >> 3)) >> (row & 7)) & 1) === 1;
}

function integer(view: DataView, at: number, bits: number, signed: boolean): ColumnReader {
  switch (bits) {
    case 8:
      return signed ? (row) => view.getInt8(at + row) : (row) => view.getUint8(at + row);
    case 16:
      return signed
        ? (row) => view.getInt16(at + row * 2, true)
        : (row) => view.getUint16(at + row * 2, true);
    case 32:
      return signed
        ? (row) => view.getInt32(at + row * 4, true)
        : (row) => view.getUint32(at + row * 4, true);
    default:
      return signed
        ? (row) => compact(view.getBigInt64(at + row * 8, true))
        : (row) => compact(view.getBigUint64(at + row * 8, true));
  }
}

/** A plain number where that is exact. */
function compact(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** The shortest decimal that is the same single-precision number: 0.1f shows as 0.1. */
function singleValue(value: number): number {
  if (!Number.isFinite(value)) {
    return value;
  }
  for (let digits = 6; digits <= 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) {
      return short;
    }
  }
  return value;
}

function slices(cursor: BatchCursor): (row: number) => Uint8Array<ArrayBuffer> {
  const range = ranges(cursor);
  const data = cursor.nextBuffer();
  const { view } = cursor;
  const buffer = view.buffer;
  if (!(buffer instanceof ArrayBuffer)) {
    throw new Error("arrow bytes: shared memory (expected: an ArrayBuffer)");
  }
  return (row) => {
    const [from, to] = range(row);
    return new Uint8Array(buffer, view.byteOffset + data.at + from, to - from);
  };
}

function ranges(cursor: BatchCursor): (row: number) => [number, number] {
  const { at } = cursor.nextBuffer();
  const { view } = cursor;
  return (row) => [view.getInt32(at + row * 4, true), view.getInt32(at + row * 4 + 4, true)];
}

export function decimalText(view: DataView, at: number, words: number, scale: number): string {
  let value = view.getBigInt64(at + (words - 1) * 8, true);
  for (let word = words - 2; word >= 0; word--) {
    value = (value << 64n) | view.getBigUint64(at + word * 8, true);
  }
  const sign = value < 0n ? "-" : "";
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, "0");
  return scale > 0
    ? `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
    : `${sign}${digits}`;
}

const PER_SECOND: Record<TimeUnit, bigint> = {
  s: 1n,
  ms: 1_000n,
  us: 1_000_000n,
  ns: 1_000_000_000n,
};
const DIGITS: Record<TimeUnit, number> = { s: 0, ms: 3, us: 6, ns: 9 };

function floorDivide(value: bigint, by: bigint): [bigint, bigint] {
  const rest = ((value % by) + by) % by;
  return [(value - rest) / by, rest];
}

function fraction(rest: bigint, unit: TimeUnit): string {
  return unit === "s" ? "" : `.${rest.toString().padStart(DIGITS[unit], "0")}`;
}

function two(value: bigint): string {
  return value.toString().padStart(2, "0");
}

function clockText(seconds: bigint): string {
  return `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}`;
}

/** ISO date of a day number; works for the years 1 to 9999 and beyond. */
export function dateText(day: number): string {
  const date = new Date(day * 86_400_000);
  const year = date.getUTCFullYear();
  const years = year < 0 ? `-${String(-year).padStart(4, "0")}` : String(year).padStart(4, "0");
  const month = String(date.getUTCMonth() + 1).padStart(2, "0");
  return `${years}-${month}-${String(date.getUTCDate()).padStart(2, "0")}`;
}

export function timeText(value: bigint, unit: TimeUnit): string {
  const [seconds, rest] = floorDivide(value, PER_SECOND[unit]);
  return clockText(seconds) + fraction(rest, unit);
}

export function timestampText(value: bigint, unit: TimeUnit): string {
  const [seconds, rest] = floorDivide(value, PER_SECOND[unit]);
  const [day, inDay] = floorDivide(seconds, 86_400n);
  return `${dateText(Number(day))}T${clockText(inDay)}${fraction(rest, unit)}`;
}

export function durationText(value: bigint, unit: TimeUnit): string {
  const sign = value < 0n ? "-" : "";
  const [seconds, rest] = floorDivide(value < 0n ? -value : value, PER_SECOND[unit]);
  return `${sign}${seconds / 86_400n}d ${clockText(seconds % 86_400n)}${rest === 0n ? "" : fraction(rest, unit)}`;
}
