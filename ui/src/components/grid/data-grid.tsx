import { Menu, Portal } from "@mantine/core";
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { CellValue } from "@/core/arrow/values";
import {
  contentHeight,
  lastTopRow,
  type ScrollExtent,
  type Span,
  scrollTopOf,
  topRowAt,
  visibleColumns,
  visibleRows,
} from "@/core/grid/scroll";
import { type Area, areaOf, isInArea, moveOf, type Selection } from "@/core/grid/selection";
import { columnLefts, fittingPins } from "@/core/grid/widths";
import css from "./data-grid.module.css";
import { GridCell } from "./grid-cell";
import { GridHead, type GridHeads } from "./grid-head";
import { cutBytes, type GridColumn, type GridRows } from "./grid-rows";
import { useRowWheel } from "./use-row-wheel";
import { useStableWidths } from "./use-stable-widths";

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
  /** So many columns at the left stay in sight. */
  pinned?: number;
  /** What the heads offer; without it they only tell names and types. */
  heads?: GridHeads;
  /** What a menu on the selected cells offers. */
  cellMenu?: (area: Area) => ReactNode;
  /** The cell that is shown aside; the cursor goes where it goes. */
  opened?: { row: number; column: number } | null;
  onCopy?: (area: Area) => void;
  onSelect?: (area: Area | null) => void;
  /** Keys that the grid has no use for. */
  onKey?: (event: KeyboardEvent) => void;
}

const HEADER = 40;

/**
 * A table of any size: only the rows and columns in sight exist. All that moves is drawn at the
 * place the scroll position says, so nothing is ever blank because it was not drawn in time.
 */
export function DataGrid(props: Props) {
  const { columns, rows, total, height, label, rowHeight } = props;
  const { isFollowing = false, opened = null } = props;
  const { toneOf, onWindow, onOpen, onLeaveEnd, heads, cellMenu, onCopy, onSelect, onKey } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ topRow: 0, left: 0, width: 0 });
  const [selection, setSelection] = useState<Selection | null>(null);
  const [headAt, setHeadAt] = useState<number | null>(null);
  const [headMenu, setHeadMenu] = useState<number | null>(null);
  const [cellMenuAt, setCellMenuAt] = useState<{ x: number; y: number } | null>(null);
  const active = headAt === null ? (selection?.to ?? null) : null;
  const area = useMemo(() => (selection === null ? null : areaOf(selection)), [selection]);
  useEffect(() => onSelect?.(area), [onSelect, area]);
  const ignoreScroll = useRef(false);
  const topRow = useRef(0);

  const fitted = useStableWidths(columns, rows);
  const widths = useMemo(
    () => fitted.map((width, i) => heads?.widths.get(columns[i]?.id ?? -1) ?? width),
    [fitted, columns, heads?.widths],
  );
  const lefts = useMemo(() => columnLefts(widths), [widths]);
  const extent = useMemo<ScrollExtent>(
    () => ({ rowHeight, rows: total, viewport: height - HEADER }),
    [rowHeight, total, height],
  );
  const top = Math.min(place.topRow, lastTopRow(extent));
  const seenRows = visibleRows(top, extent);
  const pinned = fittingPins(lefts, props.pinned ?? 0, place.width);
  const pinnedWidth = lefts[pinned] ?? 0;
  const seen = visibleColumns(lefts, place.left + pinnedWidth, place.width - pinnedWidth);
  const seenColumns = { first: Math.max(pinned, seen.first), end: Math.max(pinned, seen.end) };

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

  useRowWheel(scroller, topRow, extent, goTo, onLeaveEnd);

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

  const activate = (row: number, column: number, isExtending = false) => {
    const next = {
      row: Math.min(Math.max(0, row), Math.max(0, total - 1)),
      column: Math.min(Math.max(0, column), columns.length - 1),
    };
    setHeadAt(null);
    setSelection((it) => ({ from: isExtending && it !== null ? it.from : next, to: next }));
    const page = extent.viewport / rowHeight;
    if (next.row < top) {
      onLeaveEnd?.();
      goTo(next.row);
    } else if (next.row + 1 > top + page) {
      goTo(next.row + 1 - page);
    }
    showColumn(next.column);
  };

  const follow = useEffectEvent(activate);
  useEffect(() => {
    if (opened !== null) {
      follow(opened.row, opened.column);
    }
  }, [opened]);

  const showColumn = (column: number) => {
    const element = scroller.current;
    const [from, to] = [lefts[column] ?? 0, lefts[column + 1] ?? 0];
    if (column < pinned) {
      return;
    }
    if (element !== null && from - pinnedWidth < element.scrollLeft) {
      element.scrollLeft = from - pinnedWidth;
    } else if (element !== null && to > element.scrollLeft + element.clientWidth) {
      element.scrollLeft = to - element.clientWidth;
    }
  };

  const goToHead = (column: number) => {
    const next = Math.min(Math.max(0, column), columns.length - 1);
    setHeadAt(next);
    showColumn(next);
  };

  const onHeadKey = (event: KeyboardEvent, at: number) => {
    const moves: Record<string, number> = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: columns.length - 1,
    };
    const move = moves[event.key];
    if (move !== undefined) {
      goToHead(move);
    } else if (event.key === "ArrowDown" && event.altKey) {
      setHeadMenu(at);
    } else if (event.key === "ArrowDown") {
      activate(seenRows.first, at);
    } else if (event.key === "Enter" || event.key === " ") {
      heads?.onSort(at, event.shiftKey);
    } else {
      onKey?.(event);
      return;
    }
    event.preventDefault();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (headAt !== null) {
      onHeadKey(event, headAt);
      return;
    }
    const at = active ?? { row: seenRows.first, column: seenColumns.first };
    const page = Math.max(1, Math.floor(extent.viewport / rowHeight) - 1);
    const isFar = event.ctrlKey || event.metaKey;
    const move = moveOf(event.key, at, { page, isFar, rows: total, columns: columns.length });
    if (event.key === "ArrowUp" && at.row === 0 && !event.shiftKey && heads !== undefined) {
      event.preventDefault();
      goToHead(at.column);
    } else if (move !== null) {
      event.preventDefault();
      activate(move.row, move.column, event.shiftKey);
    } else if (event.key === "a" && isFar) {
      event.preventDefault();
      setSelection({
        from: { row: 0, column: 0 },
        to: { row: total - 1, column: columns.length - 1 },
      });
    } else if (event.key === "Enter" && active !== null) {
      const value = valueAt(active.row, active.column);
      if (value !== undefined) {
        event.preventDefault();
        onOpen(active.row, active.column, value);
      }
    } else if (event.key === "c" && isFar && area !== null) {
      if (window.getSelection()?.isCollapsed !== false) {
        event.preventDefault();
        onCopy?.(area);
      }
    } else {
      onKey?.(event);
    }
  };

  const onContextMenu = (event: MouseEvent) => {
    if (cellMenu !== undefined && area !== null) {
      event.preventDefault();
      setCellMenuAt({ x: event.clientX, y: event.clientY });
    }
  };

  const cellId = (row: number, column: number) => `${label}-${row}-${column}`.replace(/\W/g, "-");
  const shown = [
    ...Array.from({ length: pinned }, (_, i) => i),
    ...Array.from({ length: seenColumns.end - seenColumns.first }, (_, i) => seenColumns.first + i),
  ];
  const leftOf = (at: number) => (lefts[at] ?? 0) - (at < pinned ? 0 : place.left);
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
        aria-multiselectable
        aria-activedescendant={
          headAt !== null
            ? cellId(-1, headAt)
            : active === null
              ? undefined
              : cellId(active.row, active.column)
        }
        className={css.grid}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
        style={{ height: HEADER + contentHeight(extent), width: lefts[columns.length] ?? 0 }}
      >
        <div className={css.window} style={{ width: place.width || "100%" }}>
          {/* biome-ignore lint/a11y/useSemanticElements: see above */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus */}
          <div role="row" aria-rowindex={1} className={css.header} style={{ height: HEADER }}>
            {shown.map((at) => {
              const column = columns[at];
              return column === undefined ? null : (
                <GridHead
                  key={column.id}
                  id={cellId(-1, at)}
                  column={column}
                  index={at}
                  left={leftOf(at)}
                  width={widths[at] ?? 0}
                  isPinned={at < pinned}
                  isActive={headAt === at}
                  isMenuOpen={headMenu === at}
                  onMenu={(isOpen) => setHeadMenu(isOpen ? at : null)}
                  heads={heads}
                />
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
                  {shown.map((at) => (
                    <GridCell
                      key={columns[at]?.id}
                      id={cellId(row, at)}
                      value={valueAt(row, at)}
                      cutBytes={cutBytes(rows, row, at)}
                      kind={columns[at]?.kind ?? ""}
                      column={at}
                      row={row}
                      left={leftOf(at)}
                      width={widths[at] ?? 0}
                      isPinned={at < pinned}
                      isMarked={rows?.isMarked?.(row, at) ?? false}
                      isActive={active?.row === row && active.column === at}
                      isSelected={isInArea(area, row, at)}
                      onActivate={activate}
                      onOpen={onOpen}
                    />
                  ))}
                </div>
              );
            })}
          </div>
        </div>
      </div>
      {cellMenuAt !== null && area !== null && (
        <Menu opened onClose={() => setCellMenuAt(null)} position="bottom-start">
          {/* Outside of the table: what is laid out only in sight moves and clips fixed places. */}
          <Portal>
            <Menu.Target>
              <span className={css.menuPlace} style={{ left: cellMenuAt.x, top: cellMenuAt.y }} />
            </Menu.Target>
          </Portal>
          <Menu.Dropdown>{cellMenu?.(area)}</Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
