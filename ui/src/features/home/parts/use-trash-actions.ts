import { useState } from "react";
import { isProblem, problemOf, type TrashedNotebook, useNotebookChanges } from "@/api";
import { useConfirm } from "@/components/ui/confirm";
import { notifyDone, notifyProblem } from "@/components/ui/notify";
import { problemText } from "@/core/format/problems";
import { t } from "@/messages";

/** What is done with deleted notebooks, and how it tells what came of it. */
export function useTrashActions() {
  const changes = useNotebookChanges();
  const ask = useConfirm();
  const [taken, setTaken] = useState<TrashedNotebook | null>(null);

  const removeAll = async (notebooks: readonly TrashedNotebook[]) => {
    try {
      for (const { id } of notebooks) {
        await changes.removeForGood(id);
      }
    } catch (error) {
      notifyProblem(t("notebook.remove.failed"), problemOf(error).detail ?? "");
    }
  };
  return {
    /** The notebook whose name another has by now; it waits for a new one. */
    taken,
    dismiss: () => setTaken(null),
    async restore(notebook: TrashedNotebook): Promise<void> {
      try {
        const { path } = await changes.restore(notebook.id, notebook.path);
        notifyDone(t("home.trash.restored", { path }));
      } catch (error) {
        if (isProblem(error, "NOTEBOOK_EXISTS")) {
          setTaken(notebook);
        } else {
          notifyProblem(t("notebook.restore.failed"), problemOf(error).detail ?? "");
        }
      }
    },
    async restoreAs({ id }: TrashedNotebook, to: string): Promise<string | null> {
      try {
        const { path } = await changes.restore(id, to);
        notifyDone(t("home.trash.restored", { path }));
        return null;
      } catch (error) {
        const problem = problemOf(error);
        return problemText(problem);
      }
    },
    async remove(notebook: TrashedNotebook): Promise<void> {
      const isSure = await ask({
        title: t("home.trash.remove.title", { title: notebook.title }),
        text: t("home.trash.remove.text"),
        confirm: t("home.trash.remove.action"),
        isDangerous: true,
      });
      if (isSure) {
        await removeAll([notebook]);
      }
    },
    async empty(notebooks: readonly TrashedNotebook[]): Promise<void> {
      const isSure = await ask({
        title: t("home.trash.empty.title", { n: notebooks.length }),
        text: t("home.trash.remove.text"),
        confirm: t("home.trash.remove.action"),
        isDangerous: true,
      });
      if (isSure) {
        // Those that were shown: what is deleted meanwhile was not asked about.
        await removeAll(notebooks);
      }
    },
  };
}
