import type { Notebook } from "@/api";
import { type Block, fromServer } from "@/core/notebook/document";
import { editsBetween } from "@/core/notebook/edits";
import { merge, withArrived } from "@/core/notebook/merge";
import type { Draft } from "./drafts";
import type { NotebookState } from "./notebook-state";

/**
 * How a notebook is shown at first: as its file has it, with what the browser kept of an earlier
 * page. `sent` is what may be on its way to the file; null where nothing was kept.
 */
export function opened(
  notebook: Notebook,
  draft: Draft | null,
): { state: NotebookState; sent: Block[] | null } {
  const kept = draft === null ? null : restored(notebook, draft);
  const saved = kept?.saved ?? fromServer(notebook.blocks);
  const blocks = kept?.blocks ?? saved;
  const { path, version, title, warnings } = notebook;
  const state: NotebookState = {
    path,
    version,
    title,
    warnings,
    saved,
    blocks,
    save: { state: kept === null ? "saved" : "unsaved" },
    isGone: false,
    selected: blocks.find((block) => block.kind === "cell")?.uid ?? blocks[0]?.uid ?? null,
    anchor: null,
    isEditing: false,
    folded: new Set<string>(),
    open: null,
    asked: new Set<string>(),
    undo: [],
    redo: [],
    notice: kept === null ? null : "restored",
  };
  return { state, sent: kept?.sent ?? null };
}

function restored(
  { blocks: server }: Notebook,
  { saved: before, blocks: mine, sent: known }: Draft,
): { saved: Block[]; blocks: Block[]; sent: Block[] } | null {
  const sent = known ?? mine;
  const { saved, blocks } = merge(withArrived(before, sent, server), mine, server);
  return editsBetween(saved, blocks).length > 0 ? { saved, blocks, sent } : null;
}
