import type { CellValue } from "@/core/arrow/values";
import { epochMillis } from "@/core/format/time-zones";
import { formatWhole } from "@/core/format/values";

export const COPY_FORMATS = ["tsv", "tsvHead", "csv", "json", "markdown", "values", "in"] as const;

export type CopyFormat = (typeof COPY_FORMATS)[number];

interface CopyColumn {
  name: string;
  /** The SQL type, as DECIMAL(10, 2). */
  type: string;
  kind: string;
}

/** Rows as text for the clipboard, every value in full. */
export function copyText(
  format: CopyFormat,
  columns: readonly CopyColumn[],
  rows: readonly (readonly CellValue[])[],
): string {
  const names = columns.map((column) => column.name);
  switch (format) {
    case "tsv":
      return lines(rows.map((row) => row.map((value) => quoted(text(value), "\t")).join("\t")));
    case "tsvHead":
      return lines([
        names.map((name) => quoted(name, "\t")).join("\t"),
        ...rows.map((row) => row.map((value) => quoted(text(value), "\t")).join("\t")),
      ]);
    case "csv":
      return lines([
        names.map((name) => quoted(name, ",")).join(","),
        ...rows.map((row) => row.map(csvField).join(",")),
      ]);
    case "json":
      return `[\n${rows.map((row) => `  ${jsonRow(names, row)}`).join(",\n")}\n]`;
    case "markdown":
      return lines([
        `| ${names.map(markdownText).join(" | ")} |`,
        `|${columns.map((column) => (column.kind === "number" ? "---:" : "---")).join("|")}|`,
        ...rows.map(
          (row) => `| ${row.map((value) => markdownText(text(value) || " ")).join(" | ")} |`,
        ),
      ]);
    case "values":
      return `VALUES\n${rows
        .map((row) => `  (${row.map((value, i) => sqlLiteral(value, columns[i])).join(", ")})`)
        .join(",\n")}`;
    case "in": {
      const all = rows.flatMap((row) => row.map((value, i) => sqlLiteral(value, columns[i])));
      return `(${[...new Set(all)].filter((literal) => literal !== "NULL").join(", ")})`;
    }
  }
}

function lines(all: string[]): string {
  return all.join("\n");
}

function text(value: CellValue): string {
  return value === null ? "" : formatWhole(value, 0);
}

function quoted(value: string, separator: string): string {
  return value.includes(separator) || /["\n\r]/.test(value)
    ? `"${value.replaceAll('"', '""')}"`
    : value;
}

/** An empty text is quoted, so that it differs from null; as exports do. */
function csvField(value: CellValue): string {
  return value === "" ? '""' : quoted(text(value), ",");
}

/** Numbers stay as they are written, so that none loses digits on its way. */
function jsonRow(names: string[], row: readonly CellValue[]): string {
  const fields = row.map((value, i) => `${JSON.stringify(names[i] ?? "")}: ${jsonText(value)}`);
  return `{${fields.join(", ")}}`;
}

function jsonText(value: CellValue): string {
  if (typeof value === "bigint") {
    return value.toString();
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    return JSON.stringify(text(value));
  }
  if (value instanceof Uint8Array) {
    return JSON.stringify(text(value));
  }
  if (Array.isArray(value)) {
    return `[${value.map(jsonText).join(", ")}]`;
  }
  if (value !== null && typeof value === "object") {
    return jsonRow(Object.keys(value), Object.values(value));
  }
  return JSON.stringify(value);
}

function markdownText(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll("|", "\\|").replace(/\r?\n/g, "<br>");
}

/** Whether SQL leaves digits of instants out: Flink has literals for milliseconds only. */
export function isCoarser(
  format: CopyFormat,
  columns: readonly CopyColumn[],
  rows: readonly (readonly CellValue[])[],
): boolean {
  const instants = columns.flatMap(({ type }, i) => (isInstant(type) ? [i] : []));
  return (
    (format === "values" || format === "in") &&
    rows.some((row) => instants.some((i) => /\.\d{3}\d*[1-9]/.test(text(row[i] ?? null))))
  );
}

function isInstant(type: string): boolean {
  return type.startsWith("TIMESTAMP") && (type.includes("LTZ") || type.includes("LOCAL TIME ZONE"));
}

function sqlLiteral(value: CellValue, column: CopyColumn | undefined): string {
  if (value === null) {
    return "NULL";
  }
  if (typeof value === "boolean" || typeof value === "bigint") {
    return String(value).toUpperCase();
  }
  if (typeof value === "number") {
    return Number.isFinite(value) ? String(value) : `CAST('${text(value)}' AS DOUBLE)`;
  }
  if (value instanceof Uint8Array) {
    return `X'${text(value).slice(2)}'`;
  }
  const type = column?.type ?? "";
  const quotedText = `'${text(value).replaceAll("'", "''")}'`;
  if (type.startsWith("DECIMAL")) {
    return text(value);
  }
  if (type.startsWith("TIMESTAMP")) {
    return isInstant(type)
      ? `TO_TIMESTAMP_LTZ(${epochMillis(text(value))}, 3)`
      : `TIMESTAMP ${quotedText.replace("T", " ")}`;
  }
  if (type.startsWith("DATE") || /^TIME\b/.test(type)) {
    return `${type.startsWith("DATE") ? "DATE" : "TIME"} ${quotedText}`;
  }
  return quotedText;
}
