import { useCallback, useEffect, useState } from "react";
import type { GridRows } from "@/components/grid/grid-rows";
import type { CellValue } from "@/core/arrow/values";

export interface OpenedValue {
  row: number;
  column: number;
  /** Undefined until the row has come. */
  value: CellValue | undefined;
}

export interface Opening {
  opened: OpenedValue | null;
  open: (row: number, column: number, value: CellValue) => void;
  /** Goes so many rows and columns on; at the edges it stays. */
  move: (rows: number, columns: number) => void;
  close: () => void;
}

/** The value shown aside. It stays as it was when it was opened, whatever becomes of its row. */
export function useOpenedValue(rows: GridRows | null, total: number, columns: number): Opening {
  const [opened, setOpened] = useState<OpenedValue | null>(null);
  useEffect(() => {
    if (opened !== null && opened.value === undefined) {
      const value = valueAt(rows, opened.row, opened.column);
      if (value !== undefined) {
        setOpened({ ...opened, value });
      }
    }
  }, [rows, opened]);
  const open = useCallback(
    (row: number, column: number, value: CellValue) => setOpened({ row, column, value }),
    [],
  );
  return {
    opened,
    open,
    // From where it stands by then: keys may come faster than the page is drawn.
    move: (byRows, byColumns) =>
      setOpened((was) => {
        if (was === null) {
          return null;
        }
        const row = within(was.row + byRows, total);
        const column = within(was.column + byColumns, columns);
        const isSame = row === was.row && column === was.column;
        return isSame ? was : { row, column, value: valueAt(rows, row, column) };
      }),
    close: () => setOpened(null),
  };
}

function within(index: number, count: number): number {
  return Math.max(0, Math.min(index, count - 1));
}

function valueAt(rows: GridRows | null, row: number, column: number): CellValue | undefined {
  return rows === null ? undefined : rows.columns[column]?.[row - rows.offset];
}
