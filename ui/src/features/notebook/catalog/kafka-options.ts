import type { Values } from "./source-options";

export const PROTOCOLS = ["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] as const;
export const MECHANISMS = ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] as const;
export const STARTS = ["earliest-offset", "latest-offset", "timestamp", "group-offsets"] as const;
export const KEYS = ["none", "columns", "rows"] as const;

/** The formats that the kernel guesses, and those of Avro. */
export const FORMATS = [
  "json",
  "csv",
  "raw",
  "debezium-json",
  "canal-json",
  "maxwell-json",
  "ogg-json",
  "avro",
  "avro-confluent",
] as const;

export function isSigned(values: Values): boolean {
  return (values.protocol ?? "").startsWith("SASL");
}

/**
 * The options that tell where a topic is and what it holds. An empty `key.format` asks the kernel
 * for the key's columns.
 */
export function kafkaOptions(values: Values): Record<string, string> {
  const isUpsert = values.key === "rows";
  const options: Record<string, string> = {
    connector: isUpsert ? "upsert-kafka" : "kafka",
    "properties.bootstrap.servers": (values.servers ?? "").trim(),
    ...security(values),
  };
  if (values.topic) {
    options.topic = values.topic.trim();
  }
  if (values.format) {
    options[isUpsert ? "value.format" : "format"] = values.format;
  }
  if (values.key === "columns") {
    options["key.format"] = "";
  }
  return options;
}

function security(values: Values): Record<string, string> {
  if (!values.protocol || values.protocol === "PLAINTEXT") {
    return {};
  }
  const protocol = { "properties.security.protocol": values.protocol };
  if (!isSigned(values)) {
    return protocol;
  }
  const mechanism = values.mechanism || "PLAIN";
  return {
    ...protocol,
    "properties.sasl.mechanism": mechanism,
    "properties.sasl.jaas.config": signIn(mechanism, values.user ?? "", values.secret ?? ""),
  };
}

function signIn(mechanism: string, user: string, password: string): string {
  const module = mechanism === "PLAIN" ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
  const inQuotes = (text: string) => `"${text.replace(/[\\"]/g, "\\$&")}"`;
  return `org.apache.kafka.common.security.${module} required username=${inQuotes(user)} password=${inQuotes(password)};`;
}

/** Where the table begins to read; one of rows by key always reads all. */
export function kafkaStart(values: Values): Record<string, string> {
  if (values.key === "rows") {
    return {};
  }
  const mode = values.start || "earliest-offset";
  const at = Date.parse(values.startAt ?? "");
  return {
    "scan.startup.mode": mode,
    ...(mode === "timestamp" &&
      !Number.isNaN(at) && { "scan.startup.timestamp-millis": String(at) }),
    ...(mode === "group-offsets" &&
      values.group?.trim() && { "properties.group.id": values.group.trim() }),
  };
}
