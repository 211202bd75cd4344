import { describe, expect, it } from "vitest";
import { logScale, niceScale, placeOn } from "./scale";
import { bigNumber, chartData, epochSeconds, stacked } from "./series";
import { chartOf, fits, parseShow, suggestChart, withType, writeShow } from "./spec";
import { axisText, csvOf, exactText, extremes } from "./text";

const time = { name: "ts", kind: "temporal" };
const text = { name: "carrier", kind: "string" };
const number = { name: "cnt", kind: "number" };
const other = { name: "delay", kind: "number" };

describe("the show attribute", () => {
  it("reads what it writes, also odd names", () => {
    const spec = {
      ...chartOf("bar", "a,b;c", "c\\d", "log"),
      aggregate: "avg" as const,
      isStacked: true,
      format: "percent" as const,
      isBeside: true,
    };
    expect(writeShow(spec)).toBe("bar:a\\,b\\;c,c\\\\d,log;avg;stacked;percent;beside");
    expect(parseShow(writeShow(spec))).toEqual(spec);
    const big = { ...chartOf("number", "", "cnt", null), aggregate: "max" as const };
    expect(writeShow(big)).toBe("number:cnt;max");
    expect(parseShow("number:cnt;max")).toEqual(big);
  });

  it("reads what was written before, and passes over words it does not know", () => {
    expect(parseShow("line:ts,cnt")).toEqual(chartOf("line", "ts", "cnt", null));
    expect(parseShow("line:ts,cnt; log ; sparkling")).toEqual({
      ...chartOf("line", "ts", "cnt", null),
      isLog: true,
    });
    expect([
      parseShow("line:ts"),
      parseShow("table"),
      parseShow("pie:a,b"),
      parseShow(undefined),
    ]).toEqual([null, null, null, null]);
  });

  it("is suggested from the columns", () => {
    expect(suggestChart([time, number, text], null)).toEqual(
      chartOf("line", "ts", "cnt", "carrier"),
    );
    expect(suggestChart([text, number], 20)).toEqual(chartOf("bar", "carrier", "cnt", null));
    expect(suggestChart([number, other], null)).toEqual(chartOf("scatter", "cnt", "delay", null));
    expect(suggestChart([text, number], 1)).toEqual(chartOf("number", "", "cnt", null));
    expect(suggestChart([number], null)).toEqual(chartOf("number", "", "cnt", null));
    expect(suggestChart([text, time], null)).toBeNull();
  });

  it("fits a result that has its columns", () => {
    expect(fits(chartOf("bar", "carrier", "gone", null), [text, number])).toBe(false);
    expect(fits(chartOf("number", "", "cnt", null), [number])).toBe(true);
  });

  it("keeps only what another kind of chart knows", () => {
    const bars = { ...chartOf("bar", "carrier", "cnt", "ts"), isStacked: true };
    expect(withType(bars, "line", [text, number])).toEqual({
      ...bars,
      type: "line",
      isStacked: false,
    });
    const big = withType(bars, "number", [text, number]);
    expect(big).toEqual(chartOf("number", "", "cnt", null));
    expect(withType(big, "bar", [text, number]).x).toBe("carrier");
  });
});

describe("what is drawn", () => {
  const line = chartOf("line", "ts", "cnt", null);
  const bar = chartOf("bar", "carrier", "cnt", null);

  it("sorts a line by x and splits it into series", () => {
    const x = ["2026-01-01T00:00:02", "2026-01-01T00:00:01", "2026-01-01T00:00:01", null];
    const columns = { x, y: [3, 1, 2n, 9], split: ["a", "a", "b", "a"] };
    const data = chartData(columns, line, "temporal");
    expect(data.series).toEqual([
      { name: "a", index: 0, values: [1, 3] },
      { name: "b", index: 1, values: [2, null] },
    ]);
    expect((data.x[1] ?? 0) - (data.x[0] ?? 0)).toBe(1);
    expect([data.unplaced, data.isShared]).toEqual([1, false]);
  });

  it("joins rows of one place as asked, and says so", () => {
    const columns = { x: ["a", "b", "a", "a"], y: [1, 5, 2, 6], split: null };
    const drawn = (aggregate: typeof bar.aggregate) => {
      const data = chartData(columns, { ...bar, aggregate }, "string");
      expect(data.isShared).toBe(true);
      return data.series[0]?.values;
    };
    expect(drawn(null)).toEqual([9, 5]);
    expect(drawn("avg")).toEqual([3, 5]);
    expect(drawn("min")).toEqual([1, 5]);
    expect(drawn("max")).toEqual([6, 5]);
    expect(drawn("count")).toEqual([3, 1]);
    expect(drawn("last")).toEqual([6, 5]);
  });

  it("gives each point a place of its own", () => {
    const data = chartData(
      { x: [2, 1, 2, Number.NaN], y: [10, 20, 30, 40], split: null },
      chartOf("scatter", "x", "y", null),
      "number",
    );
    expect([data.x, data.series[0]?.values, data.isShared, data.unplaced]).toEqual([
      [1, 2, 2],
      [20, 10, 30],
      false,
      1,
    ]);
  });

  it("says how many bars, series and rows were left out", () => {
    const labels = Array.from({ length: 100 }, (_, i) => `l${i}`);
    const ones = labels.map(() => 1);
    expect(chartData({ x: labels, y: ones, split: null }, bar, "string").hiddenBars).toBe(40);
    const one = labels.map(() => "x");
    const split = chartData({ x: one, y: ones, split: labels }, bar, "string");
    expect(split.hiddenSeries).toBe(88);
    const odd = chartData(
      { x: ["a", "b", "c"], y: [Number.POSITIVE_INFINITY, null, 1], split: null },
      bar,
      "string",
    );
    expect([odd.unplaced, odd.labels]).toEqual([2, ["a", "b", "c"]]);
  });

  it("stacks series, with nothing where there is nothing", () => {
    const series = [
      { name: "a", index: 0, values: [1, null] },
      { name: "b", index: 1, values: [2, 3] },
    ];
    expect(stacked(series).map((it) => it.values)).toEqual([
      [1, 0],
      [3, 3],
    ]);
  });

  it("makes one number of rows", () => {
    expect(bigNumber([1, null, 3n], null)).toEqual({ value: 3, before: 1 });
    expect(bigNumber([7], null)).toEqual({ value: 7, before: null });
    expect(bigNumber([1, 2, 6], "avg")?.value).toBeCloseTo(3);
    expect(bigNumber(["x", null], "count")).toEqual({ value: 1, before: null });
    expect(bigNumber([null, "x"], null)).toBeNull();
  });

  it("reads dates, times and instants", () => {
    expect(epochSeconds("1970-01-02")).toBe(86_400);
    expect(epochSeconds("00:01:00")).toBe(60);
    expect(epochSeconds("1970-01-01T00:00:01.123456789")).toBe(1.123);
    expect(epochSeconds("1970-01-01T00:00:01Z")).toBe(1);
    expect(epochSeconds("nonsense")).toBeNull();
  });
});

describe("axes and words", () => {
  it("scale to round numbers", () => {
    expect(niceScale(0, 93)).toEqual({ from: 0, to: 100, ticks: [0, 20, 40, 60, 80, 100] });
    expect(niceScale(-0.4, 1).ticks[0]).toBe(-0.5);
    expect(niceScale(0, 0)).toEqual({ from: 0, to: 1, ticks: [0, 1] });
  });

  it("scale to powers of ten", () => {
    expect(logScale(3, 900)).toEqual({ from: 1, to: 1000, ticks: [1, 10, 100, 1000] });
    expect(logScale(0.02, 0.05).ticks).toEqual([0.01, 0.1]);
    expect(logScale(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY).ticks).toEqual([1, 10]);
    expect(placeOn(logScale(1, 100), 10, true)).toBe(0.5);
  });

  it("tell exact values", () => {
    expect(exactText(1234567.891, null)).toBe("1,234,567.891");
    expect(exactText(0.1234, "percent")).toBe("12.34%");
    expect(exactText(null, null)).toBe("–");
    expect([axisText(12_300, null), axisText(0.5, "percent"), axisText(2048, "bytes")]).toEqual([
      "12.3K",
      "50%",
      "2.0 kB",
    ]);
  });

  it("tell the ends, and what is drawn as a file", () => {
    const series = [{ name: "a, b", index: 0, values: [3, null, 1] }];
    expect(extremes(series)?.low).toEqual({ value: 1, place: 2, series: "a, b" });
    expect(extremes([])).toBeNull();
    const data = chartData(
      { x: [1, 2], y: [3, 4], split: null },
      chartOf("line", "x", "y", null),
      "number",
    );
    expect(
      csvOf(
        { ...data, series: [{ name: "a, b", index: 0, values: [3, null] }] },
        "x",
        (i) => `at ${i}`,
      ),
    ).toBe('x,"a, b"\r\nat 0,3\r\nat 1,\r\n');
  });
});
