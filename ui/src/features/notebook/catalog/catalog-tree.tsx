import { useState } from "react";
import type { CatalogEntry } from "@/api";
import { reasonOf } from "@/core/format/problems";
import type { Here } from "@/core/sql/names";
import { pathFrom } from "@/core/sql/names";
import { t } from "@/messages";
import { useDesk } from "../state/context";
import css from "./catalog.module.css";
import { EntryRow, GroupRow } from "./catalog-row";
import { insertName } from "./insert";
import { StartHint } from "./start-hint";
import { type Row, stepFrom } from "./tree";
import { useTree } from "./use-catalog";

interface Props {
  kernel: string;
  here: Here;
  onShow: (entry: CatalogEntry) => void;
}

/** Catalogs, databases, and what is in them. */
export function CatalogTree({ kernel, here, onShow }: Props) {
  const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map());
  const rows = useTree(kernel, opened);
  const open = (row: Row, isOpen: boolean) => setOpened(new Map(opened).set(row.id, isOpen));
  return (
    <RowList label={t("catalog.label")} rows={rows} here={here} onOpen={open} onShow={onShow} />
  );
}

interface ListProps {
  label: string;
  rows: readonly Row[];
  here: Here;
  hasPaths?: boolean;
  onOpen: (row: Row, isOpen: boolean) => void;
  onShow: (entry: CatalogEntry) => void;
}

/** Rows as a tree that is walked by the arrows; one stop for the Tab key. */
export function RowList({ label, rows, here, hasPaths = false, onOpen, onShow }: ListProps) {
  const desk = useDesk();
  const [chosen, setChosen] = useState<string | null>(null);
  const active = rows.some((row) => row.id === chosen) ? chosen : (rows[0]?.id ?? null);

  const act = (row: Row) => {
    if (row.type === "functions" || (row.type === "entry" && row.place !== null && !hasPaths)) {
      onOpen(row, !row.isExpanded);
    } else if (row.type === "entry") {
      onShow(row.entry);
    }
  };
  const insert = (entry: CatalogEntry) => insertName(desk, pathFrom(here, entry));

  const onKeyDown = (event: React.KeyboardEvent) => {
    const row = rows.find((it) => it.id === active);
    if (row === undefined || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const isExpandable =
      !hasPaths && (row.type === "functions" || (row.type === "entry" && row.place !== null));
    const isExpanded = (row.type === "functions" || row.type === "entry") && row.isExpanded;
    if (event.key === " " && row.type === "entry") {
      insert(row.entry);
    } else if (event.key === "Enter" || event.key === " ") {
      act(row);
    } else if (event.key === "ArrowRight" && isExpandable && !isExpanded) {
      onOpen(row, true);
    } else if (event.key === "ArrowLeft" && isExpanded) {
      onOpen(row, false);
    } else {
      const next = stepFrom(rows, active, event.key);
      if (next === null) {
        return;
      }
      setChosen(next);
      document.getElementById(domId(next))?.scrollIntoView({ block: "nearest" });
    }
    event.preventDefault();
  };
  return (
    <div
      role="tree"
      aria-label={label}
      tabIndex={0}
      className={css.tree}
      data-own-keys
      aria-activedescendant={active === null ? undefined : domId(active)}
      onKeyDown={onKeyDown}
    >
      {rows.map((row) => {
        const common = {
          id: domId(row.id),
          level: row.level,
          isActive: row.id === active,
        };
        switch (row.type) {
          case "entry":
            return (
              <EntryRow
                key={row.id}
                {...common}
                entry={row.entry}
                here={here}
                isExpanded={row.place === null || hasPaths ? undefined : row.isExpanded}
                hasPath={hasPaths}
                onClick={() => {
                  setChosen(row.id);
                  act(row);
                }}
                onInsert={() => insert(row.entry)}
                onDetails={() => onShow(row.entry)}
              />
            );
          case "functions":
            return (
              <GroupRow
                key={row.id}
                {...common}
                isExpanded={row.isExpanded}
                onClick={() => {
                  setChosen(row.id);
                  act(row);
                }}
              />
            );
          default:
            return (
              <div
                key={row.id}
                id={common.id}
                role="treeitem"
                tabIndex={-1}
                aria-level={row.level}
                data-active={common.isActive || undefined}
                className={css.said}
                style={{ paddingLeft: 12 + row.level * 14 }}
              >
                <Said row={row} />
              </div>
            );
        }
      })}
    </div>
  );
}

function Said({ row }: { row: Row }) {
  switch (row.type) {
    case "loading":
      return <span className={css.dim}>{t("common.loading")}</span>;
    case "problem":
      return <span className={css.problem}>{reasonOf(row.problem)}</span>;
    case "empty":
      return row.isDatabase ? (
        <StartHint />
      ) : (
        <span className={css.dim}>{t("catalog.empty.catalog")}</span>
      );
    case "cut":
      return (
        <span className={css.dim}>{t("catalog.cut", { shown: row.shown, total: row.total })}</span>
      );
    default:
      return null;
  }
}

/** Element ids may hold no spaces, but names may. */
function domId(id: string): string {
  return `catalog-${encodeURIComponent(id)}`;
}
