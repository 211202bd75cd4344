import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepLayout, keptLayout, type Layout, NO_LAYOUT } from "./kept-layout";

const SORTED: Layout = {
  ...NO_LAYOUT,
  arrangement: { sort: [{ column: "n", descending: true }], filters: [], search: "x" },
  hidden: [2],
  widths: [[0, 120]],
};

describe("a result's layout", () => {
  let kept: Map<string, string>;

  beforeEach(() => {
    kept = new Map();
    vi.stubGlobal("localStorage", {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it("is that of its result, and forgotten when it is the usual one again", () => {
    keepLayout("r1", SORTED);
    keepLayout("r2", { ...NO_LAYOUT, pinned: [1] });
    expect(keptLayout("r1")).toEqual(SORTED);
    expect(keptLayout("r3")).toEqual(NO_LAYOUT);
    keepLayout("r1", NO_LAYOUT);
    expect(kept.get("drey.layouts")).not.toContain("r1");
  });

  it("is forgotten when a hundred others came since", () => {
    for (let i = 0; i <= 100; i++) {
      keepLayout(`r${i}`, SORTED);
    }
    expect(keptLayout("r0")).toEqual(NO_LAYOUT);
    expect(keptLayout("r1")).toEqual(SORTED);
  });

  it("is the usual one where what was kept cannot be read", () => {
    for (const text of ["{", "{}", "[1]", '[["r1",{"hidden":3}]]', '[["r1",null]]']) {
      kept.set("drey.layouts", text);
      expect(keptLayout("r1")).toEqual(NO_LAYOUT);
    }
  });
});
