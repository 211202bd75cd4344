import { describe, expect, it } from "vitest";
import type { NotebookBlock } from "@/api";
import { CellEdits } from "./cell-edits";
import { selection } from "./selection";
import { NotebookSession } from "./session";

const block = (change: Partial<NotebookBlock>): NotebookBlock => ({
  key: change.id ?? "x",
  kind: "cell",
  id: null,
  language: "sql",
  attributes: {},
  text: "",
  startLine: 1,
  ...change,
});
const cell = (id: string, text = id) => block({ id, text });
const prose = (text: string) => block({ kind: "prose", language: null, text });
const front = block({ kind: "front-matter", key: "f", language: null, text: "drey: 1" });

function open(...blocks: NotebookBlock[]) {
  const notebook = { path: "n", version: "1", title: "N", warnings: [], damaged: false, blocks };
  const session = new NotebookSession(notebook, {
    load: async () => notebook,
    // The file is no part of these stories.
    patch: () => new Promise(() => undefined),
    create: async () => {
      throw new Error("nothing is created");
    },
    problemOf: () => {
      throw new Error("unexpected");
    },
    drafts: { load: () => null, keep: () => true, forget: () => undefined },
    afterPaint: (then) => then(),
  });
  const cells = new CellEdits(session);
  const texts = () => session.state.blocks.map((it) => it.text);
  const uid = (text: string) => session.state.blocks.find((it) => it.text === text)?.uid ?? "";
  const select = (...ends: string[]) => {
    session.select(uid(ends[0] ?? ""));
    session.extendTo(uid(ends.at(-1) ?? ""));
  };
  const chosen = () => selection(session.state);
  const chosenTexts = () => chosen().map((it) => session.find(it)?.text);
  return { session, cells, texts, uid, select, chosen, chosenTexts };
}

describe("a selection", () => {
  it("grows and shrinks from its anchor, without the front matter", () => {
    const { session, select, chosenTexts } = open(front, cell("a"), cell("b"), cell("c"));
    select("b");
    session.extendBy(1);
    expect(chosenTexts()).toEqual(["b", "c"]);
    session.extendBy(-1);
    session.extendBy(-1);
    session.extendBy(-1);
    expect(chosenTexts()).toEqual(["a", "b"]);
    session.selectBy(1);
    expect(chosenTexts()).toEqual(["b"]);
  });

  it("is moved as one, up to the front matter and no further", () => {
    const { cells, select, chosen, texts } = open(front, cell("a"), cell("b"), cell("c"));
    select("b", "c");
    cells.move(chosen(), -1);
    expect(texts()).toEqual(["drey: 1", "b", "c", "a"]);
    cells.move(chosen(), -1);
    expect(texts()).toEqual(["drey: 1", "b", "c", "a"]);
    cells.move(chosen(), 1);
    expect(texts()).toEqual(["drey: 1", "a", "b", "c"]);
  });

  it("is dropped onto another cell from both sides", () => {
    const { cells, select, chosen, texts, uid } = open(cell("a"), cell("b"), cell("c"), cell("d"));
    select("a", "b");
    cells.moveOnto(chosen(), uid("c"));
    expect(texts()).toEqual(["c", "a", "b", "d"]);
    cells.moveOnto([uid("d")], uid("c"));
    expect(texts()).toEqual(["d", "c", "a", "b"]);
  });

  it("is deleted as one, and comes back by one undo, selected as before", () => {
    const { session, cells, select, chosen, texts, chosenTexts } = open(
      cell("a"),
      cell("b"),
      cell("c"),
    );
    select("b", "c");
    expect(cells.delete(chosen())).toBe(2);
    expect(texts()).toEqual(["a"]);
    expect(chosenTexts()).toEqual(["a"]);
    session.undo();
    expect(texts()).toEqual(["a", "b", "c"]);
    expect(chosenTexts()).toEqual(["b", "c"]);
    session.redo();
    expect(texts()).toEqual(["a"]);
  });

  it("changes its kind and mode together", () => {
    const { session, cells, select, chosen } = open(cell("a"), prose("b"));
    select("a", "b");
    cells.convert(chosen(), "prose");
    expect(session.state.blocks.map((it) => it.kind)).toEqual(["prose", "prose"]);
    expect(chosen()).toHaveLength(2);
    cells.convert(chosen(), "cell");
    cells.toggleMode(chosen());
    expect(session.state.blocks.map((it) => it.attributes.mode)).toEqual([
      "streaming",
      "streaming",
    ]);
    session.undo();
    session.undo();
    session.undo();
    expect(session.state.blocks.map((it) => [it.kind, it.id])).toEqual([
      ["cell", "a"],
      ["prose", null],
    ]);
  });
});

describe("cut, copy and paste", () => {
  it("carry cells with their names where these are free", () => {
    const { session, cells, select, chosen, texts } = open(cell("a"), cell("b"), cell("c"));
    select("a", "b");
    cells.cut(chosen());
    select("c");
    cells.paste("below");
    expect(texts()).toEqual(["c", "a", "b"]);
    cells.paste("above");
    expect(texts()).toEqual(["c", "a", "b", "a", "b"]);
    expect(session.state.blocks.map((it) => it.id)).toEqual(["c", null, null, "a", "b"]);
    session.undo();
    session.undo();
    session.undo();
    expect(texts()).toEqual(["a", "b", "c"]);
  });

  it("carry cells from one notebook to another", () => {
    const one = open(cell("a"));
    one.select("a");
    one.cells.copy(one.chosen());
    const other = open(front);
    other.session.select(null);
    other.cells.paste("below");
    expect(other.texts()).toEqual(["drey: 1", "a"]);
  });
});

describe("split and merge", () => {
  it("cut at the cursor, without the blank line between, and put together again", () => {
    const text = "SELECT 1;\n\nSELECT 2";
    const { session, cells, texts, uid, chosenTexts, chosen } = open(cell("a", text), cell("b"));
    cells.split(uid(text), 10);
    expect(texts()).toEqual(["SELECT 1;", "SELECT 2", "b"]);
    expect(session.state.blocks.map((it) => it.id)).toEqual(["a", null, "b"]);
    expect(chosenTexts()).toEqual(["SELECT 2"]);
    session.select(uid("SELECT 1;"));
    expect(cells.merge(chosen())).toBe(true);
    expect(texts()).toEqual(["SELECT 1;\nSELECT 2", "b"]);
    session.undo();
    session.undo();
    expect(texts()).toEqual([text, "b"]);
  });

  it("cut out a selection in the middle", () => {
    const { cells, texts, uid } = open(cell("a", "one\ntwo\nthree"));
    cells.split(uid("one\ntwo\nthree"), 4, 8);
    expect(texts()).toEqual(["one", "two", "three"]);
  });

  it("refuse to mix text and SQL, and have nothing to merge at the end", () => {
    const { session, cells, select, chosen, texts } = open(cell("a"), prose("b"));
    select("a", "b");
    expect(cells.merge(chosen())).toBe(false);
    session.select(chosen().at(-1) ?? null);
    expect(cells.merge(chosen())).toBe(false);
    expect(texts()).toEqual(["a", "b"]);
  });
});

describe("undo", () => {
  it("takes back the operation and keeps what was typed since", () => {
    const { session, cells, texts, uid } = open(cell("a"), cell("b"), cell("c"));
    cells.delete([uid("a")]);
    session.setText(uid("b"), "b typed");
    cells.move([uid("c")], -1);
    session.setText(uid("c"), "c typed");
    session.undo();
    session.undo();
    expect(texts()).toEqual(["a", "b typed", "c typed"]);
  });

  it("of one operation leaves the later ones", () => {
    const { session, cells, texts, uid } = open(cell("a"), cell("b"), cell("c"));
    cells.delete([uid("a")]);
    const step = session.state.undo[0];
    cells.move([uid("c")], -1);
    if (step !== undefined) {
      session.takeBack(step);
    }
    expect(texts()).toEqual(["a", "c", "b"]);
    session.undo();
    expect(texts()).toEqual(["c", "b"]);
  });

  it("of new texts spares the cell that was typed into", () => {
    const { session, cells, texts, uid } = open(cell("a"), cell("b"));
    const changed = cells.setTexts(
      new Map([
        [uid("a"), "A"],
        [uid("b"), "B"],
      ]),
    );
    expect(changed).toBe(2);
    session.setText(uid("B"), "B typed");
    session.undo();
    expect(texts()).toEqual(["a", "B typed"]);
  });

  it("loses nothing that was typed into a new cell: redo brings it back", () => {
    const { session, cells, texts, uid } = open(cell("a"));
    session.setText(cells.insert("cell", uid("a")), "new");
    session.undo();
    expect(texts()).toEqual(["a"]);
    session.redo();
    expect(texts()).toEqual(["a", "new"]);
    cells.insert("prose", uid("a"));
    expect(session.state.redo).toEqual([]);
  });
});
