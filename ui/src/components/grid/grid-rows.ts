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
}
