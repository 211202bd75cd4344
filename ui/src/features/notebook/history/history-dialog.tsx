import { Button, Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, type NotebookVersion, problemOf } from "@/api";
import { Choice } from "@/components/ui/choice";
import { Dialog } from "@/components/ui/dialog";
import { notifyProblem } from "@/components/ui/notify";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { notifyWithUndo } from "@/components/ui/undo-toast";
import { t } from "@/messages";
import { useDesk, useNotebook } from "../state/context";
import { DiffView } from "./diff-view";
import css from "./history.module.css";
import { VersionList } from "./version-list";

/** Older versions of the open notebook, what differs, and the way back. */
export default function HistoryDialog({ onClose }: { onClose: () => void }) {
  const { session } = useDesk();
  const path = useNotebook((state) => state.path);
  const title = useNotebook((state) => state.title);
  const client = useQueryClient();
  const [chosen, setChosen] = useState<number | null>(null);
  const [other, setOther] = useState<"before" | "now">("before");
  const { data, error, refetch } = useQuery({
    queryKey: ["history", path],
    queryFn: async ({ signal }) => {
      // The newest version is to be what the page shows.
      await session.flush();
      return api.history(path, signal);
    },
    gcTime: 0,
  });
  const versions = data?.versions ?? [];
  const newest = versions[0];
  const version = versions.find((it) => it.number === chosen) ?? newest;
  useEffect(() => {
    if (version !== undefined && version.number === newest?.number) {
      setOther("before");
    }
  }, [version, newest]);

  const bringBack = async (number: number, block: string | null, done: string) => {
    try {
      let replaced = 0;
      await session.replace(async () => {
        const restored = await api.restoreVersion(path, number, block);
        replaced = restored.replaced;
        return restored.notebook;
      });
      setChosen(null);
      await client.invalidateQueries({ queryKey: ["history", path] });
      notifyWithUndo(done, () => {
        session
          .replace(async () => (await api.restoreVersion(path, replaced, null)).notebook)
          .then(() => client.invalidateQueries({ queryKey: ["history", path] }))
          .catch((problem) =>
            notifyProblem(t("history.restore.failed"), problemOf(problem).detail ?? ""),
          );
      });
    } catch (problem) {
      notifyProblem(t("history.restore.failed"), problemOf(problem).detail ?? "");
    }
  };
  return (
    <Dialog title={t("history.title", { title })} size="min(1120px, 94vw)" onClose={onClose}>
      {error !== null && (
        <ProblemPanel
          title={problemOf(error).title}
          text={problemOf(error).detail}
          help={problemOf(error).help}
          onRetry={() => void refetch()}
        />
      )}
      {error === null && version === undefined && <Skeleton height={360} />}
      {version !== undefined && newest !== undefined && (
        <div className={css.history}>
          <VersionList versions={versions} chosen={version.number} onChoose={setChosen} />
          <div className={css.detail}>
            <div className={css.head}>
              <span className={css.dim}>{t("history.compare")}</span>
              <Choice
                label={t("history.compare")}
                value={other}
                options={[
                  { value: "before", label: t("history.compare.before") },
                  { value: "now", label: t("history.compare.now") },
                ]}
                onChange={setOther}
              />
              {version.number !== newest.number && (
                <Button
                  onClick={() =>
                    void bringBack(
                      version.number,
                      null,
                      t("history.restore.done", { n: version.number }),
                    )
                  }
                >
                  {t("history.restore")}
                </Button>
              )}
            </div>
            <Differences
              path={path}
              version={version}
              newest={newest}
              isAgainstNow={other === "now"}
              onRestore={(block) =>
                void bringBack(
                  version.number,
                  block,
                  t("history.restore.block.done", { n: version.number }),
                )
              }
            />
          </div>
        </div>
      )}
    </Dialog>
  );
}

interface DifferencesProps {
  path: string;
  version: NotebookVersion;
  newest: NotebookVersion;
  isAgainstNow: boolean;
  onRestore: (block: string) => void;
}

function Differences({ path, version, newest, isAgainstNow, onRestore }: DifferencesProps) {
  const later = isAgainstNow ? newest.number : version.number;
  const from = isAgainstNow ? version.number : null;
  const { data, error } = useQuery({
    queryKey: ["history", path, "diff", later, from, newest.content],
    queryFn: ({ signal }) => api.versionDiff(path, later, from, signal),
    gcTime: 0,
  });
  if (error !== null) {
    const problem = problemOf(error);
    return <ProblemPanel title={problem.title} text={problem.detail} help={problem.help} />;
  }
  if (data === undefined) {
    return <Skeleton height={240} />;
  }
  const isNewest = version.number === newest.number;
  return (
    <DiffView
      diff={data}
      label={t(isAgainstNow ? "history.diff.now" : "history.diff.before", { n: version.number })}
      blockToRestore={
        isNewest ? () => null : (block) => (isAgainstNow ? block.before : block.after)
      }
      onRestore={onRestore}
    />
  );
}
