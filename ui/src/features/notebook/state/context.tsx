import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { EditorHandle } from "@/components/editor/editor";
import type { CellEdits } from "./cell-edits";
import type { Finder } from "./finder";
import type { NotebookState } from "./notebook-state";
import type { CellRunner } from "./runner";
import type { NotebookSession } from "./session";

export interface Desk {
  session: NotebookSession;
  cells: CellEdits;
  finder: Finder;
  /** The editors that are mounted, by the uid of their cell. */
  editors: Map<string, EditorHandle>;
  runner: CellRunner;
}

const DeskContext = createContext<Desk | null>(null);

export const DeskProvider = DeskContext.Provider;

/** The open notebook and the one who runs its cells. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) {
    throw new Error("no open notebook in this part of the page");
  }
  return desk;
}

export function keepEditor(
  editors: Desk["editors"],
  uid: string,
  editor: EditorHandle | null,
): void {
  if (editor === null) {
    editors.delete(uid);
  } else {
    editors.set(uid, editor);
  }
}

export function useNotebook<T>(select: (state: NotebookState) => T): T {
  return useStore(useDesk().session.store, select);
}
