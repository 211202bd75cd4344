import { literal, quoted } from "@/core/sql/names";

export interface NewColumn {
  name: string;
  type: string;
  isNullable: boolean;
  isKey: boolean;
  /** The key of the metadata it is of; null for what is in the rows themselves. */
  metadata: string | null;
  /** Whether its values are names of folders. */
  isPartition: boolean;
}

export const UNITS = ["SECOND", "MINUTE", "HOUR", "DAY"] as const;
export type Unit = (typeof UNITS)[number];

/** The column that tells the time of a row, and by how much rows may come late. */
export interface Watermark {
  column: string;
  delay: string;
  unit: Unit;
}

export interface NewTable {
  name: string;
  columns: readonly NewColumn[];
  watermark: Watermark | null;
  options: Readonly<Record<string, string>>;
}

export function newColumn(name: string, type: string): NewColumn {
  return { name, type, isNullable: true, isKey: false, metadata: null, isPartition: false };
}

/** The columns that an empty form begins with. */
export const FIRST_COLUMNS: readonly NewColumn[] = [
  newColumn("id", "BIGINT"),
  newColumn("name", "STRING"),
];

/** A name for a table of what the options point to. */
export function nameFor(options: Readonly<Record<string, string>>): string {
  const from = options["table-name"] ?? options.path ?? options.topic ?? "";
  const last = from.replace(/\/+$/, "").split(/[/\\]/).at(-1) ?? "";
  const word = options["table-name"] === undefined ? last : (last.split(".").at(-1) ?? "");
  const stem = options.path === undefined ? word : (word.split(".")[0] ?? "");
  return stem.replace(/[^\p{L}\p{N}_]+/gu, "_") || "new_table";
}

/** Whether a column can tell the time of a row. */
export function isTime(column: NewColumn): boolean {
  return /^TIMESTAMP(_LTZ)?\s*(\([0-3]\))?$/i.test(column.type.trim());
}

/** Whether a watermark can wait for so long. */
export function isDelay({ delay, unit }: Watermark): boolean {
  return unit === "SECOND" ? /^\d{1,9}(\.\d{1,3})?$/.test(delay) : /^\d{1,9}$/.test(delay);
}

/** Flink reads two digits before it wants to be told how many there are. */
function interval({ delay, unit }: Watermark): string {
  const digits = delay.split(".")[0]?.length ?? 0;
  return `INTERVAL '${delay}' ${unit}${digits > 2 ? `(${digits})` : ""}`;
}

export function createTable({ name, columns, watermark, options }: NewTable): string {
  const named = columns.filter((it) => it.name.trim() !== "");
  const keys = named.filter((it) => it.isKey).map((it) => quoted(it.name));
  const partitions = named.filter((it) => it.isPartition).map((it) => quoted(it.name));
  const lines = named.map(line);
  if (watermark !== null) {
    const column = quoted(watermark.column);
    lines.push(`WATERMARK FOR ${column} AS ${column} - ${interval(watermark)}`);
  }
  if (keys.length > 0) {
    lines.push(`PRIMARY KEY (${keys.join(", ")}) NOT ENFORCED`);
  }
  const written = Object.entries(options).map(
    ([key, value]) => `  ${literal(key)} = ${literal(value)}`,
  );
  const head = `CREATE TABLE ${quoted(name)} (\n${lines.map((it) => `  ${it}`).join(",\n")}\n)`;
  const folders = partitions.length > 0 ? ` PARTITIONED BY (${partitions.join(", ")})` : "";
  return `${head}${folders} WITH (\n${written.join(",\n")}\n)`;
}

function line({ name, type, isNullable, isKey, metadata }: NewColumn): string {
  if (metadata !== null) {
    const from = metadata === name ? "" : ` FROM ${literal(metadata)}`;
    return `${quoted(name)} ${type} METADATA${from} VIRTUAL`;
  }
  return `${quoted(name)} ${type}${isNullable && !isKey ? "" : " NOT NULL"}`;
}
