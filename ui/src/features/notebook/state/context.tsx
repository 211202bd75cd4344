import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { CellRunner } from "./runner";
import type { NotebookSession, NotebookState } from "./session";

export interface Desk {
  session: NotebookSession;
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

export function useNotebook<T>(select: (state: NotebookState) => T): T {
  return useStore(useDesk().session.store, select);
}
