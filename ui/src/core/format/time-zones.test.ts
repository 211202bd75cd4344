import { describe, expect, it } from "vitest";
import type { ArrowField, ArrowType } from "@/core/arrow/schema";
import { copyText } from "@/core/grid/copy";
import {
  epochMillis,
  hasInstants,
  instantIn,
  inZone,
  isZonedType,
  knownZone,
  zoneOf,
} from "./time-zones";
import { formatValue } from "./values";

const field = (name: string, type: ArrowType, ...children: ArrowField[]): ArrowField => ({
  name,
  type,
  sqlType: null,
  children,
});
const instant = field("at", { is: "timestamp", unit: "ms", zone: "UTC" });
const plain = field("local", { is: "timestamp", unit: "ms", zone: null });
const words = field("words", { is: "utf8" });

const BERLIN = "Europe/Berlin";

describe("instants in a zone", () => {
  it("follow daylight saving time, both times of the hour that comes twice", () => {
    expect(instantIn("2026-03-29T00:59:59.999Z", BERLIN)).toBe("2026-03-29T01:59:59.999+01:00");
    expect(instantIn("2026-03-29T01:00:00.000Z", BERLIN)).toBe("2026-03-29T03:00:00.000+02:00");
    expect(instantIn("2026-10-25T00:30:00Z", BERLIN)).toBe("2026-10-25T02:30:00+02:00");
    expect(instantIn("2026-10-25T01:30:00Z", BERLIN)).toBe("2026-10-25T02:30:00+01:00");
  });

  it("are right from year 1 to year 9999 and over their edges", () => {
    expect(instantIn("0001-01-01T00:00:00.000Z", BERLIN)).toBe("0001-01-01T00:53:28.000+00:53:28");
    expect(instantIn("0001-01-01T00:00:00.000Z", "America/New_York")).toBe(
      "0000-12-31T19:03:58.000-04:56:02",
    );
    expect(instantIn("0099-02-28T23:30:00Z", BERLIN)).toBe("0099-03-01T00:23:28+00:53:28");
    expect(instantIn("1582-10-10T12:00:00Z", "Asia/Tokyo")).toBe("1582-10-10T21:18:59+09:18:59");
    expect(instantIn("9999-07-01T00:00:00.000Z", BERLIN)).toBe("9999-07-01T02:00:00.000+02:00");
    expect(instantIn("9999-12-31T23:59:59.999Z", "Asia/Tokyo")).toBe(
      "10000-01-01T08:59:59.999+09:00",
    );
  });

  it("are right before 1970, and keep every digit of the second", () => {
    expect(instantIn("1969-12-31T23:59:59.999999999Z", BERLIN)).toBe(
      "1970-01-01T00:59:59.999999999+01:00",
    );
    expect(instantIn("1960-06-01T00:00:00.001Z", "Asia/Kolkata")).toBe(
      "1960-06-01T05:30:00.001+05:30",
    );
  });

  it("are shown with their distance from UTC, as long as they may be", () => {
    expect(formatValue(instantIn("1880-01-01T00:00:00.123456789Z", BERLIN))).toBe(
      "1880-01-01 00:53:28.123456789+00:53:28",
    );
    expect(instantIn("2026-01-01T00:00:00Z", "UTC")).toBe("2026-01-01T00:00:00Z");
    expect(instantIn("2026-01-01T00:00:00Z", "Europe/London")).toBe("2026-01-01T00:00:00+00:00");
  });

  it("are found within rows, arrays and maps, and nothing else is touched", () => {
    const at = "2026-01-15T08:00:00.000Z";
    const there = "2026-01-15T09:00:00.000+01:00";
    const row = field("r", { is: "struct" }, instant, plain, words);
    expect(inZone({ at, local: "2026-01-15T08:00:00.000", words: at }, row, BERLIN)).toEqual({
      at: there,
      local: "2026-01-15T08:00:00.000",
      words: at,
    });
    const list = field("l", { is: "list" }, instant);
    expect(inZone([at, null], list, BERLIN)).toEqual([there, null]);
    const map = field("m", { is: "map" }, field("e", { is: "struct" }, words, instant));
    expect(inZone([[at, at]], map, BERLIN)).toEqual([[at, there]]);
    expect([row, list, map, instant].every(hasInstants)).toBe(true);
    expect([plain, words].some(hasInstants)).toBe(false);
  });

  it("are the same instant in every zone", () => {
    for (const at of [
      "0001-01-01T00:00:00.250Z",
      "1969-12-31T23:59:59.999Z",
      "2026-10-25T00:30:00.000Z",
      "9999-12-31T23:59:59.999Z",
    ]) {
      for (const zone of [BERLIN, "America/New_York", "Asia/Kolkata", "UTC"]) {
        expect(epochMillis(instantIn(at, zone))).toBe(Date.parse(at));
      }
    }
    expect(epochMillis("2026-01-01")).toBeNaN();
    const column = { name: "t", type: "TIMESTAMP_LTZ(3)", kind: "temporal" };
    const literal = (value: string) => copyText("in", [column], [[value]]);
    expect(literal(instantIn("2026-01-01T00:00:00.000Z", BERLIN))).toBe(
      literal("2026-01-01T00:00:00.000Z"),
    );
  });

  it("are known by the type, and zones by their name", () => {
    expect(isZonedType("TIMESTAMP_LTZ(3) *ROWTIME*")).toBe(true);
    expect(isZonedType("ROW<`a` TIMESTAMP(3) WITH LOCAL TIME ZONE>")).toBe(true);
    expect(isZonedType("TIMESTAMP(3)")).toBe(false);
    expect(knownZone(" europe/berlin")).toBe(BERLIN);
    expect(knownZone("Asia/Kolkata")).toBe("Asia/Kolkata");
    expect(knownZone("Europe/Berlln")).toBeNull();
    expect(knownZone("")).toBeNull();
    expect(zoneOf("Europe/Berlln")).toBe("UTC");
  });
});
