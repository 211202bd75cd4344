import { describe, expect, it } from "vitest";
import { createTable, isTime, nameFor, optionsOf } from "./new-table";

describe("a new table", () => {
  it("is written with key, watermark and options, quoted where it must be", () => {
    expect(
      createTable({
        name: "my orders",
        columns: [
          { name: "id", type: "BIGINT", isNullable: true, isKey: true },
          { name: "order", type: "STRING", isNullable: false, isKey: false },
          { name: "at", type: "TIMESTAMP(3)", isNullable: true, isKey: false },
        ],
        watermark: { column: "at", seconds: 5 },
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

  it("is named after what it reads", () => {
    expect(nameFor({ path: "/data/my flights.2026.csv" })).toBe("my_flights");
    expect(nameFor({ path: "/data/orders/" })).toBe("orders");
    expect(nameFor({ "table-name": "sales.orders" })).toBe("orders");
    expect(nameFor({ connector: "datagen" })).toBe("new_table");
  });

  it("leaves out what is empty", () => {
    expect(optionsOf("database", { url: "jdbc:x", username: " " })).toEqual({
      connector: "jdbc",
      url: "jdbc:x",
    });
    expect(optionsOf("files", { path: "/a" })).toEqual({
      connector: "filesystem",
      path: "/a",
      format: "csv",
    });
  });

  it("takes its time from what is precise enough for Flink", () => {
    const isTimeOf = (type: string) => isTime({ name: "a", type, isNullable: true, isKey: false });
    expect(["TIMESTAMP(3)", "TIMESTAMP_LTZ(3)", "timestamp(0)"].map(isTimeOf)).toEqual([
      true,
      true,
      true,
    ]);
    expect(["TIMESTAMP(6)", "DATE", "STRING"].map(isTimeOf)).toEqual([false, false, false]);
  });
});
