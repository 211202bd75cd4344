import { useEffect, useEffectEvent, useState } from "react";
import { cutBytes, type GridRows } from "@/components/grid/grid-rows";
import { notifyProblem } from "@/components/ui/notify";
import type { CellValue } from "@/core/arrow/values";
import { t } from "@/messages";

export interface OpenedValue {
  row: number;
  column: number;
  /** Undefined until the whole value has come. */
  value: CellValue | undefined;
  /** How large the value is where only its start can be had. */
  cutBytes: number | undefined;
}

export interface Opening {
  opened: OpenedValue | null;
  open: (row: number, column: number) => void;
  /** Goes so many rows and columns on; at the edges it stays. */
  move: (rows: number, columns: number) => void;
  close: () => void;
}

/** The value shown aside. It stays as it was when it was opened, whatever becomes of its row. */
export function useOpenedValue(
  rows: GridRows | null,
  total: number,
  columns: number,
  /** Gets a value of which only the start is here; null where that cannot be done. */
  fetchWhole: ((row: number, column: number) => Promise<CellValue>) | null,
): Opening {
  const [opened, setOpened] = useState<OpenedValue | null>(null);
  const canFetch = fetchWhole !== null;
  const openedAt = (row: number, column: number): OpenedValue => {
    const bytes = cutBytes(rows, row, column);
    const value = rows?.columns[column]?.[row - rows.offset];
    return bytes !== undefined && canFetch
      ? { row, column, value: undefined, cutBytes: undefined }
      : { row, column, value, cutBytes: bytes };
  };
  const isAwaited = opened !== null && opened.value === undefined;
  const isCut = isAwaited && cutBytes(rows, opened.row, opened.column) !== undefined;
  const look = useEffectEvent((was: OpenedValue) => {
    const now = openedAt(was.row, was.column);
    if (now.value !== undefined) {
      setOpened(now);
    }
  });
  useEffect(() => {
    if (rows !== null && opened !== null && opened.value === undefined) {
      look(opened);
    }
  }, [rows, opened]);
  const fetchNow = useEffectEvent((was: OpenedValue) => fetchWhole?.(was.row, was.column));
  useEffect(() => {
    if (opened === null || !isCut) {
      return;
    }
    let isOver = false;
    fetchNow(opened)?.then(
      (value) => !isOver && setOpened({ ...opened, value }),
      (error: unknown) => {
        if (!isOver) {
          notifyProblem(t("results.value.failed"), String(error));
          setOpened(null);
        }
      },
    );
    return () => {
      isOver = true;
    };
  }, [opened, isCut]);
  return {
    opened,
    open: (row, column) => setOpened(openedAt(row, column)),
    // From where it stands by then: keys may come faster than the page is drawn.
    move: (byRows, byColumns) =>
      setOpened((was) => {
        if (was === null) {
          return null;
        }
        const row = within(was.row + byRows, total);
        const column = within(was.column + byColumns, columns);
        const isSame = row === was.row && column === was.column;
        return isSame ? was : openedAt(row, column);
      }),
    close: () => setOpened(null),
  };
}

function within(index: number, count: number): number {
  return Math.max(0, Math.min(index, count - 1));
}
