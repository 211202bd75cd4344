import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronRight, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { problemOf, queries, type TrashedNotebook } from "@/api";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Panel, Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import tables from "@/components/ui/table.module.css";
import { Ago } from "@/components/ui/time";
import { formatBytes } from "@/core/format/numbers";
import { t } from "@/messages";
import css from "./home.module.css";
import { RestoreDialog } from "./restore-dialog";
import { useTrashActions } from "./use-trash-actions";

/** Deleted notebooks: how they come back, and how they go for good. */
export function TrashList() {
  const [isOpen, setOpen] = useState(false);
  const { data, error, refetch } = useQuery(queries.trash());
  const actions = useTrashActions();
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  const trashed = data ?? [];
  return (
    <Section
      title={
        <button
          type="button"
          className={css.folder}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <Chevron size={14} aria-hidden />
          {t("home.trash")}
          <span className={css.dim}>
            {data !== undefined && t("home.folder.count", { n: trashed.length })}
          </span>
        </button>
      }
      action={
        isOpen &&
        trashed.length > 0 && (
          <Button variant="default" onClick={() => void actions.empty(trashed)}>
            {t("home.trash.empty")}
          </Button>
        )
      }
    >
      {isOpen && error !== null && (
        <ProblemPanel
          title={problemOf(error).title}
          text={problemOf(error).detail}
          help={problemOf(error).help}
          onRetry={() => void refetch()}
        />
      )}
      {isOpen && error === null && data === undefined && <Skeleton height={80} />}
      {isOpen && data !== undefined && (
        <Panel>
          {trashed.length === 0 ? (
            <EmptyState
              isSmall
              icon={Trash2}
              title={t("home.trash.none.title")}
              text={t("home.trash.none.text")}
            />
          ) : (
            <Rows trashed={trashed} actions={actions} />
          )}
        </Panel>
      )}
      {actions.taken !== null && (
        <RestoreDialog
          notebook={actions.taken}
          restore={actions.restoreAs}
          onClose={actions.dismiss}
        />
      )}
    </Section>
  );
}

interface RowsProps {
  trashed: readonly TrashedNotebook[];
  actions: ReturnType<typeof useTrashActions>;
}

function Rows({ trashed, actions }: RowsProps) {
  return (
    <table className={tables.table}>
      <thead>
        <tr>
          <th>{t("home.table.title")}</th>
          <th className={tables.optional}>{t("home.trash.from")}</th>
          <th className={tables.number}>{t("home.trash.deleted")}</th>
          <th className={`${tables.number} ${tables.optional}`}>{t("home.table.size")}</th>
          <th>
            <span className="visually-hidden">{t("notebook.more")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {trashed.map((notebook) => (
          <tr key={notebook.id}>
            <td className={tables.wide}>{notebook.title}</td>
            <td className={`${tables.mono} ${tables.dim} ${tables.optional}`}>{notebook.path}</td>
            <td className={`${tables.number} ${tables.dim}`}>
              <Ago at={notebook.deletedAt} />
            </td>
            <td className={`${tables.number} ${tables.dim} ${tables.optional}`}>
              {formatBytes(notebook.sizeBytes)}
            </td>
            <td className={tables.tight}>
              <IconButton
                size="sm"
                icon={RotateCcw}
                label={t("home.trash.restore", { title: notebook.title })}
                onClick={() => void actions.restore(notebook)}
              />
              <IconButton
                size="sm"
                icon={Trash2}
                label={t("home.trash.remove", { title: notebook.title })}
                onClick={() => void actions.remove(notebook)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
