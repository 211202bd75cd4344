import type { FlatTable } from "./flat";

export type TimeUnit = "s" | "ms" | "us" | "ns";

/** The Arrow types that Drey's results use. */
export type ArrowType =
  | { is: "null" }
  | { is: "int"; bits: number; signed: boolean }
  | { is: "float"; bits: number }
  | { is: "binary" }
  | { is: "utf8" }
  | { is: "bool" }
  | { is: "decimal"; scale: number; bits: number }
  | { is: "date"; unit: "day" | "ms" }
  | { is: "time"; unit: TimeUnit; bits: number }
  | { is: "timestamp"; unit: TimeUnit; zone: string | null }
  | { is: "duration"; unit: TimeUnit }
  | { is: "list" }
  | { is: "struct" }
  | { is: "map" };

export interface ArrowField {
  name: string;
  type: ArrowType;
  /** The type as Flink SQL writes it, where the server says so. */
  sqlType: string | null;
  children: ArrowField[];
}

const UNITS: TimeUnit[] = ["s", "ms", "us", "ns"];

// Numbers of the union `Type` in Arrow's Schema.fbs.
function readType(kind: number, table: FlatTable): ArrowType {
  switch (kind) {
    case 1:
      return { is: "null" };
    case 2:
      return { is: "int", bits: table.int(0), signed: table.bool(1) };
    case 3:
      return { is: "float", bits: [16, 32, 64][table.short(0)] ?? 64 };
    case 4:
      return { is: "binary" };
    case 5:
      return { is: "utf8" };
    case 6:
      return { is: "bool" };
    case 7:
      return { is: "decimal", scale: table.int(1), bits: table.int(2, 128) };
    case 8:
      return { is: "date", unit: table.short(0, 1) === 0 ? "day" : "ms" };
    case 9:
      return { is: "time", unit: unitOf(table.short(0, 1)), bits: table.int(1, 32) };
    case 10:
      return { is: "timestamp", unit: unitOf(table.short(0)), zone: table.text(1) };
    case 12:
      return { is: "list" };
    case 13:
      return { is: "struct" };
    case 17:
      return { is: "map" };
    case 18:
      return { is: "duration", unit: unitOf(table.short(0, 1)) };
    default:
      throw new Error(`arrow type: ${kind} (expected: one that results use)`);
  }
}

function unitOf(number: number): TimeUnit {
  return UNITS[number] ?? "ms";
}

export function readField(table: FlatTable): ArrowField {
  const type = table.table(3);
  if (table.table(4) !== null) {
    throw new Error(`arrow field: '${table.text(0)}' (expected: no dictionary encoding)`);
  }
  const sqlType = table.tables(6).find((pair) => pair.text(0) === "drey:type");
  return {
    name: table.text(0) ?? "",
    type: type === null ? { is: "null" } : readType(table.byte(2), type),
    sqlType: sqlType?.text(1) ?? null,
    children: table.tables(5).map(readField),
  };
}
