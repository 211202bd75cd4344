import { describe, expect, it } from "vitest";
import { literal, pathFrom, quoted } from "./names";

describe("names", () => {
  it("stand in backticks only where they must", () => {
    expect(["orders", "Order_2", "_x"].map(quoted)).toEqual(["orders", "Order_2", "_x"]);
    expect(["order", "my orders", "2nd", "größe", "a`b", "a.b"].map(quoted)).toEqual([
      "`order`",
      "`my orders`",
      "`2nd`",
      "`größe`",
      "`a``b`",
      "`a.b`",
    ]);
    expect(literal("it's")).toBe("'it''s'");
  });

  it("are as short as the session allows", () => {
    const here = { catalog: "c", database: "d" };
    const table = { kind: "table", catalog: "c", database: "d", name: "t" };
    expect(pathFrom(here, table)).toBe("t");
    expect(pathFrom(here, { ...table, database: "e" })).toBe("e.t");
    expect(pathFrom(here, { ...table, catalog: "pg", database: "e f" })).toBe("pg.`e f`.t");
    expect(pathFrom({ catalog: null, database: null }, table)).toBe("c.d.t");
    expect(pathFrom(here, { ...table, kind: "database", name: "d" })).toBe("d");
    expect(pathFrom(here, { ...table, kind: "catalog", name: "c" })).toBe("c");
    expect(pathFrom(here, { kind: "function", catalog: null, database: null, name: "UPPER" })).toBe(
      "UPPER",
    );
  });
});
