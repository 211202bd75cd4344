import { describe, expect, it } from "vitest";
import { toggleComment } from "./comments";
import { partIn, partOf } from "./part";
import { scan } from "./scan";
import { joinStatements } from "./statements";

describe("the tokens of SQL", () => {
  it("keep strings, names, comments and hints whole", () => {
    const text = "SELECT `a--b`, 'it''s -- no' /*+ X(t) */ -- end\n/* ; */ 1.5e-3 <> U&'\\00e4'";
    expect(scan(text).map(({ kind, text: token }) => `${kind} ${token}`)).toEqual([
      "word SELECT",
      "name `a--b`",
      "sign ,",
      "string 'it''s -- no'",
      "hint /*+ X(t) */",
      "comment -- end",
      "comment /* ; */",
      "word 1.5e-3",
      "sign <",
      "sign >",
      "string U&'\\00e4'",
    ]);
  });

  it("end with the text where something is left open", () => {
    expect(scan("a 'b").at(-1)).toEqual({ kind: "string", text: "'b", from: 2 });
    expect(scan("a /* b").at(-1)?.text).toBe("/* b");
    expect(scan("")).toEqual([]);
  });
});

describe("joined statements", () => {
  it.each([
    ["SELECT 1", "SELECT 2", "SELECT 1;\n\nSELECT 2"],
    ["SELECT 1;", "SELECT 2", "SELECT 1;\nSELECT 2"],
    ["SELECT 1 -- one", "SELECT 2", "SELECT 1 -- one\n;\n\nSELECT 2"],
    ["SELECT 1", "-- two\nSELECT 2", "SELECT 1;\n\n-- two\nSELECT 2"],
    ["SELECT a", "FROM t", "SELECT a\nFROM t"],
    ["INSERT INTO t", "SELECT 1", "INSERT INTO t\nSELECT 1"],
    ["CREATE TABLE a AS", "SELECT 1", "CREATE TABLE a AS\nSELECT 1"],
    ["EXPLAIN", "SELECT 1", "EXPLAIN\nSELECT 1"],
    ["SELECT 1 UNION ALL", "SELECT 2", "SELECT 1 UNION ALL\nSELECT 2"],
    ["", "SELECT 2", "SELECT 2"],
    ["SELECT 1", "  ", "SELECT 1"],
  ])("%j and %j", (first, second, joined) => {
    expect(joinStatements(first, second)).toBe(joined);
  });
});

describe("commenting", () => {
  it("goes out and in again at the least indent", () => {
    const text = "  SELECT a,\n\n    b -- b\n  FROM t";
    const out = "  -- SELECT a,\n\n  --   b -- b\n  -- FROM t";
    expect(toggleComment(text)).toBe(out);
    expect(toggleComment(out)).toBe(text);
    expect(toggleComment("")).toBe("");
  });
});

describe("a part of a cell", () => {
  const text = "SELECT 1;\nSELECT\torgin FROM t;\nSELECT 3";

  it("has its lines and columns where the cell has them", () => {
    const source = partOf(text, 10, 29);
    expect(source).toBe("         \nSELECT\torgin FROM t \n        ");
    expect(source.split("\n")[1]?.indexOf("orgin")).toBe(7);
  });

  it("is known again while the cell is as it was", () => {
    const source = partOf(text, 17, 29);
    expect(partIn(text, source)).toBe("part");
    expect(partIn(text, text)).toBe("whole");
    expect(partIn(`${text} -- more`, source)).toBeNull();
    expect(partIn(text.replace("orgin", "origin"), source)).toBeNull();
    expect(partIn(`\n${text}`, source)).toBeNull();
    expect(partIn("SELECT 12", "SELECT 1")).toBeNull();
    expect(partIn("SELECT 12", "SELECT 1 ")).toBe("part");
  });
});
