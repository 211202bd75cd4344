export interface Cell {
  row: number;
  column: number;
}

/** Cells from one corner to another; the first is where selecting began. */
export interface Selection {
  from: Cell;
  to: Cell;
}

export interface Area {
  firstRow: number;
  /** Exclusive. */
  endRow: number;
  firstColumn: number;
  /** Exclusive. */
  endColumn: number;
}

export function areaOf({ from, to }: Selection): Area {
  return {
    firstRow: Math.min(from.row, to.row),
    endRow: Math.max(from.row, to.row) + 1,
    firstColumn: Math.min(from.column, to.column),
    endColumn: Math.max(from.column, to.column) + 1,
  };
}

export function isInArea(area: Area | null, row: number, column: number): boolean {
  return (
    area !== null &&
    row >= area.firstRow &&
    row < area.endRow &&
    column >= area.firstColumn &&
    column < area.endColumn
  );
}

export function rowsOf(area: Area): number {
  return area.endRow - area.firstRow;
}

export function cellsOf(area: Area): number {
  return rowsOf(area) * (area.endColumn - area.firstColumn);
}

interface Steps {
  /** Rows of a page. */
  page: number;
  isFar: boolean;
  rows: number;
  columns: number;
}

/** Where a key leads from a cell, also beyond the edges; null where it leads nowhere. */
export function moveOf(key: string, { row, column }: Cell, steps: Steps): Cell | null {
  switch (key) {
    case "ArrowDown":
      return { row: steps.isFar ? steps.rows - 1 : row + 1, column };
    case "ArrowUp":
      return { row: steps.isFar ? 0 : row - 1, column };
    case "ArrowRight":
      return { row, column: steps.isFar ? steps.columns - 1 : column + 1 };
    case "ArrowLeft":
      return { row, column: steps.isFar ? 0 : column - 1 };
    case "PageDown":
      return { row: row + steps.page, column };
    case "PageUp":
      return { row: row - steps.page, column };
    case "Home":
      return { row: steps.isFar ? 0 : row, column: 0 };
    case "End":
      return { row: steps.isFar ? steps.rows - 1 : row, column: steps.columns - 1 };
    default:
      return null;
  }
}
