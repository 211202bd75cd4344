import { describe, expect, it } from "vitest";
import { kafkaOptions, kafkaStart } from "./kafka-options";
import { createTable, isDelay, isTime, nameFor, newColumn, type Watermark } from "./new-table";
import { askedOptions, isAskedFor, moreKey, tableOptions } from "./source-options";

describe("a new table", () => {
  it("is written with key, watermark and options, quoted where it must be", () => {
    expect(
      createTable({
        name: "my orders",
        columns: [
          { ...newColumn("id", "BIGINT"), isKey: true },
          { ...newColumn("order", "STRING"), isNullable: false },
          newColumn("at", "TIMESTAMP(3)"),
        ],
        watermark: { column: "at", delay: "5", unit: "SECOND" },
        options: { connector: "filesystem", path: "/data/it's here", format: "csv" },
      }),
    ).toBe(`CREATE TABLE \`my orders\` (
  id BIGINT NOT NULL,
  \`order\` STRING NOT NULL,
  \`at\` TIMESTAMP(3),
  WATERMARK FOR \`at\` AS \`at\` - INTERVAL '5' SECOND,
  PRIMARY KEY (id) NOT ENFORCED
) WITH (
  'connector' = 'filesystem',
  'path' = '/data/it''s here',
  'format' = 'csv'
)`);
  });

  it("leaves out a column without a name, and its part of the key", () => {
    const columns = [
      { ...newColumn("id", "BIGINT"), isKey: true },
      { ...newColumn(" ", "INT"), isKey: true, isPartition: true },
    ];
    expect(
      createTable({ name: "t", columns, watermark: null, options: { connector: "x" } }),
    ).toContain("(\n  id BIGINT NOT NULL,\n  PRIMARY KEY (id) NOT ENFORCED\n) WITH");
  });

  it("is named after what it reads", () => {
    expect(nameFor({ path: "/data/my flights.2026.csv" })).toBe("my_flights");
    expect(nameFor({ path: "/data/orders/" })).toBe("orders");
    expect(nameFor({ "table-name": "sales.orders" })).toBe("orders");
    expect(nameFor({ connector: "datagen" })).toBe("new_table");
  });

  it("has columns of metadata and of folders", () => {
    expect(
      createTable({
        name: "t",
        columns: [
          newColumn("n", "INT"),
          newColumn("day", "DATE"),
          { ...newColumn("kafka_time", "TIMESTAMP_LTZ(3)"), metadata: "timestamp" },
        ].map((it) => ({ ...it, isPartition: it.name === "day" })),
        watermark: { column: "kafka_time", delay: "100", unit: "MINUTE" },
        options: { connector: "x" },
      }),
    ).toBe(`CREATE TABLE t (
  n INT,
  \`day\` DATE,
  kafka_time TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR kafka_time AS kafka_time - INTERVAL '100' MINUTE(3)
) PARTITIONED BY (\`day\`) WITH (
  'connector' = 'x'
)`);
  });

  it("waits for numbers only", () => {
    const of = (delay: string, unit: Watermark["unit"]) => isDelay({ column: "a", delay, unit });
    expect([of("5", "SECOND"), of("0.5", "SECOND"), of("0", "DAY")]).toEqual([true, true, true]);
    expect([of("", "SECOND"), of("0.5", "DAY"), of("-1", "HOUR"), of("5'", "SECOND")]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it("leaves out what is empty", () => {
    expect(askedOptions("database", { url: "jdbc:x", username: " ", "table-name": "" })).toEqual({
      connector: "jdbc",
      url: "jdbc:x",
    });
    expect(askedOptions("files", { path: "/a" })).toEqual({
      connector: "filesystem",
      path: "/a",
      format: "csv",
    });
  });

  it("takes any other option over what was found out", () => {
    const values = { path: "/a", [moreKey("csv.null-literal")]: "-", [moreKey("x")]: " " };
    expect(
      tableOptions("files", values, { "csv.null-literal": "n", "csv.field-delimiter": ";" }),
    ).toEqual({
      connector: "filesystem",
      path: "/a",
      format: "csv",
      "csv.field-delimiter": ";",
      "csv.null-literal": "-",
    });
    expect(askedOptions("other", { connector: "print", [moreKey("k")]: "v" })).toEqual({
      connector: "print",
      k: "v",
    });
    expect(isAskedFor("files", "path")).toBe(true);
    expect(isAskedFor("other", "path")).toBe(false);
  });

  it("takes its time from what is precise enough for Flink", () => {
    const isTimeOf = (type: string) => isTime(newColumn("a", type));
    expect(["TIMESTAMP(3)", "TIMESTAMP_LTZ(3)", "timestamp(0)"].map(isTimeOf)).toEqual([
      true,
      true,
      true,
    ]);
    expect(["TIMESTAMP(6)", "DATE", "STRING"].map(isTimeOf)).toEqual([false, false, false]);
  });
});

describe("a table over a topic", () => {
  const values = { servers: " b:9092 ", topic: "orders" };

  it("is asked about by what was chosen", () => {
    expect(kafkaOptions(values)).toEqual({
      connector: "kafka",
      "properties.bootstrap.servers": "b:9092",
      topic: "orders",
    });
    expect(kafkaOptions({ ...values, key: "columns", format: "csv" })).toMatchObject({
      "key.format": "",
      format: "csv",
    });
    expect(kafkaOptions({ ...values, key: "rows", format: "csv" })).toMatchObject({
      connector: "upsert-kafka",
      "value.format": "csv",
    });
  });

  it("signs in, whatever the password", () => {
    expect(
      kafkaOptions({ ...values, protocol: "SASL_SSL", user: "me", secret: 'a"b\\c' }),
    ).toMatchObject({
      "properties.security.protocol": "SASL_SSL",
      "properties.sasl.mechanism": "PLAIN",
      "properties.sasl.jaas.config":
        'org.apache.kafka.common.security.plain.PlainLoginModule required username="me" password="a\\"b\\\\c";',
    });
    expect(kafkaOptions({ ...values, protocol: "SSL", user: "me" })).not.toHaveProperty(
      "properties.sasl.jaas.config",
    );
  });

  it("begins where it is told", () => {
    expect(kafkaStart({})).toEqual({ "scan.startup.mode": "earliest-offset" });
    expect(kafkaStart({ start: "timestamp", startAt: "2026-11-23T10:00Z" })).toEqual({
      "scan.startup.mode": "timestamp",
      "scan.startup.timestamp-millis": "1795428000000",
    });
    expect(kafkaStart({ start: "group-offsets", group: "g" })).toEqual({
      "scan.startup.mode": "group-offsets",
      "properties.group.id": "g",
    });
    expect(kafkaStart({ key: "rows", start: "timestamp" })).toEqual({});
  });

  it("has formats, found out or not", () => {
    expect(tableOptions("kafka", { ...values, key: "columns" }, {})).toEqual({
      connector: "kafka",
      "properties.bootstrap.servers": "b:9092",
      topic: "orders",
      format: "json",
      "scan.startup.mode": "earliest-offset",
    });
    const found = { format: "json", "key.format": "raw", "key.fields": "message_key" };
    expect(tableOptions("kafka", { ...values, key: "columns" }, found)).toMatchObject(found);
    expect(tableOptions("kafka", { ...values, key: "rows" }, {})).toMatchObject({
      "key.format": "json",
      "value.format": "json",
    });
  });
});
