import { literal, quoted } from "@/core/sql/names";

export type SourceKind = "files" | "database" | "generated" | "print" | "discard";

export interface Field {
  key: string;
  label: "path" | "format" | "url" | "username" | "password" | "table" | "rate";
  initial: string;
  choices?: readonly string[];
  isSecret?: boolean;
}

interface Source {
  connector: string;
  fields: readonly Field[];
  /** Whether the kernel can find out what columns there are. */
  canProbe: boolean;
}

/** What a new table can be of, with the options that are always asked for. */
export const SOURCES: Record<SourceKind, Source> = {
  files: {
    connector: "filesystem",
    canProbe: true,
    fields: [
      { key: "path", label: "path", initial: "" },
      { key: "format", label: "format", initial: "csv", choices: ["csv", "json", "parquet"] },
    ],
  },
  database: {
    connector: "jdbc",
    canProbe: true,
    fields: [
      { key: "url", label: "url", initial: "jdbc:postgresql://127.0.0.1:5432/postgres" },
      { key: "username", label: "username", initial: "" },
      { key: "password", label: "password", initial: "", isSecret: true },
      { key: "table-name", label: "table", initial: "" },
    ],
  },
  generated: {
    connector: "datagen",
    canProbe: false,
    fields: [{ key: "rows-per-second", label: "rate", initial: "10" }],
  },
  print: { connector: "print", canProbe: false, fields: [] },
  discard: { connector: "blackhole", canProbe: false, fields: [] },
};

export interface NewColumn {
  name: string;
  type: string;
  isNullable: boolean;
  isKey: boolean;
}

export interface NewTable {
  name: string;
  columns: readonly NewColumn[];
  /** The column that tells the time of a row, and by how much rows may come late. */
  watermark: { column: string; seconds: number } | null;
  options: Readonly<Record<string, string>>;
}

/** The columns that an empty form begins with. */
export const FIRST_COLUMNS: readonly NewColumn[] = [
  { name: "id", type: "BIGINT", isNullable: true, isKey: false },
  { name: "name", type: "STRING", isNullable: true, isKey: false },
];

/** The options of a form: what is empty is left out. */
export function optionsOf(
  kind: SourceKind,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const source = SOURCES[kind];
  const filled = source.fields
    .map(({ key, initial }): [string, string] => [key, (values[key] ?? initial).trim()])
    .filter(([, value]) => value !== "");
  return { connector: source.connector, ...Object.fromEntries(filled) };
}

/** A name for a table of what the options point to. */
export function nameFor(options: Readonly<Record<string, string>>): string {
  const from = options["table-name"] ?? options.path ?? "";
  const last = from.replace(/\/+$/, "").split(/[/\\]/).at(-1) ?? "";
  const word =
    (options.path === undefined ? (last.split(".").at(-1) ?? "") : last.split(".")[0]) ?? "";
  return word.replace(/[^\p{L}\p{N}_]+/gu, "_") || "new_table";
}

/** Whether a column can tell the time of a row. */
export function isTime(column: NewColumn): boolean {
  return /^TIMESTAMP(_LTZ)?\s*(\([0-3]\))?$/i.test(column.type.trim());
}

export function createTable({ name, columns, watermark, options }: NewTable): string {
  const keys = columns.filter((it) => it.isKey).map((it) => quoted(it.name));
  const lines = columns
    .filter((it) => it.name.trim() !== "")
    .map((it) => `${quoted(it.name)} ${it.type}${it.isNullable && !it.isKey ? "" : " NOT NULL"}`);
  if (watermark !== null) {
    const column = quoted(watermark.column);
    lines.push(`WATERMARK FOR ${column} AS ${column} - INTERVAL '${watermark.seconds}' SECOND`);
  }
  if (keys.length > 0) {
    lines.push(`PRIMARY KEY (${keys.join(", ")}) NOT ENFORCED`);
  }
  const written = Object.entries(options).map(
    ([key, value]) => `  ${literal(key)} = ${literal(value)}`,
  );
  return `CREATE TABLE ${quoted(name)} (\n${lines.map((it) => `  ${it}`).join(",\n")}\n) WITH (\n${written.join(",\n")}\n)`;
}
