import { describe, expect, it } from "vitest";
import { isArranged, nextSort, UNARRANGED, withSort } from "./arrangement";
import { copyText } from "./copy";
import { areaOf, cellsOf, isInArea, moveOf } from "./selection";

const columns = [
  { name: "id", type: "BIGINT", kind: "number" },
  { name: "name", type: "STRING", kind: "string" },
  { name: "price", type: "DECIMAL(10, 2)", kind: "number" },
  { name: "at", type: "TIMESTAMP(3)", kind: "temporal" },
  { name: "raw", type: "BYTES", kind: "binary" },
  { name: "tags", type: "ARRAY<INT>", kind: "nested" },
];
const rows = [
  [
    9007199254740993n,
    'a "b"\tc|d',
    "0.10",
    "0001-01-01T00:00:00.000",
    new Uint8Array([10]),
    [1, 2],
  ],
  [null, "", null, null, null, null],
];

const two = rows.map((row) => row.slice(0, 2));

describe("copied rows", () => {
  it("keep every digit and tell null from empty", () => {
    expect(copyText("tsv", columns, rows)).toBe(
      '9007199254740993\t"a ""b""\tc|d"\t0.10\t0001-01-01T00:00:00.000\t0x0a\t[1,2]\n\t\t\t\t\t',
    );
    expect(copyText("tsvHead", columns.slice(0, 2), [[1, "x"]])).toBe("id\tname\n1\tx");
    expect(copyText("csv", columns.slice(0, 2), two)).toBe(
      'id,name\n9007199254740993,"a ""b""\tc|d"\n,""',
    );
    expect(copyText("json", columns, rows)).toBe(
      '[\n  {"id": 9007199254740993, "name": "a \\"b\\"\\tc|d", "price": "0.10", ' +
        '"at": "0001-01-01T00:00:00.000", "raw": "0x0a", "tags": [1, 2]},\n' +
        '  {"id": null, "name": "", "price": null, "at": null, "raw": null, "tags": null}\n]',
    );
    expect(copyText("markdown", columns.slice(0, 2), two)).toBe(
      '| id | name |\n|---:|---|\n| 9007199254740993 | a "b"\tc\\|d |\n|   |   |',
    );
  });

  it("are SQL that Flink reads back", () => {
    expect(
      copyText("values", columns.slice(0, 5), [
        ["1", "it's", "0.10", rows[0]?.[3] ?? null, rows[0]?.[4] ?? null],
      ]),
    ).toBe("VALUES\n  ('1', 'it''s', 0.10, TIMESTAMP '0001-01-01 00:00:00.000', X'0a')");
    expect(copyText("in", columns.slice(0, 1), [[1], [2], [1], [null]])).toBe("(1, 2)");
    const seconds = [{ name: "t", type: "TIMESTAMP_LTZ(3)", kind: "temporal" }];
    expect(copyText("values", seconds, [["2026-01-01T00:00:00.000Z"]])).toContain(
      "TO_TIMESTAMP_LTZ(1767225600000, 3)",
    );
  });
});

describe("sorting", () => {
  it("goes up, down and away with each click, of one column or several", () => {
    const up = nextSort([], "a", false);
    expect(up).toEqual([{ column: "a", descending: false }]);
    const down = nextSort(up, "a", false);
    expect(down).toEqual([{ column: "a", descending: true }]);
    expect(nextSort(down, "a", false)).toEqual([]);
    const two = nextSort(down, "b", true);
    expect(two.map((it) => it.column)).toEqual(["a", "b"]);
    expect(nextSort(two, "a", true)).toEqual([{ column: "b", descending: false }]);
    expect(withSort(two, "a", false, true)[0]).toEqual({ column: "a", descending: false });
    expect(isArranged(UNARRANGED)).toBe(false);
    expect(isArranged({ ...UNARRANGED, sort: two })).toBe(true);
  });
});

describe("a selection", () => {
  it("covers what lies between its corners", () => {
    const area = areaOf({ from: { row: 5, column: 3 }, to: { row: 2, column: 4 } });
    expect(area).toEqual({ firstRow: 2, endRow: 6, firstColumn: 3, endColumn: 5 });
    expect(cellsOf(area)).toBe(8);
    expect(isInArea(area, 5, 4)).toBe(true);
    expect(isInArea(area, 6, 4)).toBe(false);
    const steps = { page: 10, isFar: true, rows: 100, columns: 7 };
    expect(moveOf("ArrowDown", { row: 1, column: 1 }, steps)).toEqual({ row: 99, column: 1 });
    expect(moveOf("x", { row: 1, column: 1 }, steps)).toBeNull();
  });
});
