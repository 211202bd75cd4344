import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { fromServer, insertAfter, newProse } from "@/core/notebook/document";
import { editsBetween } from "@/core/notebook/edits";
import { retitled } from "@/core/notebook/title";
import { api } from "./calls";
import type { Notebook, TrashedNotebook } from "./generated/schemas";

/** What is done with a notebook as a whole; lists of notebooks follow. */
export interface NotebookChanges {
  create(title: string, path?: string): Promise<Notebook>;
  retitle(path: string, title: string): Promise<void>;
  move(path: string, to: string): Promise<Notebook>;
  copy(path: string): Promise<Notebook>;
  remove(path: string): Promise<TrashedNotebook>;
  /** Brings a deleted notebook back; to its old path, with a number where that is taken. */
  restore(id: string, to?: string): Promise<Notebook>;
  removeForGood(id: string): Promise<void>;
}

export function useNotebookChanges(): NotebookChanges {
  const client = useQueryClient();
  return useMemo(() => changesOf(client), [client]);
}

function changesOf(client: QueryClient): NotebookChanges {
  const andRefresh = async <T>(call: Promise<T>): Promise<T> => {
    const answer = await call;
    void client.invalidateQueries({ queryKey: ["notebooks"] });
    void client.invalidateQueries({ queryKey: ["trash"] });
    void client.invalidateQueries({ queryKey: ["kernels"] });
    return answer;
  };
  return {
    create: (title, path) => andRefresh(api.createNotebook(title, path)),
    retitle: (path, title) => andRefresh(retitle(path, title)),
    move: (path, to) => andRefresh(api.moveNotebook(path, to)),
    copy: (path) => andRefresh(api.copyNotebook(path)),
    remove: (path) => andRefresh(api.deleteNotebook(path)),
    restore: (id, to) => andRefresh(api.restoreNotebook(id, to)),
    removeForGood: (id) => andRefresh(api.removeFromTrash(id)),
  };
}

/** Writes another title into a notebook that is not open. */
async function retitle(path: string, title: string): Promise<void> {
  const notebook = await api.notebook(path);
  const saved = fromServer(notebook.blocks);
  const front = saved[0]?.kind === "front-matter" ? saved[0].uid : null;
  const wanted = retitled(saved, title) ?? insertAfter(saved, front, newProse(`# ${title}\n`));
  await api.editNotebook(path, notebook.version, editsBetween(saved, wanted));
}
