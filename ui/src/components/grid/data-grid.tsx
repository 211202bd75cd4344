import {
  type KeyboardEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { CellValue } from "@/core/arrow/values";
import {
  contentHeight,
  isScaled,
  lastTopRow,
  type ScrollExtent,
  type Span,
  scrollTopOf,
  topRowAt,
  visibleColumns,
  visibleRows,
} from "@/core/grid/scroll";
import { columnLefts, columnWidths, grownWidths } from "@/core/grid/widths";
import css from "./data-grid.module.css";
import { GridCell } from "./grid-cell";

export interface GridColumn {
  name: string;
  type: string;
  kind: string;
}

export interface GridRows {
  /** Number of the first row that is here. */
  offset: number;
  count: number;
  /** Values by column, in the order of the columns; undefined for a column that is not here. */
  columns: readonly (readonly CellValue[] | undefined)[];
}

interface Props {
  columns: readonly GridColumn[];
  rows: GridRows | null;
  total: number;
  height: number;
  label: string;
  rowHeight: number;
  /** Colours a row, as for added and removed ones. */
  toneOf?: (row: number) => string | undefined;
  /** Stays at the last row while rows are added. */
  isFollowing?: boolean;
  /** The reader went up from the last row, so following would take the rows away. */
  onLeaveEnd?: () => void;
  onWindow: (rows: Span, columns: Span) => void;
  onOpen: (row: number, column: number, value: CellValue) => void;
}

const HEADER = 40;

/**
 * A table of any size: only the rows and columns in sight exist. All that moves is drawn at the
 * place the scroll position says, so nothing is ever blank because it was not drawn in time.
 */
export function DataGrid(props: Props) {
  const { columns, rows, total, height, label, rowHeight, isFollowing = false } = props;
  const { toneOf, onWindow, onOpen, onLeaveEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ topRow: 0, left: 0, width: 0 });
  const [active, setActive] = useState<{ row: number; column: number } | null>(null);
  const ignoreScroll = useRef(false);
  const topRow = useRef(0);

  const widths = useStableWidths(columns, rows);
  const lefts = useMemo(() => columnLefts(widths), [widths]);
  const extent = useMemo<ScrollExtent>(
    () => ({ rowHeight, rows: total, viewport: height - HEADER }),
    [rowHeight, total, height],
  );
  const top = Math.min(place.topRow, lastTopRow(extent));
  const seenRows = visibleRows(top, extent);
  const seenColumns = visibleColumns(lefts, place.left, place.width);

  const goTo = useCallback(
    (wanted: number) => {
      const next = Math.min(Math.max(0, wanted), lastTopRow(extent));
      topRow.current = next;
      if (scroller.current !== null) {
        const scrollTop = Math.round(scrollTopOf(next, extent));
        ignoreScroll.current = Math.round(scroller.current.scrollTop) !== scrollTop;
        scroller.current.scrollTop = scrollTop;
      }
      setPlace((it) => ({ ...it, topRow: next }));
    },
    [extent],
  );

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) {
      return;
    }
    const measure = () => setPlace((it) => ({ ...it, width: element.clientWidth }));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // A wheel step in a table of millions would jump over thousands of rows.
  useEffect(() => {
    const element = scroller.current;
    if (element === null || !isScaled(extent)) {
      return;
    }
    const onWheel = (event: WheelEvent) => {
      if (Math.abs(event.deltaY) > Math.abs(event.deltaX)) {
        event.preventDefault();
        const pixels = event.deltaMode === 1 ? event.deltaY * rowHeight : event.deltaY;
        if (pixels < 0) {
          onLeaveEnd?.();
        }
        goTo(topRow.current + pixels / rowHeight);
      }
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [extent, rowHeight, goTo, onLeaveEnd]);

  useEffect(() => {
    if (isFollowing) {
      goTo(lastTopRow(extent));
    }
  }, [isFollowing, extent, goTo]);

  useEffect(() => {
    onWindow(
      { first: seenRows.first, end: seenRows.end },
      { first: seenColumns.first, end: seenColumns.end },
    );
  }, [onWindow, seenRows.first, seenRows.end, seenColumns.first, seenColumns.end]);

  const onScroll = () => {
    const element = scroller.current;
    if (element === null) {
      return;
    }
    if (ignoreScroll.current) {
      ignoreScroll.current = false;
      setPlace((it) => ({ ...it, left: element.scrollLeft }));
      return;
    }
    const before = topRow.current;
    topRow.current = topRowAt(element.scrollTop, extent);
    if (topRow.current < before) {
      onLeaveEnd?.();
    }
    setPlace((it) => ({ ...it, topRow: topRow.current, left: element.scrollLeft }));
  };

  const valueAt = (row: number, column: number): CellValue | undefined => {
    if (rows === null || row < rows.offset || row >= rows.offset + rows.count) {
      return undefined;
    }
    return rows.columns[column]?.[row - rows.offset];
  };

  const activate = (row: number, column: number) => {
    const next = {
      row: Math.min(Math.max(0, row), Math.max(0, total - 1)),
      column: Math.min(Math.max(0, column), columns.length - 1),
    };
    setActive(next);
    const page = extent.viewport / rowHeight;
    if (next.row < top) {
      onLeaveEnd?.();
      goTo(next.row);
    } else if (next.row + 1 > top + page) {
      goTo(next.row + 1 - page);
    }
    const element = scroller.current;
    const [from, to] = [lefts[next.column] ?? 0, lefts[next.column + 1] ?? 0];
    if (element !== null && from < element.scrollLeft) {
      element.scrollLeft = from;
    } else if (element !== null && to > element.scrollLeft + element.clientWidth) {
      element.scrollLeft = to - element.clientWidth;
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const at = active ?? { row: seenRows.first, column: seenColumns.first };
    const page = Math.max(1, Math.floor(extent.viewport / rowHeight) - 1);
    const isFar = event.ctrlKey || event.metaKey;
    const moves: Record<string, [number, number]> = {
      ArrowDown: [at.row + 1, at.column],
      ArrowUp: [at.row - 1, at.column],
      ArrowRight: [at.row, at.column + 1],
      ArrowLeft: [at.row, at.column - 1],
      PageDown: [at.row + page, at.column],
      PageUp: [at.row - page, at.column],
      Home: isFar ? [0, 0] : [at.row, 0],
      End: isFar ? [total - 1, columns.length - 1] : [at.row, columns.length - 1],
    };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      activate(move[0], move[1]);
    } else if (event.key === "Enter" && active !== null) {
      const value = valueAt(active.row, active.column);
      if (value !== undefined) {
        event.preventDefault();
        onOpen(active.row, active.column, value);
      }
    } else if (event.key === "c" && isFar && active !== null) {
      const value = valueAt(active.row, active.column);
      if (value !== undefined && window.getSelection()?.isCollapsed !== false) {
        void navigator.clipboard.writeText(value === null ? "" : String(value));
      }
    }
  };

  const cellId = (row: number, column: number) => `${label}-${row}-${column}`.replace(/\W/g, "-");
  const shownColumns = columns.slice(seenColumns.first, seenColumns.end);
  return (
    <div
      ref={scroller}
      className={css.scroller}
      style={{ height: Math.min(height, HEADER + Math.max(1, total) * rowHeight + 12) }}
      onScroll={onScroll}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: rows that are not in sight do not exist */}
      <div
        role="grid"
        data-own-keys
        tabIndex={0}
        aria-label={label}
        aria-rowcount={total + 1}
        aria-colcount={columns.length}
        aria-activedescendant={active === null ? undefined : cellId(active.row, active.column)}
        className={css.grid}
        onKeyDown={onKeyDown}
        style={{ height: HEADER + contentHeight(extent), width: lefts[columns.length] ?? 0 }}
      >
        <div className={css.window} style={{ width: place.width || "100%" }}>
          {/* biome-ignore lint/a11y/useSemanticElements: see above */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus */}
          <div role="row" aria-rowindex={1} className={css.header} style={{ height: HEADER }}>
            {shownColumns.map((column, i) => {
              const at = seenColumns.first + i;
              return (
                // biome-ignore lint/a11y/useSemanticElements: see above
                // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus
                <div
                  key={at}
                  role="columnheader"
                  aria-colindex={at + 1}
                  className={css.head}
                  data-kind={column.kind}
                  style={{ left: (lefts[at] ?? 0) - place.left, width: widths[at] ?? 0 }}
                  title={`${column.name} ${column.type}`}
                >
                  <span className={css.name}>{column.name}</span>
                  <span className={css.type}>{column.type}</span>
                </div>
              );
            })}
          </div>
          <div
            className={css.body}
            style={{ height: Math.max(rowHeight, Math.min(extent.viewport, total * rowHeight)) }}
          >
            {Array.from({ length: seenRows.end - seenRows.first }, (_, i) => {
              const row = seenRows.first + i;
              return (
                // biome-ignore lint/a11y/useSemanticElements: see above
                // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus
                <div
                  key={row}
                  role="row"
                  aria-rowindex={row + 2}
                  className={css.row}
                  data-tone={toneOf?.(row)}
                  data-odd={row % 2 === 1 || undefined}
                  style={{
                    top: (row - top) * rowHeight,
                    height: rowHeight,
                    lineHeight: `${rowHeight}px`,
                  }}
                >
                  {shownColumns.map((column, j) => {
                    const at = seenColumns.first + j;
                    return (
                      <GridCell
                        key={at}
                        id={cellId(row, at)}
                        value={valueAt(row, at)}
                        kind={column.kind}
                        column={at}
                        row={row}
                        left={(lefts[at] ?? 0) - place.left}
                        width={widths[at] ?? 0}
                        isActive={active?.row === row && active.column === at}
                        onActivate={activate}
                        onOpen={onOpen}
                      />
                    );
                  })}
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}

interface KnownWidths {
  shape: string;
  rows: GridRows | null;
  widths: number[];
}

/** Widths are set by the first rows and only ever grow, so that live rows do not make them dance. */
function useStableWidths(columns: readonly GridColumn[], rows: GridRows | null): number[] {
  const shape = columns.map((column) => `${column.name} ${column.type}`).join("\n");
  const known = useRef<KnownWidths | null>(null);
  const before = known.current;
  const values = rows?.columns ?? [];
  if (before === null || before.shape !== shape || isFirst(before.rows, rows)) {
    known.current = { shape, rows, widths: columnWidths(columns, values) };
  } else if (rows !== null && rows !== before.rows) {
    known.current = { shape, rows, widths: grownWidths(columns, before.widths, values) };
  }
  return known.current?.widths ?? [];
}

function isFirst(before: GridRows | null, now: GridRows | null): boolean {
  return (before?.count ?? 0) === 0 && (now?.count ?? 0) > 0;
}
