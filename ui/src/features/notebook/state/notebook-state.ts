import type { Notebook, NotebookEdit, Problem } from "@/api";
import type { Block } from "@/core/notebook/document";
import type { Step } from "@/core/notebook/undo";
import type { DraftStore } from "./drafts";

export type SaveState =
  | { state: "saved" }
  | { state: "unsaved" }
  | { state: "saving" }
  | {
      state: "failed";
      problem: Problem;
      /** Whether the text is in the browser, too, and so outlives the page. */
      isKept: boolean;
    };

export type Selected = Pick<NotebookState, "selected" | "anchor">;
type UndoStep = Step & { selection: Selected };

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
  /** Whether the file is no longer there. */
  isGone: boolean;
  selected: string | null;
  /** The other end of several selected cells; null while one cell is selected. */
  anchor: string | null;
  isEditing: boolean;
  /** Cells whose output is folded away. */
  folded: ReadonlySet<string>;
  /** What is open above the cells: the plan of one, or the session. */
  open: { plan: string } | "session" | null;
  /** Cells that were asked to run and have no run yet. */
  asked: ReadonlySet<string>;
  undo: readonly UndoStep[];
  redo: readonly UndoStep[];
  notice: "restored" | "merged" | null;
}

export interface SessionDoors {
  load: (path: string) => Promise<Notebook>;
  patch: (path: string, baseVersion: string, edits: NotebookEdit[]) => Promise<Notebook>;
  /** Makes an empty notebook. */
  create: (path: string, title: string) => Promise<Notebook>;
  problemOf: (error: unknown) => Problem;
  drafts: DraftStore;
  /** Calls back when the browser has painted what it shows now. */
  afterPaint: (then: () => void) => void;
}
