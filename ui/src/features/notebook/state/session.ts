import { createStore, type StoreApi } from "zustand/vanilla";
import type { Notebook, NotebookEdit, Problem } from "@/api";
import {
  type Block,
  fromServer,
  insertAfter,
  moveTo,
  newCell,
  newProse,
  remove,
  update,
  withAttribute,
} from "@/core/notebook/document";
import { editsBetween } from "@/core/notebook/edits";
import { merge } from "@/core/notebook/merge";
import { retitled } from "@/core/notebook/title";
import type { DraftStore } from "./drafts";

export type SaveState =
  | { state: "saved" }
  | { state: "unsaved" }
  | { state: "saving" }
  | { state: "failed"; problem: Problem };

export interface NotebookState {
  path: string;
  version: string;
  title: string;
  warnings: string[];
  /** What the server has, as far as it answered. */
  saved: Block[];
  /** What the page shows. */
  blocks: Block[];
  save: SaveState;
  selected: string | null;
  isEditing: boolean;
  /** Cells that were asked to run and have no run yet. */
  asked: ReadonlySet<string>;
  undo: { blocks: Block[]; selected: string | null }[];
  notice: "restored" | "merged" | null;
}

export interface SessionDoors {
  load: (path: string) => Promise<Notebook>;
  patch: (path: string, baseVersion: string, edits: NotebookEdit[]) => Promise<Notebook>;
  problemOf: (error: unknown) => Problem;
  drafts: DraftStore;
}

const SAVE_AFTER = 700;
const RETRY_AFTER = 4_000;
const UNDO_STEPS = 50;
/** A file that changes under us at every try is left for the next edit. */
const MERGE_ROUNDS = 5;

/**
 * One open notebook: what it shows, and how that reaches the file. Text is kept in the browser
 * until the server has confirmed it.
 */
export class NotebookSession {
  readonly store: StoreApi<NotebookState>;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private saving: Promise<void> | null = null;

  constructor(
    notebook: Notebook,
    private readonly doors: SessionDoors,
  ) {
    const saved = fromServer(notebook.blocks);
    const draft = doors.drafts.load(notebook.path);
    const merged = draft === null ? null : merge(draft.saved, draft.blocks, notebook.blocks);
    const isRestored = merged !== null && editsBetween(merged.saved, merged.blocks).length > 0;
    const blocks = isRestored ? merged.blocks : saved;
    this.store = createStore<NotebookState>(() => ({
      path: notebook.path,
      version: notebook.version,
      title: notebook.title,
      warnings: notebook.warnings,
      saved: isRestored ? merged.saved : saved,
      blocks,
      save: { state: isRestored ? "unsaved" : "saved" },
      selected: blocks.find((block) => block.kind === "cell")?.uid ?? blocks[0]?.uid ?? null,
      isEditing: false,
      asked: new Set<string>(),
      undo: [],
      notice: isRestored ? "restored" : null,
    }));
    if (isRestored) {
      this.schedule(0);
    }
  }

  get state(): NotebookState {
    return this.store.getState();
  }

  find(uid: string): Block | undefined {
    return this.state.blocks.find((block) => block.uid === uid);
  }

  setText(uid: string, text: string): void {
    this.change(update(this.state.blocks, uid, { text }));
  }

  setAttribute(uid: string, name: string, value: string | null): void {
    const block = this.find(uid);
    if (block !== undefined) {
      const attributes = withAttribute(block.attributes, name, value);
      this.change(update(this.state.blocks, uid, { attributes }));
    }
  }

  /** Inserts a cell or text behind a block, selects it and opens it for typing. */
  insert(kind: "cell" | "prose", after: string | null): string {
    const block = kind === "prose" ? newProse() : newCell("sql", this.modeNear(after));
    this.remember();
    this.change(insertAfter(this.state.blocks, after, block));
    this.store.setState({ selected: block.uid, isEditing: true });
    return block.uid;
  }

  insertBefore(kind: "cell" | "prose", before: string | null): string {
    const { blocks } = this.state;
    const at = blocks.findIndex((block) => block.uid === before);
    const previous = blocks[at - 1];
    const first = blocks[0];
    const after = previous?.uid ?? (first?.kind === "front-matter" ? first.uid : null);
    return this.insert(kind, after);
  }

  delete(uid: string): void {
    const { blocks } = this.state;
    const at = blocks.findIndex((block) => block.uid === uid);
    if (at < 0 || blocks[at]?.kind === "front-matter") {
      return;
    }
    this.remember();
    const next = blocks[at + 1] ?? blocks[at - 1];
    this.change(remove(blocks, uid));
    this.store.setState({ selected: next?.uid ?? null, isEditing: false });
  }

  move(uid: string, by: number): void {
    this.moveTo(uid, this.state.blocks.findIndex((block) => block.uid === uid) + by);
  }

  moveTo(uid: string, index: number): void {
    this.remember();
    this.change(moveTo(this.state.blocks, uid, index));
  }

  /** Turns a cell into text or text into a cell; the words stay. */
  convert(uid: string, kind: "cell" | "prose"): void {
    const block = this.find(uid);
    if (block === undefined || block.kind === kind) {
      return;
    }
    this.remember();
    const made = kind === "prose" ? newProse(block.text) : newCell("sql", {}, block.text);
    const blocks = insertAfter(this.state.blocks, uid, made);
    this.change(remove(blocks, uid));
    this.store.setState({ selected: made.uid });
  }

  undo(): void {
    const steps = this.state.undo;
    const last = steps[steps.length - 1];
    if (last === undefined) {
      return;
    }
    const now = new Map(this.state.blocks.map((block) => [block.uid, block]));
    const saved = new Set(this.state.saved.map((block) => block.uid));
    // Structure comes back; text typed since then stays. What the file no longer has is new there.
    const blocks = last.blocks.map(
      (block) => now.get(block.uid) ?? (saved.has(block.uid) ? block : { ...block, key: null }),
    );
    this.store.setState({ undo: steps.slice(0, -1), selected: last.selected });
    this.change(blocks);
  }

  rename(title: string): void {
    const { blocks } = this.state;
    const front = blocks[0]?.kind === "front-matter" ? blocks[0].uid : null;
    const next = retitled(blocks, title) ?? insertAfter(blocks, front, newProse(`# ${title}\n`));
    this.store.setState({ title });
    this.change(next);
  }

  resolve(uid: string, side: "mine" | "theirs"): void {
    const block = this.find(uid);
    if (block !== undefined && block.theirs !== null) {
      const text = side === "mine" ? block.text : block.theirs;
      this.change(update(this.state.blocks, uid, { text, theirs: null }));
    }
  }

  select(uid: string | null, isEditing = false): void {
    const { selected, isEditing: was } = this.state;
    if (selected !== uid || was !== isEditing) {
      this.store.setState({ selected: uid, isEditing });
    }
  }

  /** The focus went elsewhere by itself; the cell stays selected. */
  leaveEditor(uid: string): void {
    if (this.state.selected === uid && this.state.isEditing) {
      this.store.setState({ isEditing: false });
    }
  }

  selectBy(step: number): void {
    const { blocks, selected } = this.state;
    const shown = blocks.filter((block) => block.kind !== "front-matter");
    const at = shown.findIndex((block) => block.uid === selected);
    const next = shown[Math.min(Math.max(at + step, 0), shown.length - 1)];
    this.select(next?.uid ?? null);
  }

  setAsked(uid: string, isAsked: boolean): void {
    const asked = new Set(this.state.asked);
    if (isAsked) {
      asked.add(uid);
    } else {
      asked.delete(uid);
    }
    this.store.setState({ asked });
  }

  dismissNotice(): void {
    this.store.setState({ notice: null });
  }

  /** Saves now. Afterwards everything written before the call is in the file, or it has failed. */
  async flush(): Promise<void> {
    this.clearTimer();
    while (this.saving !== null) {
      await this.saving;
    }
    if (editsBetween(this.state.saved, this.state.blocks).length === 0) {
      this.settled();
      return;
    }
    this.saving = this.saveRounds().finally(() => {
      this.saving = null;
    });
    await this.saving;
  }

  /** The file has a version that we do not know: somebody else changed it. */
  async changedElsewhere(version: string): Promise<void> {
    while (this.saving !== null) {
      await this.saving;
    }
    if (version === this.state.version) {
      return;
    }
    const notebook = await this.doors.load(this.state.path);
    if (notebook.version !== this.state.version && this.saving === null) {
      this.join(this.state.saved, notebook, true);
      this.schedule();
    }
  }

  /** Keeps what is not saved yet for the next time the page is opened. */
  keepDraft(): void {
    const { path, saved, blocks } = this.state;
    if (editsBetween(saved, blocks).length > 0) {
      this.doors.drafts.keep(path, { saved, blocks });
    }
  }

  close(): void {
    this.keepDraft();
    void this.flush();
  }

  private async saveRounds(): Promise<void> {
    for (let round = 0; round < MERGE_ROUNDS; round++) {
      const { path, version, saved, blocks } = this.state;
      const edits = editsBetween(saved, blocks);
      if (edits.length === 0) {
        this.settled();
        return;
      }
      this.store.setState({ save: { state: "saving" } });
      try {
        this.join(blocks, await this.doors.patch(path, version, edits), false);
      } catch (error) {
        const problem = this.doors.problemOf(error);
        if (problem.code !== "NOTEBOOK_CHANGED") {
          this.failed(problem);
          return;
        }
        try {
          this.join(this.state.saved, await this.doors.load(path), true);
        } catch (loadError) {
          this.failed(this.doors.problemOf(loadError));
          return;
        }
      }
    }
    this.schedule(RETRY_AFTER);
  }

  private join(base: Block[], notebook: Notebook, isForeign: boolean): void {
    const { saved, blocks } = merge(base, this.state.blocks, notebook.blocks);
    this.store.setState((state) => ({
      version: notebook.version,
      title: notebook.title,
      warnings: notebook.warnings,
      saved,
      blocks,
      notice: isForeign ? "merged" : state.notice,
      selected: blocks.some((block) => block.uid === state.selected)
        ? state.selected
        : (blocks[0]?.uid ?? null),
    }));
  }

  private change(blocks: Block[]): void {
    this.store.setState({ blocks, save: { state: "unsaved" } });
    this.schedule();
  }

  private settled(): void {
    this.doors.drafts.forget(this.state.path);
    this.store.setState({ save: { state: "saved" } });
  }

  private failed(problem: Problem): void {
    this.store.setState({ save: { state: "failed", problem } });
    this.keepDraft();
    this.schedule(RETRY_AFTER);
  }

  private schedule(after = SAVE_AFTER): void {
    this.clearTimer();
    this.timer = setTimeout(() => {
      this.keepDraft();
      void this.flush();
    }, after);
  }

  private clearTimer(): void {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
  }

  private remember(): void {
    const { undo, blocks, selected } = this.state;
    this.store.setState({ undo: [...undo, { blocks, selected }].slice(-UNDO_STEPS) });
  }

  /** A new cell runs as the one above it does. */
  private modeNear(after: string | null): Record<string, string> {
    const { blocks } = this.state;
    const at = blocks.findIndex((block) => block.uid === after);
    for (let i = at; i >= 0; i--) {
      const block = blocks[i];
      if (block?.kind === "cell") {
        const { mode } = block.attributes;
        return mode === undefined ? {} : { mode };
      }
    }
    return { mode: "batch" };
  }
}
