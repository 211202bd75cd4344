import { describe, expect, it } from "vitest";
import { isCoarser } from "./copy";

const instant = [{ name: "at", type: "TIMESTAMP_LTZ(6)", kind: "temporal" }];
const local = [{ name: "at", type: "TIMESTAMP(6)", kind: "temporal" }];

describe("SQL of instants, which Flink can only write to the millisecond", () => {
  it("is told where digits are lost", () => {
    const rows = [[null], ["2026-01-31 12:30:00.000000Z"], ["2026-01-31 12:30:00.000456+01:00"]];
    expect(isCoarser("in", instant, rows)).toBe(true);
    expect(isCoarser("values", instant, rows)).toBe(true);
  });

  it("is not where none are", () => {
    const fine = [["2026-01-31T12:30:00.000456Z"]];
    expect(
      isCoarser("in", instant, [["2026-01-31T12:30:00.456000Z"], ["2026-01-31T12:30:00Z"]]),
    ).toBe(false);
    expect(isCoarser("in", local, fine)).toBe(false);
    expect(isCoarser("csv", instant, fine)).toBe(false);
  });
});
