import type { CellValue } from "@/core/arrow/values";

export interface GridColumn {
  /** Tells columns of one name apart. */
  id: number;
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
  /** Whether a cell stands out, as one that was just changed. */
  isMarked?: (row: number, column: number) => boolean;
  /** Bytes of values of which only the start is here, by column and by row among those here. */
  cut: ReadonlyMap<number, ReadonlyMap<number, number>>;
}

/** How many bytes a value has of which only the start is here; undefined for a whole one. */
export function cutBytes(rows: GridRows | null, row: number, column: number): number | undefined {
  return rows === null ? undefined : rows.cut.get(column)?.get(row - rows.offset);
}
