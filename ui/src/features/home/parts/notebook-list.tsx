import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { NotebookPen } from "lucide-react";
import { type NotebookSummary, problemOf, queries } from "@/api";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { StatusChip } from "@/components/ui/status-chip";
import tables from "@/components/ui/table.module.css";
import { Ago } from "@/components/ui/time";
import { t } from "@/messages";

/** The notebooks that were changed last. */
export function NotebookList({ limit, onNew }: { limit: number; onNew: () => void }) {
  const { data, error, refetch } = useQuery(queries.notebooks());
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
  const shown = [...data].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)).slice(0, limit);
  return (
    <Panel>
      {shown.length === 0 ? (
        <NoNotebook onNew={onNew} />
      ) : (
        <table className={tables.table}>
          <thead>
            <tr>
              <th>{t("home.table.title")}</th>
              <th className={tables.optional}>{t("home.table.path")}</th>
              <th className={tables.number}>{t("home.table.changed")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((it) => (
              <tr key={it.path}>
                <td className={tables.wide}>
                  <NotebookLink notebook={it} />
                </td>
                <td className={`${tables.mono} ${tables.dim} ${tables.optional}`}>{it.path}</td>
                <td className={`${tables.number} ${tables.dim}`}>
                  <Ago at={it.updatedAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

/** A notebook's title, which leads there, and what is to know about it. */
export function NotebookLink({ notebook }: { notebook: NotebookSummary }) {
  return (
    <>
      <Link to="/notebooks/$" params={{ _splat: notebook.path }}>
        {notebook.title}
      </Link>{" "}
      {notebook.runningCells > 0 && (
        <StatusChip
          state="running"
          label={t("home.notebook.running", { n: notebook.runningCells })}
        />
      )}
      {notebook.damaged && <StatusChip state="stale" label={t("home.notebook.damaged")} />}
    </>
  );
}

export function NoNotebook({ onNew }: { onNew: () => void }) {
  return (
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
  );
}
