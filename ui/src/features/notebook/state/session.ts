import { createStore, type StoreApi } from "zustand/vanilla";
import type { Notebook, Problem } from "@/api";
import {
  type Block,
  fromServer,
  insertAfter,
  newProse,
  update,
  withAttribute,
} from "@/core/notebook/document";
import { editsBetween } from "@/core/notebook/edits";
import { isSame, merge, withArrived } from "@/core/notebook/merge";
import { retitled } from "@/core/notebook/title";
import { type Step, travel } from "@/core/notebook/undo";
import type { NotebookState, Selected, SessionDoors } from "./notebook-state";
import { opened } from "./opened";
import { stillThere } from "./selection";

const SAVE_AFTER = 700;
const RETRY_AFTER = 4_000;
const UNDO_STEPS = 50;
/** A file that changes under us at every try is left for the next edit. */
const MERGE_ROUNDS = 10;
/** After these nobody knows whether the edits are in the file. */
const UNANSWERED = ["SERVER_UNAVAILABLE", "INTERNAL"];

/**
 * One open notebook: what it shows, and how that reaches the file. Text is kept in the browser
 * until the server has confirmed it.
 */
export class NotebookSession {
  readonly store: StoreApi<NotebookState>;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private saving: Promise<void> | null = null;
  /** What was typed last and the page has not been told yet. */
  private typed: { uid: string; text: string } | null = null;
  /** What was sent to be saved, as long as no answer tells whether it arrived. */
  private sent: Block[] | null = null;

  constructor(
    notebook: Notebook,
    private readonly doors: SessionDoors,
  ) {
    const { state, sent } = opened(notebook, doors.drafts.load(notebook.path));
    this.store = createStore<NotebookState>(() => state);
    if (sent !== null) {
      this.sent = sent;
      this.schedule(0);
    }
  }

  /** The notebook with everything typed so far. */
  get state(): NotebookState {
    this.takeTyped();
    return this.store.getState();
  }

  find(uid: string): Block | undefined {
    return this.state.blocks.find((block) => block.uid === uid);
  }

  /**
   * The text as its editor has it now. The rest of the page hears of it after the next paint, so
   * that a key never waits for more than its own editor.
   */
  type(uid: string, text: string): void {
    if (this.typed?.uid !== uid) {
      this.takeTyped();
      this.doors.afterPaint(() => this.takeTyped());
    }
    this.typed = { uid, text };
  }

  setText(uid: string, text: string): void {
    this.change(update(this.state.blocks, uid, { text }));
  }

  setAttribute(uid: string, name: string, value: string | null): void {
    const block = this.find(uid);
    if (block !== undefined) {
      const attributes = withAttribute(block.attributes, name, value);
      this.edit(update(this.state.blocks, uid, { attributes }));
    }
  }

  /** Changes cells in a way that can be undone, and selects what is to be selected then. */
  edit(blocks: Block[], select: Partial<Selected & { isEditing: boolean }> = {}): void {
    const { blocks: before, selected, anchor, undo } = this.state;
    const step = { before, after: blocks, selection: { selected, anchor } };
    this.store.setState({ undo: [...undo, step].slice(-UNDO_STEPS), redo: [] });
    this.change(blocks);
    this.store.setState(select);
  }

  /** Takes back one operation, also when others came after it; these stay. */
  takeBack(step: Step): void {
    if (this.state.undo.at(-1) === step) {
      this.undo();
    } else if (this.state.undo.some((it) => it === step)) {
      this.edit(travel(this.state.blocks, step.after, step.before));
    }
  }

  undo(): void {
    const { blocks: now, undo, redo, selected, anchor } = this.state;
    const step = undo.at(-1);
    if (step !== undefined) {
      const blocks = travel(now, step.after, step.before);
      const back = { before: blocks, after: now, selection: { selected, anchor } };
      this.store.setState({ undo: undo.slice(0, -1), redo: [...redo, back] });
      this.travelled(blocks, step.selection);
    }
  }

  redo(): void {
    const { blocks: now, undo, redo, selected, anchor } = this.state;
    const step = redo.at(-1);
    if (step !== undefined) {
      const blocks = travel(now, step.before, step.after);
      const back = { before: now, after: blocks, selection: { selected, anchor } };
      this.store.setState({ undo: [...undo, back], redo: redo.slice(0, -1) });
      this.travelled(blocks, step.selection);
    }
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
    const { selected, anchor, isEditing: was } = this.state;
    if (selected !== uid || was !== isEditing || anchor !== null) {
      this.store.setState({ selected: uid, anchor: null, isEditing });
    }
  }

  /** Selects all cells from the one selected first to this one. */
  extendTo(uid: string): void {
    const { selected, anchor } = this.state;
    const from = anchor ?? selected ?? uid;
    this.store.setState({ selected: uid, anchor: from === uid ? null : from, isEditing: false });
  }

  show(open: NotebookState["open"]): void {
    this.store.setState({ open });
  }

  fold(uids: readonly string[], isFolded: boolean): void {
    const rest = [...this.state.folded].filter((uid) => !uids.includes(uid));
    this.store.setState({ folded: new Set(isFolded ? [...rest, ...uids] : rest) });
  }

  /** The focus went elsewhere by itself; the cell stays selected. */
  leaveEditor(uid: string): void {
    if (this.state.selected === uid && this.state.isEditing) {
      this.store.setState({ isEditing: false });
    }
  }

  selectBy(step: number): void {
    this.select(this.neighbour(step));
  }

  extendBy(step: number): void {
    const next = this.neighbour(step);
    if (next !== null) {
      this.extendTo(next);
    }
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
      this.joinFound(notebook);
      this.schedule();
    }
  }

  /** Takes over what a call made of the file, as the doing of this page. */
  async replace(call: () => Promise<Notebook>): Promise<void> {
    await this.flush();
    // What is heard of the file meanwhile waits, so that it does not look like somebody else's.
    const replacing = call().then((notebook) => this.join(this.state.saved, notebook, false));
    this.saving = replacing
      .catch(() => undefined)
      .finally(() => {
        this.saving = null;
      });
    await replacing;
    await this.saving;
  }

  /** The file goes by another path now; what is not saved yet goes there, too. */
  follow(path: string): void {
    this.doors.drafts.forget(this.state.path);
    this.store.setState({ path });
    this.keepDraft();
  }

  /**
   * Keeps what is not saved yet for the next time the page is opened. Returns whether nothing would
   * be lost with the page.
   */
  keepDraft(): boolean {
    const { path, saved, blocks } = this.state;
    const isSaved = editsBetween(saved, blocks).length === 0;
    return isSaved || this.doors.drafts.keep(path, { saved, blocks, sent: this.sent });
  }

  /** The file was deleted; what the page has of it stays until it is written again. */
  deletedElsewhere(): void {
    this.store.setState({ isGone: true });
  }

  /** Writes what the page has into a new file in the place of the deleted one. */
  async writeAgain(): Promise<void> {
    try {
      const made = await this.doors.create(this.state.path, this.state.title);
      this.sent = null;
      this.store.setState({ version: made.version, saved: fromServer(made.blocks), isGone: false });
    } catch (error) {
      const problem = this.doors.problemOf(error);
      if (problem.code !== "NOTEBOOK_EXISTS") {
        this.failed(problem);
        return;
      }
    }
    await this.flush();
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
      // A retry must not make what was said of the failure come and go.
      if (this.state.save.state !== "failed") {
        this.store.setState({ save: { state: "saving" } });
      }
      try {
        if (this.sent === null) {
          this.sent = blocks;
          this.join(blocks, await this.doors.patch(path, version, edits), false);
          this.sent = null;
        } else {
          this.joinFound(await this.doors.load(path));
        }
      } catch (error) {
        const problem = this.doors.problemOf(error);
        if (problem.code !== "NOTEBOOK_CHANGED") {
          if (!UNANSWERED.includes(problem.code)) {
            this.sent = null;
          }
          this.failed(problem);
          return;
        }
      }
    }
    this.schedule(RETRY_AFTER);
  }

  /** Joins a file that is not the answer to an edit of this page, but may have what it sent. */
  private joinFound(notebook: Notebook): void {
    const { saved } = this.state;
    const base = this.sent === null ? saved : withArrived(saved, this.sent, notebook.blocks);
    this.sent = null;
    this.join(base, notebook, notebook.version !== this.state.version);
  }

  private join(base: Block[], notebook: Notebook, isForeign: boolean): void {
    const { saved, blocks } = merge(base, this.state.blocks, notebook.blocks);
    const isNews = isForeign && !isSame(base, saved);
    this.store.setState((state) => ({
      isGone: false,
      version: notebook.version,
      title: notebook.title,
      warnings: notebook.warnings,
      saved,
      blocks,
      notice: isNews ? "merged" : state.notice,
      ...stillThere(blocks, state),
    }));
  }

  private takeTyped(): void {
    const { typed } = this;
    if (typed !== null) {
      this.typed = null;
      this.change(update(this.store.getState().blocks, typed.uid, { text: typed.text }));
    }
  }

  private travelled(blocks: Block[], selection: Selected): void {
    this.change(blocks);
    this.store.setState({ ...stillThere(blocks, selection), isEditing: false });
  }

  private neighbour(step: number): string | null {
    const { blocks, selected } = this.state;
    const shown = blocks.filter((block) => block.kind !== "front-matter");
    const at = shown.findIndex((block) => block.uid === selected);
    return shown[Math.min(Math.max(at + step, 0), shown.length - 1)]?.uid ?? null;
  }

  private change(blocks: Block[]): void {
    const { save } = this.store.getState();
    this.store.setState({ blocks, save: save.state === "failed" ? save : { state: "unsaved" } });
    this.schedule();
  }

  private settled(): void {
    this.doors.drafts.forget(this.state.path);
    this.store.setState({ save: { state: "saved" } });
  }

  private failed(problem: Problem): void {
    const { movedTo } = problem.details;
    if (problem.code === "NOTEBOOK_NOT_FOUND" && typeof movedTo === "string") {
      this.follow(movedTo);
      this.schedule(0);
      return;
    }
    const isGone = this.state.isGone || problem.code === "NOTEBOOK_NOT_FOUND";
    this.store.setState({ save: { state: "failed", problem, isKept: this.keepDraft() }, isGone });
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
}
