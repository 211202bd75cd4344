import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Notebook, NotebookEdit, Problem } from "@/api";
import { CellEdits } from "./cell-edits";
import type { Draft, DraftStore } from "./drafts";
import { NotebookSession } from "./session";

const PATH = "n.drey.md";

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
  keep = (_path: string, draft: Draft) => {
    this.draft = draft;
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
      problemOf: (error) =>
        error instanceof Object && "code" in error ? (error as Problem) : refused("X"),
      drafts,
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
