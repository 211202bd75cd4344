import { describe, expect, it } from "vitest";
import { formatBytes, formatRate } from "./format/numbers";
import { formatAgo, formatDuration, formatWatermark } from "./format/times";
import { formatCell, formatValue, formatWhole } from "./format/values";
import {
  lastTopRow,
  scrollTopOf,
  topRowAt,
  visibleColumns,
  visibleRows,
  windowFor,
} from "./grid/scroll";
import { columnWidths, grownWidths } from "./grid/widths";
import { type Action, displayKeys, KeySequence, matchActions, nameOfKey } from "./hotkeys/hotkeys";
import { fill } from "./i18n/translate";
import { errorRange, quickFix } from "./notebook/quick-fix";

describe("format", () => {
  it("writes durations as people say them", () => {
    expect([850, 2_400, 65_000, 7_380_000, 273_600_000].map(formatDuration)).toEqual([
      "850 ms",
      "2.4 s",
      "1 min 05 s",
      "2 h 03 min",
      "3 d 4 h",
    ]);
    expect(formatAgo(0, 4_000)).toBe("just now");
    expect(formatAgo(0, 3 * 3_600_000)).toBe("3 h ago");
    expect(formatWatermark(Date.UTC(2026, 0, 15, 8, 0, 5))).toBe("2026-01-15 08:00:05");
  });

  it("writes sizes and rates", () => {
    expect([0, 1023, 1536, 5e9].map(formatBytes)).toEqual(["0 B", "1023 B", "1.5 kB", "4.7 GB"]);
    expect([0, 0.42, 12, 98_765].map(formatRate)).toEqual(["0", "0.4", "12", "98,765"]);
  });

  it("shows every kind of value on one line", () => {
    expect(formatValue(null)).toBe("NULL");
    expect(formatValue(Number.NaN)).toBe("NaN");
    expect(formatValue(Number.NEGATIVE_INFINITY)).toBe("-Infinity");
    expect(formatValue(9_007_199_254_740_993n)).toBe("9007199254740993");
    expect(formatValue("2026-01-15T08:00:00.000")).toBe("2026-01-15 08:00:00.000");
    expect(formatCell("2026-01-15T08:00:00Z", "string")).toBe("2026-01-15T08:00:00Z");
    expect(formatCell("2026-01-15T08:00:00Z", "temporal")).toBe("2026-01-15 08:00:00");
    expect(formatValue("Talks at 8T10:00")).toBe("Talks at 8T10:00");
    expect(formatValue(new Uint8Array([0, 255]))).toBe("0x00ff");
    expect(formatValue({ a: [1, 2n], b: new Uint8Array([1]) })).toBe('{"a":[1,"2"],"b":"0x01"}');
    expect(formatWhole({ a: 1 })).toBe('{\n  "a": 1\n}');
  });

  it("fills messages by name and by count", () => {
    expect(fill("{a} of {b}", { a: 1, b: 2000 })).toBe("1 of 2,000");
    expect(fill({ one: "{n} row", other: "{n} rows" }, { n: 1 })).toBe("1 row");
    expect(fill({ one: "{n} row", other: "{n} rows" }, { n: 0 })).toBe("0 rows");
    expect(fill("{unknown}")).toBe("{unknown}");
  });
});

describe("grid", () => {
  const small = { rowHeight: 28, rows: 100, viewport: 280 };
  const huge = { rowHeight: 28, rows: 10_000_000, viewport: 280 };

  it("finds the rows in sight", () => {
    expect(visibleRows(topRowAt(0, small), small)).toEqual({ first: 0, end: 10 });
    expect(visibleRows(topRowAt(14, small), small)).toEqual({ first: 0, end: 11 });
    expect(visibleRows(0, { ...small, rows: 3 })).toEqual({ first: 0, end: 3 });
  });

  it("reaches the last of ten million rows, and goes back and forth exactly", () => {
    const last = lastTopRow(huge);
    expect(visibleRows(last, huge)).toEqual({ first: 9_999_990, end: 10_000_000 });
    expect(topRowAt(scrollTopOf(last, huge), huge)).toBeCloseTo(last, 3);
    expect(topRowAt(scrollTopOf(123_456, huge), huge)).toBeCloseTo(123_456, 3);
  });

  it("gives numbers and times room when they grow, and takes none away", () => {
    const columns = [
      { name: "n", type: "BIGINT", kind: "number" },
      { name: "at", type: "TIMESTAMP(3)", kind: "temporal" },
      { name: "text", type: "STRING", kind: "string" },
    ];
    const first = columnWidths(columns, [[1n], ["2026-11-23T04:13:20"], ["a"]]);
    const later = [[1_234_567_890_123n], ["2026-11-23T04:13:20.123"], ["a".repeat(50)]];
    const grown = grownWidths(columns, first, later);
    expect(grown).toEqual([...columnWidths(columns, later).slice(0, 2), first[2]]);
    expect(grown[1]).toBeGreaterThan(first[1] ?? 0);
    expect(grownWidths(columns, grown, [[1n], ["2026-11-23T04:13:20"], ["a"]])).toBe(grown);
  });

  it("asks for steady windows around what is seen", () => {
    expect(windowFor({ first: 0, end: 10 }, 100)).toEqual({ offset: 0, limit: 60 });
    expect(windowFor({ first: 500, end: 510 }, 10_000)).toEqual({ offset: 480, limit: 60 });
    expect(windowFor({ first: 501, end: 511 }, 10_000)).toEqual({ offset: 480, limit: 60 });
  });

  it("finds the columns in sight", () => {
    expect(visibleColumns([0, 100, 200, 300], 150, 100)).toEqual({ first: 1, end: 3 });
    expect(visibleColumns([0, 100], 0, 0)).toEqual({ first: 0, end: 0 });
  });
});

describe("keys", () => {
  const press = (key: string, held: Partial<KeyboardEvent> = {}) => ({
    key,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...held,
  });
  const action = (id: string, keys: string, scope: Action["scope"] = "command"): Action => ({
    id,
    name: id,
    group: "g",
    keys: [keys],
    scope,
    run: () => undefined,
  });
  const actions = [
    action("delete", "d d"),
    action("run", "Shift-Enter", "cell"),
    action("help", "?"),
    action("palette", "Mod-k", "always"),
    action("indent", "Tab", "editor"),
  ];

  it("are named the same on every machine", () => {
    expect(nameOfKey(press("K", { metaKey: true, shiftKey: true }))).toBe("Mod-Shift-k");
    expect(nameOfKey(press("?", { shiftKey: true }))).toBe("?");
    expect(nameOfKey(press("ArrowUp", { altKey: true }))).toBe("Alt-Up");
    expect(nameOfKey(press("_", { ctrlKey: true, shiftKey: true }))).toBe("Mod-Shift--");
    expect(nameOfKey(press("Ï", { altKey: true, shiftKey: true, code: "KeyF" }))).toBe(
      "Alt-Shift-f",
    );
    expect(displayKeys("Mod-Shift--", false)).toEqual(["Ctrl+Shift+-"]);
    expect(displayKeys("Mod-Shift-k", true)).toEqual(["⌘⇧K"]);
    expect(displayKeys("d d", false)).toEqual(["D", "D"]);
  });

  it("need both presses of a pair, in time", () => {
    const sequence = new KeySequence();
    expect(sequence.next(press("d"), "page", actions, 0)).toBeNull();
    expect(sequence.next(press("d"), "page", actions, 300)?.id).toBe("delete");
    expect(sequence.next(press("d"), "page", actions, 400)).toBeNull();
    expect(sequence.next(press("d"), "page", actions, 2_000)).toBeNull();
  });

  it("mean text while text is edited", () => {
    const sequence = new KeySequence();
    const question = press("?", { shiftKey: true });
    const enter = press("Enter", { shiftKey: true });
    expect(sequence.next(question, "page", actions, 0)?.id).toBe("help");
    expect(sequence.next(question, "editor", actions, 0)).toBeNull();
    expect(sequence.next(enter, "editor", actions, 0)?.id).toBe("run");
    expect(sequence.next(enter, "field", actions, 0)).toBeNull();
    expect(sequence.next(press("k", { ctrlKey: true }), "field", actions, 0)?.id).toBe("palette");
    expect(sequence.next(press("Tab"), "editor", actions, 0)).toBeNull();
  });

  it("are found by name in the palette", () => {
    expect(matchActions(actions, "el").map((it) => it.id)).toEqual(["delete", "help"]);
    expect(matchActions(actions, "nothing")).toEqual([]);
  });
});

describe("errors in the text", () => {
  const text = "SELECT a,\n       orgin\nFROM t";
  const place = { line: 2, column: 8, endLine: 2, endColumn: 12, suggestion: "origin" };

  it("are marked where they are", () => {
    expect(errorRange(text, place)).toEqual({ from: 17, to: 22 });
    expect(errorRange(text, { ...place, endLine: null, endColumn: null })).toEqual({
      from: 17,
      to: 22,
    });
    expect(errorRange(text, { ...place, line: 9 })).toBeNull();
    expect(errorRange(text, { ...place, line: null })).toBeNull();
  });

  it("offer a fix when it is one name for one place", () => {
    expect(quickFix(text, place)).toEqual({ from: 17, to: 22, was: "orgin", insert: "origin" });
    expect(quickFix(text, { ...place, suggestion: "Did you mean 'origin'?" })?.insert).toBe(
      "origin",
    );
    expect(quickFix(text, { ...place, suggestion: "Add the pack that brings it." })).toBeNull();
    expect(quickFix(text, { ...place, suggestion: null })).toBeNull();
  });
});
