import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Notebook, NotebookEdit, Problem } from "@/api";
import { CellEdits } from "./cell-edits";
import type { Draft, DraftStore } from "./drafts";
import { NotebookSession } from "./session";

const PATH = "n.drey.md";
const PAINT_MS = 16;

function notebook(version: string, texts: Record<string, string>): Notebook {
  const blocks = Object.entries(texts).map(([id, text]) => ({
    key: id,
    kind: "cell" as const,
    id,
    language: "sql",
    attributes: {},
    text,
    startLine: 1,
  }));
  return { path: PATH, version, title: "N", warnings: [], damaged: false, blocks };
}

function refused(code: string): Problem {
  return {
    type: "",
    title: code,
    status: 409,
    detail: null,
    code,
    help: "",
    details: {},
    traceId: null,
  };
}

class TestingDrafts implements DraftStore {
  draft: Draft | null = null;
  load = () => this.draft;
  isFull = false;
  keep = (_path: string, draft: Draft) => {
    this.draft = this.isFull ? null : draft;
    return !this.isFull;
  };
  forget = () => {
    this.draft = null;
  };
}

describe("NotebookSession", () => {
  let drafts: TestingDrafts;
  let requests: { version: string; edits: NotebookEdit[] }[];
  let answers: (Notebook | Problem)[];
  let current: Notebook;

  const open = (first: Notebook) => {
    current = first;
    return new NotebookSession(first, {
      load: async () => current,
      patch: async (_path, version, edits) => {
        requests.push({ version, edits });
        const answer = answers.shift();
        if (answer === undefined || "code" in answer) {
          throw answer ?? refused("UNEXPECTED");
        }
        return answer;
      },
      create: async () => {
        current = notebook("v9", {});
        return current;
      },
      problemOf: (error) =>
        error instanceof Object && "code" in error ? (error as Problem) : refused("X"),
      drafts,
      afterPaint: (then) => setTimeout(then, PAINT_MS),
    });
  };
  const uidOf = (session: NotebookSession, id: string) =>
    session.state.blocks.find((block) => block.id === id)?.uid ?? "";

  beforeEach(() => {
    vi.useFakeTimers();
    drafts = new TestingDrafts();
    requests = [];
    answers = [];
  });
  afterEach(() => vi.useRealTimers());

  it("saves some time after the last key, once", async () => {
    const session = open(notebook("v1", { a: "1" }));
    answers.push(notebook("v2", { a: "123" }));
    session.setText(uidOf(session, "a"), "12");
    await vi.advanceTimersByTimeAsync(500);
    session.setText(uidOf(session, "a"), "123");
    expect(session.state.save.state).toBe("unsaved");
    await vi.advanceTimersByTimeAsync(800);
    expect(requests).toEqual([
      { version: "v1", edits: [{ op: "replace", key: "a", text: "123" }] },
    ]);
    expect(session.state).toMatchObject({ version: "v2", save: { state: "saved" } });
    expect(drafts.draft).toBeNull();
  });

  it("has what is typed at once, and tells the page after the paint", async () => {
    const session = open(notebook("v1", { a: "1", b: "2" }));
    const [a, b] = [uidOf(session, "a"), uidOf(session, "b")];
    const told: string[] = [];
    session.store.subscribe(({ blocks }) => told.push(blocks.map((it) => it.text).join()));
    session.type(a, "1x");
    session.type(a, "1xy");
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(PAINT_MS);
    expect(told).toEqual(["1xy,2"]);

    session.type(a, "1xyz");
    session.type(b, "2x");
    expect(session.find(b)?.text).toBe("2x");
    expect(told).toEqual(["1xy,2", "1xyz,2", "1xyz,2x"]);
    await vi.advanceTimersByTimeAsync(PAINT_MS);
    expect(told).toHaveLength(3);
  });

  it("keeps what was typed a moment before the page is left", () => {
    const session = open(notebook("v1", { a: "1" }));
    session.type(uidOf(session, "a"), "precious");
    session.keepDraft();
    expect(drafts.draft?.blocks[0]?.text).toBe("precious");
  });

  it("saves under the new path when the notebook was moved meanwhile", async () => {
    const session = open(notebook("v1", { a: "1" }));
    const moved = { ...refused("NOTEBOOK_NOT_FOUND"), details: { movedTo: "b/n.drey.md" } };
    answers.push(moved, notebook("v2", { a: "12" }));
    session.setText(uidOf(session, "a"), "12");
    await session.flush();
    expect(session.state.path).toBe("b/n.drey.md");
    expect(drafts.draft?.blocks[0]?.text).toBe("12");
    await vi.advanceTimersByTimeAsync(10);
    expect(session.state.save.state).toBe("saved");
    expect(requests).toHaveLength(2);
  });

  it("keeps what is typed while a save is on its way", async () => {
    const session = open(notebook("v1", { a: "1" }));
    answers.push(notebook("v2", { a: "12" }), notebook("v3", { a: "123" }));
    session.setText(uidOf(session, "a"), "12");
    const saving = session.flush();
    session.setText(uidOf(session, "a"), "123");
    await saving;
    expect(session.find(uidOf(session, "a"))?.text).toBe("123");
    await session.flush();
    expect(requests.at(-1)).toEqual({
      version: "v2",
      edits: [{ op: "replace", key: "a", text: "123" }],
    });
  });

  it("joins and sends again when the file was changed elsewhere", async () => {
    const session = open(notebook("v1", { a: "1", b: "1" }));
    session.setText(uidOf(session, "a"), "mine");
    current = notebook("v2", { a: "1", b: "theirs" });
    answers.push(refused("NOTEBOOK_CHANGED"), notebook("v3", { a: "mine", b: "theirs" }));
    await session.flush();
    expect(requests.map((it) => it.version)).toEqual(["v1", "v2"]);
    expect(session.state).toMatchObject({
      version: "v3",
      save: { state: "saved" },
      notice: "merged",
    });
    expect(session.state.blocks.map((it) => it.text)).toEqual(["mine", "theirs"]);
  });

  it("keeps a draft when saving fails, tries again, and finds the draft on return", async () => {
    const session = open(notebook("v1", { a: "1" }));
    session.setText(uidOf(session, "a"), "precious");
    answers.push(refused("DISK_FULL"), refused("DISK_FULL"));
    await session.flush();
    expect(session.state.save).toMatchObject({ state: "failed", problem: { code: "DISK_FULL" } });
    await vi.advanceTimersByTimeAsync(4_500);
    expect(requests).toHaveLength(2);

    const again = open(notebook("v1", { a: "1" }));
    expect(again.state).toMatchObject({ notice: "restored", save: { state: "unsaved" } });
    expect(again.state.blocks[0]?.text).toBe("precious");
  });

  describe("when a save arrives and its answer does not", () => {
    let session: NotebookSession;
    const made = () => session.state.blocks.find((block) => block.id === null || block.id === "c7");

    beforeEach(async () => {
      session = open(notebook("v1", { a: "1" }));
      const edits = new CellEdits(session);
      session.setText(uidOf(session, "a"), "12");
      session.setText(edits.insert("cell", uidOf(session, "a")), "SELECT 1");
      answers.push(refused("SERVER_UNAVAILABLE"));
      await session.flush();
      expect(session.state.save.state).toBe("failed");
      current = notebook("v2", { a: "12", c7: "SELECT 1" });
    });

    it("finds its own text and its new cell in the file, once", async () => {
      await session.flush();
      expect(session.state.blocks.map((it) => it.text)).toEqual(["12", "SELECT 1"]);
      expect(session.state).toMatchObject({ version: "v2", save: { state: "saved" } });
      expect(session.state.notice).toBeNull();
      expect(requests).toHaveLength(1);
    });

    it("sends what was typed since, and sees no other side", async () => {
      const uid = made()?.uid ?? "";
      session.setText(uidOf(session, "a"), "123");
      session.setText(uid, "SELECT 12");
      answers.push(notebook("v3", { a: "123", c7: "SELECT 12" }));
      await session.flush();
      expect(requests.at(-1)).toEqual({
        version: "v2",
        edits: [
          { op: "replace", key: "a", text: "123" },
          { op: "replace", key: "c7", text: "SELECT 12" },
        ],
      });
      expect(session.state.blocks.map((it) => it.theirs)).toEqual([null, null]);
      expect(made()?.uid).toBe(uid);
    });

    it("hears of it from the connection just as well", async () => {
      session.setText(uidOf(session, "a"), "123");
      await session.changedElsewhere("v2");
      expect(session.state.blocks.map((it) => it.text)).toEqual(["123", "SELECT 1"]);
      expect(session.state.blocks[0]?.theirs).toBeNull();
    });

    it("keeps apart what somebody else wrote", async () => {
      current = notebook("v3", { a: "theirs", c7: "SELECT 1" });
      await session.flush();
      expect(session.state.blocks).toMatchObject([
        { text: "12", theirs: "theirs" },
        { text: "SELECT 1", theirs: null },
      ]);
    });

    it("knows it after the page was loaded again, too", async () => {
      session.setText(made()?.uid ?? "", "SELECT 12");
      session.keepDraft();
      const again = open(current);
      expect(again.state.blocks.map((it) => it.text)).toEqual(["12", "SELECT 12"]);
      expect(again.state.blocks.map((it) => it.theirs)).toEqual([null, null]);
    });

    it("sends again what never arrived", async () => {
      current = notebook("v1", { a: "1" });
      answers.push(notebook("v2", { a: "12", c7: "SELECT 1" }));
      await session.flush();
      expect(requests[1]).toEqual(requests[0]);
      expect(session.state.save.state).toBe("saved");
    });
  });

  it("keeps the editor of a cell that another deletes under the typing", async () => {
    const session = open(notebook("v1", { a: "1", b: "2" }));
    const uid = uidOf(session, "b");
    session.select(uid, true);
    session.type(uid, "2x");
    current = notebook("v2", { a: "1" });
    await session.changedElsewhere("v2");
    expect(session.state).toMatchObject({ selected: uid, isEditing: true });
    session.type(uid, "2xy");
    answers.push(notebook("v3", { a: "1", b: "2xy" }));
    await session.flush();
    expect(session.find(uid)?.text).toBe("2xy");
    expect(requests.at(-1)?.edits).toMatchObject([{ op: "insert", after: "a", text: "2xy" }]);
  });

  it("stays when its file is deleted, and writes it again", async () => {
    const session = open(notebook("v1", { a: "1", b: "2" }));
    session.deletedElsewhere();
    session.setText(uidOf(session, "b"), "2x");
    answers.push(refused("NOTEBOOK_NOT_FOUND"));
    await session.flush();
    expect(session.state).toMatchObject({ isGone: true, save: { state: "failed", isKept: true } });
    answers.push(notebook("v10", { a: "1", b: "2x" }));
    await session.writeAgain();
    expect(requests.at(-1)).toMatchObject({
      version: "v9",
      edits: [
        { op: "insert", after: null, text: "2x", attributes: { id: "b" } },
        { op: "insert", after: null, text: "1", attributes: { id: "a" } },
      ],
    });
    expect(session.state).toMatchObject({ isGone: false, save: { state: "saved" } });
  });

  it("says when the browser has no room for the text either", async () => {
    const session = open(notebook("v1", { a: "1" }));
    drafts.isFull = true;
    session.setText(uidOf(session, "a"), "12");
    answers.push(refused("DISK_FULL"));
    await session.flush();
    expect(session.state.save).toMatchObject({ state: "failed", isKept: false });
    expect(session.keepDraft()).toBe(false);
  });

  it("takes over a change of the file at once", async () => {
    const session = open(notebook("v1", { a: "1" }));
    current = notebook("v2", { a: "1", b: "new" });
    await session.changedElsewhere("v2");
    expect(session.state.blocks.map((it) => it.text)).toEqual(["1", "new"]);
    expect(requests).toEqual([]);
  });

  it("brings a deleted cell back with its id", async () => {
    const session = open(notebook("v1", { a: "1", b: "2" }));
    new CellEdits(session).delete([uidOf(session, "b")]);
    answers.push(notebook("v2", { a: "1" }));
    await session.flush();
    session.undo();
    answers.push(notebook("v3", { a: "1", b: "2" }));
    await session.flush();
    expect(requests.at(-1)?.edits).toEqual([
      {
        op: "insert",
        after: "a",
        kind: "cell",
        language: "sql",
        attributes: { id: "b" },
        text: "2",
      },
    ]);
  });
});
