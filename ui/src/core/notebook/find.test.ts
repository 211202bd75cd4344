import { describe, expect, it } from "vitest";
import { newCell, newProse } from "./document";
import { matchesIn, patternOf, type Query, rangesIn, replaced } from "./find";

const query = (text: string, change: Partial<Query> = {}): RegExp => {
  const pattern = patternOf({ text, isCase: false, isWord: false, isRegex: false, ...change });
  if (pattern === null) {
    throw new Error(text);
  }
  return pattern;
};
const found = (text: string, pattern: RegExp) =>
  rangesIn(text, pattern).map(({ from, to }) => text.slice(from, to));

describe("finding", () => {
  it("takes the text by its letters, in any case or the same", () => {
    expect(found("a.b A.B axb", query("a.b"))).toEqual(["a.b", "A.B"]);
    expect(found("a.b A.B axb", query("a.b", { isCase: true }))).toEqual(["a.b"]);
    expect(found("a$b (", query("$b ("))).toEqual(["$b ("]);
  });

  it("finds whole words, also of other scripts", () => {
    expect(rangesIn("id ids _id über id", query("id", { isWord: true }))).toEqual([
      { from: 0, to: 2 },
      { from: 16, to: 18 },
    ]);
    expect(found("überx über", query("über", { isWord: true }))).toEqual(["über"]);
  });

  it("finds by a regular expression, but never nothing", () => {
    expect(found("x1 y22", query("[xy](\\d+)", { isRegex: true }))).toEqual(["x1", "y22"]);
    expect(found("baab", query("a*", { isRegex: true }))).toEqual(["aa"]);
    expect(patternOf({ text: "(", isCase: false, isWord: false, isRegex: true })).toBeNull();
    expect(patternOf({ text: "", isCase: false, isWord: false, isRegex: false })).toBeNull();
  });

  it("goes through all cells and texts in order, and no other part of the file", () => {
    const front = { ...newProse("drey"), kind: "front-matter" as const };
    const blocks = [front, newProse("drey drey"), newCell("sql", {}, "SELECT drey")];
    expect(matchesIn(blocks, query("drey"))).toEqual([
      { uid: blocks[1]?.uid, from: 0, to: 4 },
      { uid: blocks[1]?.uid, from: 5, to: 9 },
      { uid: blocks[2]?.uid, from: 7, to: 11 },
    ]);
  });
});

describe("replacing", () => {
  it("puts in the text as it is", () => {
    expect(replaced("a a", query("a"), "$&", false)).toBe("$& $&");
    expect(replaced("a a a", query("a"), "b", false, 2)).toBe("a b a");
  });

  it("puts in groups of a regular expression", () => {
    const pattern = query("(\\w+)=(\\w+)(x)?", { isRegex: true });
    expect(replaced("a=b c=d", pattern, "$2=$1$3 $$ $9\\n$&", true)).toBe(
      "b=a $ $9\na=b d=c $ $9\nc=d",
    );
    const after = query("(?<=a)b", { isRegex: true });
    expect(replaced("ab b ab", after, "c", true, 6)).toBe("ab b ac");
  });
});
