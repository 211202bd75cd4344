import { Skeleton, Switch } from "@mantine/core";
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useState } from "react";
import { DataGrid } from "@/components/grid/data-grid";
import type { GridHeads } from "@/components/grid/grid-head";
import type { GridColumn, GridRows } from "@/components/grid/grid-rows";
import { EmptyState } from "@/components/ui/empty-state";
import { useRowHeight } from "@/components/ui/use-row-height";
import type { CellValue } from "@/core/arrow/values";
import { valuesIn } from "@/core/format/time-zones";
import { isArranged, nextSort, type RowFilter } from "@/core/grid/arrangement";
import type { CopyFormat } from "@/core/grid/copy";
import { type Span, windowFor } from "@/core/grid/scroll";
import { type Area, cellsOf, rowsOf } from "@/core/grid/selection";
import { t } from "@/messages";
import { ArrangementBar } from "./arrangement-bar";
import { ColumnMenu } from "./column-menu";
import { CopyMenu } from "./copy-menu";
import { copyCells, fetchRows, type Source } from "./copy-rows";
import playerCss from "./player.module.css";
import css from "./results.module.css";
import { StepList } from "./step-list";
import { changedCells } from "./steps";
import { cutOf, gridColumns, laidOut, wantedColumns } from "./table-columns";
import type { Arranging } from "./use-arranging";
import { useOpenedValue } from "./use-opened-value";
import { canPlay, type Player, playerKey } from "./use-player";
import { type ResultWindow, useResultWatch, type WatchedResult } from "./use-result-watch";
import { ValuePanel } from "./value-panel";
import { useZone } from "./zone-button";

// Loaded when first opened.
const FilterDialog = lazy(() => import("./filter-dialog"));

interface Filtering {
  column: GridColumn;
  filter: RowFilter | null;
  /** Where among the filters it stands. */
  place: number;
}

interface Props {
  resultId: string;
  view: "table" | "changes";
  isEnabled: boolean;
  height: number;
  isFollowing: boolean;
  onFollowing: (isFollowing: boolean) => void;
  onWatched: (watched: WatchedResult) => void;
  arranging: Arranging;
  player: Player;
}

const OPS = [
  "results.op.insert",
  "results.op.before",
  "results.op.after",
  "results.op.delete",
] as const;
const TONES = ["added", "before", "added", "removed"] as const;

export function ResultTable(props: Props) {
  const { resultId, view, isEnabled, height, isFollowing, onFollowing, onWatched } = props;
  const { arranging, player } = props;
  const { arrangement } = arranging;
  const [window, setWindow] = useState({ offset: 0, limit: 60 });
  const [columnSpan, setColumnSpan] = useState<Span>({ first: 0, end: 20 });
  const [wanted, setWanted] = useState<string[] | null>(null);
  const rowHeight = useRowHeight();
  const zone = useZone();

  const [canFollow, setCanFollow] = useState(false);
  const at = view === "table" ? player.at : null;
  const isOwn = view === "table" && at === null && isArranged(arrangement);
  const isTail = at === null && canFollow && isFollowing && arrangement.sort.length === 0;
  const [filtering, setFiltering] = useState<Filtering | null>(null);
  const [area, setArea] = useState<Area | null>(null);

  const request: ResultWindow = {
    ...window,
    view,
    columns: wanted,
    tail: isTail,
    arrangement: isOwn ? arrangement : null,
    at,
  };
  const { watched, frame, steps } = useResultWatch(resultId, request, isEnabled);
  const { info } = watched;
  useEffect(() => onWatched(watched), [onWatched, watched]);

  const total = frame === null ? 0 : frame.header.total;

  useEffect(() => {
    setCanFollow(view === "table" && info?.changelog === "append" && info.mode === "streaming");
  }, [info, view]);

  const all = useMemo(() => gridColumns(info, view), [info, view]);
  const { hidden, pinned } = arranging;
  const columns = useMemo(
    () => (view === "changes" ? all : laidOut(all, hidden, pinned)),
    [all, view, hidden, pinned],
  );
  useEffect(
    () => setWanted(wantedColumns(info, columns, columnSpan, view)),
    [info, columns, columnSpan, view],
  );
  // Where in the frame each column is.
  const places = useMemo(() => {
    const byName = new Map(frame?.table.columns.map((it, place) => [it.name, place]));
    const isWhole = (frame?.table.columns.length ?? 0) >= all.length;
    return columns.map((column) => (isWhole ? column.id : byName.get(column.name)));
  }, [frame, all, columns]);
  const arrow = useMemo(
    () => places.map((place) => (place === undefined ? undefined : frame?.table.columns[place])),
    [frame, places],
  );
  const key = info?.upsertKey;
  const marked = useMemo(
    () =>
      frame?.header.moment === undefined || steps === null || key === undefined
        ? null
        : changedCells(frame, steps, player.since, key),
    [frame, steps, key, player.since],
  );
  const rows = useMemo<GridRows | null>(
    () =>
      frame === null || info === null
        ? null
        : {
            offset: frame.header.offset,
            count: frame.table.rows,
            isMarked: (row, at) => marked?.get(row)?.has(columns[at]?.name ?? "") ?? false,
            columns: arrow.map((it, i) =>
              view === "changes" && columns[i]?.id === 0
                ? it?.values.map(opWord)
                : it && valuesIn(zone, it),
            ),
            cut: cutOf(frame.header.cut ?? [], places),
          },
    [frame, info, arrow, places, columns, view, zone, marked],
  );
  const source: Source = {
    resultId,
    arrangement,
    at,
    columns,
    rows,
    zone,
    isTable: view === "table",
  };
  const fetchWhole = async (row: number, column: number) => {
    const one = { firstRow: row, endRow: row + 1, firstColumn: column, endColumn: column + 1 };
    const [[value] = []] = await fetchRows(source, one);
    return value ?? null;
  };
  const opening = useOpenedValue(rows, total, columns.length, view === "table" ? fetchWhole : null);
  const { opened } = opening;

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
  const ops = view === "changes" ? frame?.table.columns[0]?.values : undefined;
  const toneOf = useCallback(
    (row: number) => {
      const op = ops?.[row - (frame?.header.offset ?? 0)];
      return typeof op === "number" ? TONES[op] : undefined;
    },
    [ops, frame],
  );

  const heads = useMemo<GridHeads>(
    () => ({
      sortOf: (column) => {
        const { sort } = arranging.arrangement;
        const rank = sort.findIndex((it) => it.column === columns[column]?.name);
        const found = sort[rank];
        return found === undefined
          ? null
          : { descending: found.descending, rank: sort.length > 1 ? rank + 1 : null };
      },
      onSort: (at, isMore) => {
        const column = columns[at];
        if (column !== undefined && column.kind !== "nested") {
          const { sort } = arranging.arrangement;
          arranging.setArrangement({ sort: nextSort(sort, column.name, isMore) });
        }
      },
      menu: (at) => {
        const column = columns[at];
        return column === undefined ? null : (
          <ColumnMenu
            column={column}
            arranging={arranging}
            onFilter={() =>
              setFiltering({ column, filter: null, place: arranging.arrangement.filters.length })
            }
          />
        );
      },
      widths: arranging.widths,
      onWidth: (at, width) => {
        const column = columns[at];
        if (column !== undefined) {
          arranging.setWidth(column.id, width);
        }
      },
    }),
    [arranging, columns],
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
  const bar = (
    <ArrangementBar
      info={info}
      arranging={arranging}
      isMoment={at !== null}
      state={isOwn ? (frame?.header.arranged ?? null) : null}
      problem={isOwn ? watched.problem : null}
      onFilter={(filter, place) => {
        const column = all.find((it) => it.name === filter.column);
        if (column !== undefined) {
          setFiltering({ column, filter, place });
        }
      }}
    />
  );
  // In every branch, so that a filter that lets nothing through can be changed too.
  const filterDialog = filtering !== null && (
    <Suspense key="filter">
      <FilterDialog
        column={filtering.column}
        filter={filtering.filter}
        suggested=""
        onClose={() => setFiltering(null)}
        onDone={(filter) => {
          arranging.setArrangement({
            filters: arrangement.filters.toSpliced(filtering.place, 1, filter),
          });
          setFiltering(null);
        }}
      />
    </Suspense>
  );
  const moment = (grid: ReactNode) => (
    // The same elements with and without the list, so that the rows stay where they were scrolled to.
    <div className={at === null || steps === null ? undefined : playerCss.moment}>
      <div>{grid}</div>
      {at !== null && steps !== null && (
        <StepList info={info} frame={steps} player={player} zone={zone} />
      )}
    </div>
  );
  if (total === 0 && isOwn && info.rowsHeld > 0) {
    const isWhole = frame?.header.arranged?.whole ?? false;
    return (
      <>
        {bar}
        {filterDialog}
        {isWhole ? (
          <EmptyState
            isSmall
            title={t("results.none.title")}
            text={t("results.none.text", { n: info.rowsHeld })}
          />
        ) : (
          <div className={css.waiting} aria-busy="true">
            <Skeleton height={rowHeight - 10} radius="sm" />
          </div>
        )}
      </>
    );
  }
  if (total === 0 && at !== null) {
    return moment(<EmptyState isSmall title={t("results.empty.title")} text={t("player.empty")} />);
  }
  if (total === 0) {
    const isOver = info.state !== "opening" && info.state !== "running";
    return (
      <>
        <EmptyState
          isSmall
          title={t("results.empty.title")}
          text={t(isOver ? "results.empty.complete" : "results.empty.waiting")}
        />
        {filterDialog}
      </>
    );
  }
  const copy = (cells: Area, format: CopyFormat) => void copyCells(source, cells, format);
  return (
    <>
      {bar}
      {moment(
        <DataGrid
          columns={columns}
          pinned={columns.filter((it) => pinned.includes(it.id)).length}
          heads={view === "table" ? heads : undefined}
          cellMenu={(cells) => <CopyMenu area={cells} onCopy={(format) => copy(cells, format)} />}
          onCopy={(cells) => copy(cells, "tsv")}
          onSelect={setArea}
          onKey={(event) => {
            if (view !== "table") {
              return;
            }
            if (event.key === "/") {
              event.preventDefault();
              arranging.setSearching(true);
            } else if (canPlay(info)) {
              playerKey(event, player);
            }
          }}
          rows={rows}
          total={total}
          height={height}
          rowHeight={rowHeight}
          label={t(view === "changes" ? "results.grid.changes.label" : "results.grid.label")}
          toneOf={toneOf}
          isFollowing={isTail}
          onLeaveEnd={onLeaveEnd}
          onWindow={onWindow}
          onOpen={opening.open}
          opened={opened}
        />,
      )}
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
      {area !== null && cellsOf(area) > 1 && (
        <div className={css.following} role="status">
          {t("results.selected", { n: rowsOf(area), columns: area.endColumn - area.firstColumn })}
        </div>
      )}
      {filterDialog}
      <ValuePanel
        opening={opening}
        column={opened === null ? undefined : columns[opened.column]}
        field={opened === null ? undefined : arrow[opened.column]?.field}
      />
    </>
  );
}

function opWord(op: CellValue): CellValue {
  const key = typeof op === "number" ? OPS[op] : undefined;
  return key === undefined ? op : t(key);
}
