import { describe, expect, it } from "vitest";
import {
  type Block,
  fromServer,
  insertAfter,
  moveTo,
  newCell,
  remove,
  type ServerBlock,
  update,
} from "./document";
import { editsBetween } from "./edits";
import { merge } from "./merge";

function cell(id: string, text = id, attributes: Record<string, string> = {}): ServerBlock {
  return { key: id, kind: "cell", id, language: "sql", attributes, text };
}

function prose(key: string, text: string): ServerBlock {
  return { key, kind: "prose", id: null, language: null, attributes: {}, text };
}

const texts = (blocks: readonly Block[]) => blocks.map((block) => block.text);
const uidOf = (blocks: readonly Block[], text: string) =>
  blocks.find((block) => block.text === text)?.uid ?? "";

describe("editsBetween", () => {
  it("says nothing when nothing changed", () => {
    const saved = fromServer([prose("p0", "# T"), cell("a")]);
    expect(editsBetween(saved, saved)).toEqual([]);
  });

  it("touches only the changed block", () => {
    const saved = fromServer([cell("a"), cell("b")]);
    const wanted = update(saved, uidOf(saved, "b"), { text: "SELECT 2" });
    expect(editsBetween(saved, wanted)).toEqual([{ op: "replace", key: "b", text: "SELECT 2" }]);
  });

  it("puts new blocks in a row behind the same saved block, the last first", () => {
    const saved = fromServer([cell("a"), cell("b")]);
    const x = newCell("sql", {}, "x");
    const y = newCell("sql", { mode: "batch" }, "y");
    const wanted = insertAfter(insertAfter(saved, uidOf(saved, "a"), x), x.uid, y);
    expect(editsBetween(saved, wanted)).toEqual([
      {
        op: "insert",
        after: "a",
        kind: "cell",
        language: "sql",
        attributes: { mode: "batch" },
        text: "y",
      },
      { op: "insert", after: "a", kind: "cell", language: "sql", attributes: {}, text: "x" },
    ]);
  });

  it("moves as few blocks as it can", () => {
    const saved = fromServer([cell("a"), cell("b"), cell("c"), cell("d")]);
    const wanted = moveTo(saved, uidOf(saved, "a"), 3);
    expect(editsBetween(saved, wanted)).toEqual([{ op: "move", key: "a", after: "d" }]);
  });

  it("names the attributes as a whole and deletes", () => {
    const saved = fromServer([cell("a", "a", { mode: "batch" }), cell("b")]);
    const changed = update(saved, uidOf(saved, "a"), { attributes: { mode: "stream" } });
    expect(editsBetween(saved, remove(changed, uidOf(saved, "b")))).toEqual([
      { op: "delete", key: "b" },
      { op: "attributes", key: "a", attributes: { mode: "stream" } },
    ]);
  });
});

describe("merge", () => {
  it("takes a change of another cell and keeps ours", () => {
    const base = fromServer([cell("a"), cell("b")]);
    const mine = update(base, uidOf(base, "a"), { text: "mine" });
    const { blocks, saved, conflicts } = merge(base, mine, [cell("a"), cell("b", "theirs")]);
    expect(texts(blocks)).toEqual(["mine", "theirs"]);
    expect(conflicts).toBe(0);
    expect(editsBetween(saved, blocks)).toEqual([{ op: "replace", key: "a", text: "mine" }]);
  });

  it("keeps both sides of the same cell", () => {
    const base = fromServer([cell("a")]);
    const mine = update(base, uidOf(base, "a"), { text: "mine" });
    const { blocks, conflicts } = merge(base, mine, [cell("a", "theirs")]);
    expect(blocks).toMatchObject([{ text: "mine", theirs: "theirs" }]);
    expect(conflicts).toBe(1);
  });

  it("adopts what the server made of a new cell, and later typing stays", () => {
    const base = fromServer([cell("a")]);
    const made = newCell("sql", {}, "SELECT 1");
    const sent = insertAfter(base, uidOf(base, "a"), made);
    const typed = update(sent, made.uid, { text: "SELECT 12" });
    const { blocks, saved } = merge(sent, typed, [cell("a"), cell("c7", "SELECT 1")]);
    expect(blocks[1]).toMatchObject({ uid: made.uid, id: "c7", key: "c7", text: "SELECT 12" });
    expect(editsBetween(saved, blocks)).toEqual([{ op: "replace", key: "c7", text: "SELECT 12" }]);
  });

  it("does not mind blank lines that the file lays out otherwise", () => {
    const base = fromServer([prose("p0", "text\n\n")]);
    const { blocks, saved } = merge(base, base, [prose("p0", "text\n")]);
    expect(texts(blocks)).toEqual(["text\n\n"]);
    expect(editsBetween(saved, blocks)).toEqual([]);
  });

  it("drops what was deleted elsewhere, unless it was changed here", () => {
    const base = fromServer([cell("a"), cell("b"), cell("c")]);
    const mine = update(base, uidOf(base, "c"), { text: "mine" });
    const { blocks, saved } = merge(base, mine, [cell("a")]);
    expect(texts(blocks)).toEqual(["a", "mine"]);
    expect(editsBetween(saved, blocks)).toMatchObject([{ op: "insert", after: "a", text: "mine" }]);
  });

  it("brings back what was deleted here but changed elsewhere", () => {
    const base = fromServer([cell("a"), cell("b")]);
    const mine = remove(base, uidOf(base, "b"));
    expect(texts(merge(base, mine, [cell("a"), cell("b")]).blocks)).toEqual(["a"]);
    expect(texts(merge(base, mine, [cell("a"), cell("b", "changed")]).blocks)).toEqual([
      "a",
      "changed",
    ]);
  });

  it("lets both sides insert and one reorder", () => {
    const base = fromServer([cell("a"), cell("b"), cell("c")]);
    const moved = moveTo(base, uidOf(base, "c"), 0);
    const mine = insertAfter(moved, uidOf(base, "a"), newCell("sql", {}, "new here"));
    const theirs = [cell("a"), cell("b"), cell("new", "new there"), cell("c")];
    expect(texts(merge(base, mine, theirs).blocks)).toEqual([
      "c",
      "a",
      "new here",
      "b",
      "new there",
    ]);
  });

  it("follows two texts that the file joined into one", () => {
    const base = fromServer([prose("p0", "one"), prose("p1", "two")]);
    const { blocks, saved } = merge(base, base, [prose("p0", "one\n\ntwo")]);
    expect(texts(blocks)).toEqual(["one\n\ntwo"]);
    expect(editsBetween(saved, blocks)).toEqual([]);
  });
});
