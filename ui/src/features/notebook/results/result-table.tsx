import { Skeleton, Switch } from "@mantine/core";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { ResultInfo } from "@/api";
import { DataGrid, type GridColumn, type GridRows } from "@/components/grid/data-grid";
import { EmptyState } from "@/components/ui/empty-state";
import { useRowHeight } from "@/components/ui/use-row-height";
import type { CellValue } from "@/core/arrow/values";
import { type Span, windowFor } from "@/core/grid/scroll";
import { t } from "@/messages";
import css from "./results.module.css";
import { type ResultWindow, useResultWatch, type WatchedResult } from "./use-result-watch";
import { ValuePanel } from "./value-panel";

interface Props {
  resultId: string;
  view: "table" | "changes";
  isEnabled: boolean;
  height: number;
  isFollowing: boolean;
  onFollowing: (isFollowing: boolean) => void;
  onWatched: (watched: WatchedResult) => void;
}

/** Beyond so many columns only those in sight are sent. */
const WIDE = 60;
const OPS = [
  "results.op.insert",
  "results.op.before",
  "results.op.after",
  "results.op.delete",
] as const;
const TONES = ["added", "before", "added", "removed"] as const;

export function ResultTable(props: Props) {
  const { resultId, view, isEnabled, height, isFollowing, onFollowing, onWatched } = props;
  const [window, setWindow] = useState({ offset: 0, limit: 60 });
  const [columnSpan, setColumnSpan] = useState<Span>({ first: 0, end: 20 });
  const [wanted, setWanted] = useState<string[] | null>(null);
  const [opened, setOpened] = useState<{ row: number; column: number; value: CellValue } | null>(
    null,
  );
  const rowHeight = useRowHeight();

  const [canFollow, setCanFollow] = useState(false);
  const isTail = canFollow && isFollowing;

  const request: ResultWindow = {
    ...window,
    view,
    columns: wanted,
    tail: isTail,
  };
  const { watched, frame } = useResultWatch(resultId, request, isEnabled);
  const { info } = watched;
  useEffect(() => onWatched(watched), [onWatched, watched]);

  const total = frame === null ? 0 : frame.header.total;
  useEffect(() => setWanted(wantedColumns(info, columnSpan, view)), [info, columnSpan, view]);

  useEffect(() => {
    setCanFollow(view === "table" && info?.changelog === "append" && info.mode === "streaming");
  }, [info, view]);

  const columns = useMemo(() => gridColumns(info, view), [info, view]);
  const rows = useMemo<GridRows | null>(() => {
    if (frame === null || info === null) {
      return null;
    }
    const byName = new Map(frame.table.columns.map((it) => [it.name, it.values]));
    const isWhole = frame.table.columns.length >= columns.length;
    return {
      offset: frame.header.offset,
      count: frame.table.rows,
      columns: columns.map((column, i) => {
        const values = isWhole ? frame.table.columns[i]?.values : byName.get(column.name);
        return view === "changes" && i === 0 ? values?.map(opWord) : values;
      }),
    };
  }, [frame, info, columns, view]);

  const onWindow = useCallback(
    (seen: Span, seenColumns: Span) => {
      const next = windowFor(seen, total);
      setWindow((it) => (it.offset === next.offset && it.limit === next.limit ? it : next));
      setColumnSpan((it) =>
        it.first === seenColumns.first && it.end === seenColumns.end ? it : seenColumns,
      );
    },
    [total],
  );
  const onLeaveEnd = useCallback(() => onFollowing(false), [onFollowing]);
  const onOpen = useCallback(
    (row: number, column: number, value: CellValue) => setOpened({ row, column, value }),
    [],
  );
  const ops = view === "changes" ? frame?.table.columns[0]?.values : undefined;
  const toneOf = useCallback(
    (row: number) => {
      const op = ops?.[row - (frame?.header.offset ?? 0)];
      return typeof op === "number" ? TONES[op] : undefined;
    },
    [ops, frame],
  );

  if (info === null || (frame === null && info.rowsHeld > 0)) {
    return (
      <div className={css.waiting} aria-busy="true">
        {[0, 1, 2].map((i) => (
          <Skeleton key={i} height={rowHeight - 10} mb={10} radius="sm" />
        ))}
      </div>
    );
  }
  if (total === 0) {
    const isOver = info.state !== "opening" && info.state !== "running";
    return (
      <EmptyState
        isSmall
        title={t("results.empty.title")}
        text={t(isOver ? "results.empty.complete" : "results.empty.waiting")}
      />
    );
  }
  const column = opened === null ? undefined : columns[opened.column];
  return (
    <>
      <DataGrid
        columns={columns}
        rows={rows}
        total={total}
        height={height}
        rowHeight={rowHeight}
        label={t(view === "changes" ? "results.grid.changes.label" : "results.grid.label")}
        toneOf={toneOf}
        isFollowing={isTail}
        onLeaveEnd={onLeaveEnd}
        onWindow={onWindow}
        onOpen={onOpen}
      />
      {canFollow && (
        <div className={css.following}>
          <Switch
            size="xs"
            label={t("results.follow")}
            checked={isFollowing}
            onChange={(event) => onFollowing(event.currentTarget.checked)}
          />
        </div>
      )}
      <ValuePanel
        value={opened?.value}
        row={opened?.row ?? 0}
        column={column}
        onClose={() => setOpened(null)}
      />
    </>
  );
}

function opWord(op: CellValue): CellValue {
  const key = typeof op === "number" ? OPS[op] : undefined;
  return key === undefined ? op : t(key);
}

function gridColumns(info: ResultInfo | null, view: "table" | "changes"): GridColumn[] {
  const columns = info?.columns ?? [];
  return view === "changes"
    ? [{ name: t("results.column.op"), type: "", kind: "string" }, ...columns]
    : columns;
}

/** Names of the columns in sight and their neighbours; null for all, where names are not unique. */
function wantedColumns(
  info: ResultInfo | null,
  span: Span,
  view: "table" | "changes",
): string[] | null {
  const names = info?.columns.map((column) => column.name) ?? [];
  if (view === "changes" || names.length <= WIDE || new Set(names).size < names.length) {
    return null;
  }
  const step = 20;
  const first = Math.max(0, Math.floor((span.first - step) / step) * step);
  return names.slice(first, Math.ceil((span.end + step) / step) * step);
}
