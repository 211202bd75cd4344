import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { NotebookPen } from "lucide-react";
import type { NotebookSummary } from "@/api";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/page";
import { StatusChip } from "@/components/ui/status-chip";
import tables from "@/components/ui/table.module.css";
import { Ago } from "@/components/ui/time";
import { t } from "@/messages";
import { WithNotebooks } from "./with-notebooks";

interface Props {
  limit: number;
  onNew: () => void;
}

/** The notebooks that were changed last. */
export function NotebookList({ limit, onNew }: Props) {
  return (
    <WithNotebooks>
      {(notebooks) => <Listed shown={notebooks.slice(0, limit)} onNew={onNew} />}
    </WithNotebooks>
  );
}

function Listed({ shown, onNew }: { shown: readonly NotebookSummary[]; onNew: () => void }) {
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
