import { kafkaOptions, kafkaStart } from "./kafka-options";

export type SourceKind =
  | "files"
  | "kafka"
  | "database"
  | "generated"
  | "print"
  | "discard"
  | "other";

/** What was typed and chosen, by the keys of options and by names of the form's own. */
export type Values = Readonly<Record<string, string>>;

export interface Field {
  key: string;
  label: "path" | "format" | "url" | "username" | "password" | "rate";
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
  kafka: { connector: "kafka", canProbe: true, fields: [] },
  database: {
    connector: "jdbc",
    canProbe: true,
    fields: [
      { key: "url", label: "url", initial: "jdbc:postgresql://127.0.0.1:5432/postgres" },
      { key: "username", label: "username", initial: "" },
      { key: "password", label: "password", initial: "", isSecret: true },
    ],
  },
  generated: {
    connector: "datagen",
    canProbe: false,
    fields: [{ key: "rows-per-second", label: "rate", initial: "10" }],
  },
  print: { connector: "print", canProbe: false, fields: [] },
  discard: { connector: "blackhole", canProbe: false, fields: [] },
  other: { connector: "", canProbe: false, fields: [] },
};

export const KINDS: readonly SourceKind[] = [
  "files",
  "kafka",
  "database",
  "generated",
  "print",
  "discard",
  "other",
];

/** The options of a form as the kernel is asked about them: what is empty is left out. */
export function askedOptions(kind: SourceKind, values: Values): Record<string, string> {
  const more = moreOptions(values);
  if (kind === "kafka") {
    return { ...kafkaOptions(values), ...more };
  }
  const source = SOURCES[kind];
  const filled = source.fields.map(({ key, initial }): [string, string] => [
    key,
    (values[key] ?? initial).trim(),
  ]);
  if (kind === "database") {
    filled.push(["table-name", (values["table-name"] ?? "").trim()]);
  }
  return {
    connector: kind === "other" ? (values.connector ?? "") : source.connector,
    ...Object.fromEntries(filled.filter(([, value]) => value !== "")),
    ...more,
  };
}

/**
 * The options of the table itself.
 *
 * @param found that the kernel found out
 */
export function tableOptions(
  kind: SourceKind,
  values: Values,
  found: Readonly<Record<string, string>>,
): Record<string, string> {
  const asked = Object.entries(askedOptions(kind, values)).filter(([, value]) => value !== "");
  const formats = kind === "kafka" ? defaultFormats(values, found) : {};
  const start = kind === "kafka" ? kafkaStart(values) : {};
  return { ...Object.fromEntries(asked), ...formats, ...found, ...start, ...moreOptions(values) };
}

/** Where no message told what it is in. */
function defaultFormats(
  values: Values,
  found: Readonly<Record<string, string>>,
): Record<string, string> {
  const isUpsert = values.key === "rows";
  if (found.format !== undefined || found["value.format"] !== undefined) {
    return {};
  }
  const format = values.format || "json";
  return isUpsert ? { "key.format": "json", "value.format": format } : { format };
}

const MORE = "more ";

/** Where the value of an option is kept that no field of the form is for. */
export function moreKey(key: string): string {
  return MORE + key;
}

/** The options that no field of the form is for. */
export function moreOptions(values: Values): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([key, value]) => key.startsWith(MORE) && value.trim() !== "")
      .map(([key, value]) => [key.slice(MORE.length), value.trim()]),
  );
}

/** The options that are asked for elsewhere in the form. */
export function isAskedFor(kind: SourceKind, key: string): boolean {
  switch (kind) {
    case "kafka":
      return KAFKA_FIELDS.has(key);
    case "database":
      return key === "table-name" || isField(kind, key);
    default:
      return isField(kind, key);
  }
}

function isField(kind: SourceKind, key: string): boolean {
  return SOURCES[kind].fields.some((field) => field.key === key);
}

const KAFKA_FIELDS = new Set([
  "topic",
  "properties.bootstrap.servers",
  "format",
  "value.format",
  "key.format",
  "key.fields",
  "scan.startup.mode",
  "scan.startup.timestamp-millis",
  "properties.group.id",
]);
