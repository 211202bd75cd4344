import { describe, expect, it } from "vitest";
import type { CatalogEntry, CatalogList } from "@/api";
import {
  FUNCTIONS,
  type Level,
  type Place,
  placeId,
  placesOf,
  ROOT,
  rowsOf,
  stepFrom,
} from "./tree";

const entry = (kind: string, name: string, change: Partial<CatalogEntry> = {}): CatalogEntry => ({
  kind,
  catalog: "c",
  database: null,
  name,
  isTemporary: false,
  isCurrent: false,
  match: null,
  ...change,
});
const list = (entries: CatalogEntry[], total = entries.length): CatalogList => ({
  entries,
  total,
  unread: 0,
  unreadTables: 0,
});
const C: Place = { kind: null, catalog: "c", database: null };
const D: Place = { kind: null, catalog: "c", database: "d" };
const known = new Map<string, CatalogList>([
  [placeId(ROOT), list([entry("catalog", "c", { isCurrent: true }), entry("catalog", "pg")])],
  [placeId(C), list([entry("database", "d", { isCurrent: true }), entry("database", "e")])],
  [placeId(D), list([entry("table", "t", { database: "d" })], 5000)],
]);
const levels = (place: Place): Level => ({ list: known.get(placeId(place)), problem: null });
const names = (opened = new Map<string, boolean>()) =>
  rowsOf(levels, opened).map(
    (row) => `${row.level} ${row.type === "entry" ? row.entry.name : row.type}`,
  );

describe("the tree of catalogs", () => {
  it("opens what is current and says what is left out", () => {
    expect(names()).toEqual(["1 c", "2 d", "3 t", "3 cut", "2 e", "1 pg", "1 functions"]);
    expect(placesOf(rowsOf(levels, new Map()))).toEqual([ROOT, C, D]);
  });

  it("asks only for what is open", () => {
    const row = rowsOf(levels, new Map()).find(
      (it) => it.type === "entry" && it.entry.name === "d",
    );
    const opened = new Map([
      [row?.id ?? "", false],
      [placeId(FUNCTIONS), true],
    ]);
    expect(names(opened)).toEqual(["1 c", "2 d", "2 e", "1 pg", "1 functions", "2 loading"]);
    expect(placesOf(rowsOf(levels, opened))).toEqual([ROOT, C, FUNCTIONS]);
  });

  it("is walked by the arrows", () => {
    const rows = rowsOf(levels, new Map());
    const [c, d, t] = rows.map((row) => row.id);
    expect(stepFrom(rows, null, "ArrowDown")).toBe(c);
    expect(stepFrom(rows, c ?? "", "ArrowRight")).toBe(d);
    expect(stepFrom(rows, t ?? "", "ArrowLeft")).toBe(d);
    expect(stepFrom(rows, t ?? "", "ArrowRight")).toBeNull();
    expect(stepFrom(rows, c ?? "", "End")).toBe(placeId(FUNCTIONS));
  });
});
