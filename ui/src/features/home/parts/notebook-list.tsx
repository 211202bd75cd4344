import { Button, Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { NotebookPen, Trash2 } from "lucide-react";
import { api, type NotebookSummary, problemOf, queries } from "@/api";
import { useConfirm } from "@/components/ui/confirm";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { notifyProblem } from "@/components/ui/notify";
import { Panel } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { StatusChip } from "@/components/ui/status-chip";
import tables from "@/components/ui/table.module.css";
import { Ago } from "@/components/ui/time";
import { formatBytes } from "@/core/format/numbers";
import { t } from "@/messages";

interface Props {
  limit?: number;
  filter?: string;
  canDelete?: boolean;
  onNew: () => void;
}

export function NotebookList({ limit, filter = "", canDelete = false, onNew }: Props) {
  const { data, error, refetch } = useQuery(queries.notebooks());
  const remove = useDeleteNotebook();
  if (error !== null && data === undefined) {
    const problem = problemOf(error);
    return (
      <ProblemPanel
        title={problem.title}
        text={problem.detail}
        help={problem.help}
        onRetry={() => void refetch()}
      />
    );
  }
  if (data === undefined) {
    return <Skeleton height={160} />;
  }
  const shown = [...data]
    .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
    .filter((it) => `${it.title} ${it.path}`.toLowerCase().includes(filter.toLowerCase()))
    .slice(0, limit);
  return (
    <Panel>
      {shown.length === 0 ? (
        <Nothing filter={filter} onNew={onNew} />
      ) : (
        <table className={tables.table}>
          <thead>
            <tr>
              <th>{t("home.table.title")}</th>
              <th className={tables.optional}>{t("home.table.path")}</th>
              <th className={tables.number}>{t("home.table.changed")}</th>
              {canDelete && <th className={tables.number}>{t("home.table.size")}</th>}
              {canDelete && (
                <th>
                  <span className="visually-hidden">{t("home.delete.action")}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map((it) => (
              <tr key={it.path}>
                <td className={tables.wide}>
                  <Link to="/notebooks/$" params={{ _splat: it.path }}>
                    {it.title}
                  </Link>{" "}
                  {it.runningCells > 0 && (
                    <StatusChip
                      state="running"
                      label={t("home.notebook.running", { n: it.runningCells })}
                    />
                  )}
                  {it.damaged && <StatusChip state="stale" label={t("home.notebook.damaged")} />}
                </td>
                <td className={`${tables.mono} ${tables.dim} ${tables.optional}`}>{it.path}</td>
                <td className={`${tables.number} ${tables.dim}`}>
                  <Ago at={it.updatedAt} />
                </td>
                {canDelete && (
                  <td className={`${tables.number} ${tables.dim}`}>{formatBytes(it.sizeBytes)}</td>
                )}
                {canDelete && (
                  <td className={tables.tight}>
                    <IconButton
                      size="sm"
                      icon={Trash2}
                      label={`${t("home.delete.action")} ${it.title}`}
                      onClick={() => void remove(it)}
                    />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function Nothing({ filter, onNew }: { filter: string; onNew: () => void }) {
  return filter === "" ? (
    <EmptyState
      icon={NotebookPen}
      title={t("home.recent.empty.title")}
      text={t("home.recent.empty.text")}
      action={
        <Button variant="default" onClick={onNew}>
          {t("home.new")}
        </Button>
      }
    />
  ) : (
    <EmptyState
      title={t("home.filter.none.title")}
      text={t("home.filter.none.text", { typed: filter })}
    />
  );
}

function useDeleteNotebook(): (notebook: NotebookSummary) => Promise<void> {
  const ask = useConfirm();
  const client = useQueryClient();
  return async ({ path, title }) => {
    const isSure = await ask({
      title: t("home.delete.title", { title }),
      text: t("home.delete.text", { path }),
      confirm: t("home.delete.action"),
      isDangerous: true,
    });
    if (!isSure) {
      return;
    }
    try {
      await api.deleteNotebook(path);
    } catch (error) {
      notifyProblem(t("home.delete.failed"), problemOf(error).detail ?? "");
    }
    await client.invalidateQueries({ queryKey: ["notebooks"] });
  };
}
