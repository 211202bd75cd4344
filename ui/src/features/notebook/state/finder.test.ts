import { describe, expect, it } from "vitest";
import { CellEdits } from "./cell-edits";
import { Finder } from "./finder";
import { NotebookSession } from "./session";

function open(...texts: string[]) {
  const blocks = texts.map((text, i) => ({
    key: `c${i}`,
    kind: "cell" as const,
    id: `c${i}`,
    language: "sql",
    attributes: {},
    text,
    startLine: 1,
  }));
  const notebook = { path: "n", version: "1", title: "N", warnings: [], damaged: false, blocks };
  const session = new NotebookSession(notebook, {
    load: async () => notebook,
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
  const finder = new Finder(session, new CellEdits(session));
  const at = () => {
    const match = finder.state.at;
    return match === null ? null : `${session.find(match.uid)?.id}:${match.from}`;
  };
  return { session, finder, at, texts: () => session.state.blocks.map((block) => block.text) };
}

describe("Finder", () => {
  it("begins at the selected cell, stays while typing, and goes round", () => {
    const { session, finder, at } = open("ab", "abc ab", "x");
    session.selectBy(1);
    finder.look({ text: "a" });
    expect(at()).toBe("c1:0");
    finder.look({ text: "ab" });
    expect(at()).toBe("c1:0");
    finder.next();
    expect(at()).toBe("c1:4");
    finder.next();
    expect(at()).toBe("c0:0");
    finder.previous();
    expect(at()).toBe("c1:4");
    expect(session.state.selected).toBe(session.state.blocks[1]?.uid);
    finder.look({ text: "none" });
    expect(at()).toBeNull();
    finder.next();
    expect(at()).toBeNull();
  });

  it("replaces the match one is at and goes on behind what it put there", () => {
    const { finder, at, texts } = open("a a", "a");
    finder.look({ text: "a" });
    finder.setReplacement("aa");
    finder.replaceOne();
    expect(texts()).toEqual(["aa a", "a"]);
    expect(at()).toBe("c0:3");
    finder.replaceOne();
    finder.replaceOne();
    expect(texts()).toEqual(["aa aa", "aa"]);
  });

  it("does not replace what is gone from where one was", () => {
    const { session, finder, at, texts } = open("a", "b a");
    finder.look({ text: "a" });
    finder.setReplacement("x");
    session.setText(session.state.blocks[0]?.uid ?? "", "ba");
    finder.replaceOne();
    expect(texts()).toEqual(["ba", "b a"]);
    expect(at()).toBe("c0:1");
  });

  it("replaces all as one step of undo", () => {
    const { session, finder, texts } = open("a b", "b", "a A");
    finder.look({ text: "a" });
    finder.setReplacement("$&");
    expect(finder.replaceAll()).toEqual({ matches: 3, cells: 2 });
    expect(texts()).toEqual(["$& b", "b", "$& $&"]);
    session.undo();
    expect(texts()).toEqual(["a b", "b", "a A"]);
    finder.look({ text: "none" });
    expect(finder.replaceAll()).toEqual({ matches: 0, cells: 0 });
  });
});
