import { describe, expect, it } from "vitest";
import { type Block, newCell, newProse } from "./document";
import { conflictFrom, conflictIn, decided } from "./git-conflict";

const marker = (text: string): Block => ({ ...newProse(text), kind: "damaged" });

describe("a conflict inside a block", () => {
  it("has two versions, each with the text around it", () => {
    const text =
      "SELECT\n<<<<<<< HEAD\n  a\n||||||| base\n  z\n=======\n  b\n>>>>>>> topic\nFROM t";
    expect(conflictIn(text)).toEqual({
      ours: "SELECT\n  a\nFROM t",
      theirs: "SELECT\n  b\nFROM t",
      oursName: "HEAD",
      theirsName: "topic",
    });
  });

  it("is decided one by one where there are several", () => {
    const one = "<<<<<<< A\n1\n=======\n2\n>>>>>>> B";
    expect(conflictIn(`${one}\nmid\n${one}`)?.theirs).toBe(`2\nmid\n${one}`);
  });

  it("is none where a marker is missing", () => {
    for (const text of ["", "a\n=======\nb", "<<<<<<< A\n1\n=======\n2", "<<<<<<< A\n>>>>>>> B"]) {
      expect(conflictIn(text)).toBeNull();
    }
  });
});

describe("a conflict over blocks", () => {
  const [a, z, b, end] = ["a", "z", "b", "end"].map((text) => newCell("sql", {}, text));
  const open = marker("<<<<<<< HEAD");
  const middle = marker("=======");
  const close = marker(">>>>>>> topic");
  if (a === undefined || z === undefined || b === undefined || end === undefined) {
    throw new Error("four cells");
  }
  const blocks = [open, a, middle, b, close, end];

  it("keeps one side or both", () => {
    const conflict = conflictFrom(blocks, open.uid);
    expect(conflict).toMatchObject({ oursName: "HEAD", theirsName: "topic" });
    if (conflict !== null) {
      expect(decided(blocks, conflict, "ours")).toEqual([a, end]);
      expect(decided(blocks, conflict, "theirs")).toEqual([b, end]);
      expect(decided(blocks, conflict, "both")).toEqual([a, b, end]);
    }
  });

  it("leaves git's common ancestor out", () => {
    const three = [open, a, marker("||||||| base"), z, middle, b, close];
    const conflict = conflictFrom(three, open.uid);
    expect(conflict && decided(three, conflict, "both")).toEqual([a, b]);
  });

  it("is none without its end", () => {
    expect(conflictFrom([open, a, middle, b], open.uid)).toBeNull();
    expect(conflictFrom(blocks, a.uid)).toBeNull();
  });
});
