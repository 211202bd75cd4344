import { Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Copy, EllipsisVertical, History, PencilLine, Trash2 } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { isProblem, problemOf, queries, useNotebookChanges } from "@/api";
import { bind } from "@/commands";
import { MenuButton } from "@/components/ui/menu-button";
import { notifyDone, notifyProblem } from "@/components/ui/notify";
import { notifyWithUndo } from "@/components/ui/undo-toast";
import { useActions } from "@/components/ui/use-actions";
import { problemText } from "@/core/format/problems";
import { foldersOf, shortPath } from "@/core/notebook/folders";
import { t } from "@/messages";
import { useDesk, useNotebook } from "../state/context";

// Loaded when first opened.
const RenameDialog = lazy(() => import("@/components/notebook/rename-dialog"));
const HistoryDialog = lazy(() => import("../history/history-dialog"));

/** What is done with the open notebook as a whole. */
export function NotebookMenu() {
  const { session } = useDesk();
  const { data: notebooks } = useQuery(queries.notebooks());
  const title = useNotebook((state) => state.title);
  const path = useNotebook((state) => state.path);
  const changes = useNotebookChanges();
  const navigate = useNavigate();
  const [isRenaming, setRenaming] = useState(false);
  const [isHistory, setHistory] = useState(false);
  useActions(useMemo(() => [bind("notebook.history", () => setHistory(true))], []));

  const goTo = (to: string) => navigate({ to: "/notebooks/$", params: { _splat: to } });
  const copy = async () => {
    try {
      await session.flush();
      await goTo((await changes.copy(path)).path);
    } catch (error) {
      notifyProblem(t("notebook.copy.failed"), problemOf(error).detail ?? "");
    }
  };
  const remove = async () => {
    try {
      await session.flush();
      const { id } = await changes.remove(path);
      await navigate({ to: "/notebooks" });
      notifyWithUndo(t("notebook.remove.done", { title }), () => {
        changes
          .restore(id)
          .then((it) => goTo(it.path))
          .catch((error) =>
            isProblem(error, "NOTEBOOK_NOT_FOUND")
              ? notifyDone(t("notebook.restore.gone"))
              : notifyProblem(t("notebook.restore.failed"), problemOf(error).detail ?? ""),
          );
      });
    } catch (error) {
      notifyProblem(t("notebook.remove.failed"), problemOf(error).detail ?? "");
    }
  };
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <MenuButton icon={EllipsisVertical} label={t("notebook.whole.menu")} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<History size={14} aria-hidden />}
            onClick={() => setHistory(true)}
          >
            {t("history.open")}
          </Menu.Item>
          <Menu.Item
            leftSection={<PencilLine size={14} aria-hidden />}
            onClick={() => setRenaming(true)}
          >
            {t("notebook.rename.action")}
          </Menu.Item>
          <Menu.Item leftSection={<Copy size={14} aria-hidden />} onClick={() => void copy()}>
            {t("notebook.copy.action")}
          </Menu.Item>
          <Menu.Item leftSection={<Trash2 size={14} aria-hidden />} onClick={() => void remove()}>
            {t("notebook.remove.action")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isHistory && (
        <Suspense>
          <HistoryDialog onClose={() => setHistory(false)} />
        </Suspense>
      )}
      {isRenaming && (
        <Suspense>
          <RenameDialog
            names={{ title, path }}
            folders={foldersOf((notebooks ?? []).map((it) => it.path))}
            save={async (names) => {
              try {
                if (names.title !== title) {
                  session.rename(names.title);
                }
                await session.flush();
                if (names.path !== shortPath(path)) {
                  session.follow((await changes.move(path, names.path)).path);
                }
                return null;
              } catch (error) {
                const problem = problemOf(error);
                return problemText(problem);
              }
            }}
            onClose={() => setRenaming(false)}
          />
        </Suspense>
      )}
    </>
  );
}
