import { isProblem, type NotebookSummary, problemOf, useNotebookChanges } from "@/api";
import type { Names } from "@/components/notebook/rename-dialog";
import { useConfirm } from "@/components/ui/confirm";
import { notifyDone, notifyProblem } from "@/components/ui/notify";
import { notifyWithUndo } from "@/components/ui/undo-toast";
import { problemText } from "@/core/format/problems";
import { shortPath } from "@/core/notebook/folders";
import { t } from "@/messages";

/** Somebody may have been faster, which is no error. */
function notifyNotRestored(error: unknown): void {
  if (isProblem(error, "NOTEBOOK_NOT_FOUND")) {
    notifyDone(t("notebook.restore.gone"));
  } else {
    notifyProblem(t("notebook.restore.failed"), problemOf(error).detail ?? "");
  }
}

/** What a list of notebooks does with one of them, and how it tells what came of it. */
export function useNotebookActions() {
  const changes = useNotebookChanges();
  const ask = useConfirm();

  const restore = (id: string) => {
    changes.restore(id).catch(notifyNotRestored);
  };
  return {
    async rename(notebook: NotebookSummary, names: Names): Promise<string | null> {
      try {
        if (names.title !== notebook.title) {
          await changes.retitle(notebook.path, names.title);
        }
        if (names.path !== shortPath(notebook.path)) {
          await changes.move(notebook.path, names.path);
        }
        return null;
      } catch (error) {
        const problem = problemOf(error);
        return problemText(problem);
      }
    },
    async copy({ path }: NotebookSummary): Promise<void> {
      try {
        notifyDone(t("notebook.copy.done", { path: (await changes.copy(path)).path }));
      } catch (error) {
        notifyProblem(t("notebook.copy.failed"), problemOf(error).detail ?? "");
      }
    },
    async remove({ path, title, runningCells }: NotebookSummary): Promise<void> {
      const isSure =
        runningCells === 0 ||
        (await ask({
          title: t("notebook.remove.running.title", { title }),
          text: t("notebook.remove.running.text"),
          confirm: t("notebook.remove.action"),
          isDangerous: true,
        }));
      if (!isSure) {
        return;
      }
      try {
        const { id } = await changes.remove(path);
        notifyWithUndo(t("notebook.remove.done", { title }), () => restore(id));
      } catch (error) {
        notifyProblem(t("notebook.remove.failed"), problemOf(error).detail ?? "");
      }
    },
  };
}
