import { api } from "@/api";
import type { GridColumn, GridRows } from "@/components/grid/grid-rows";
import { notifyDone, notifyProblem } from "@/components/ui/notify";
import type { CellValue } from "@/core/arrow/values";
import { formatCount } from "@/core/format/numbers";
import { valuesIn } from "@/core/format/time-zones";
import { type Arrangement, isArranged } from "@/core/grid/arrangement";
import { type CopyFormat, copyText, isCoarser } from "@/core/grid/copy";
import { type Area, cellsOf, isInArea, rowsOf } from "@/core/grid/selection";
import { t } from "@/messages";

/** More belongs into a file. */
const MOST_ROWS = 50_000;
const MOST_CELLS = 1_000_000;
/** More make an address too long for some proxies; then all columns are fetched. */
const MOST_NAMES = 50;

export interface Source {
  resultId: string;
  arrangement: Arrangement;
  /** The earlier moment that is shown; null for the newest. */
  at: string | null;
  columns: readonly GridColumn[];
  /** What is on the page, with instants as they are in the zone. */
  rows: GridRows | null;
  zone: string;
  /** Whether rows that are not here can be asked for by their place. */
  isTable: boolean;
}

/** Puts cells on the clipboard; what is not on the page comes from the server. */
export async function copyCells(source: Source, area: Area, format: CopyFormat): Promise<void> {
  const n = rowsOf(area);
  if (n > MOST_ROWS || cellsOf(area) > MOST_CELLS) {
    notifyProblem(
      t("results.copy.many", { n }),
      t("results.copy.many.text", {
        rows: formatCount(MOST_ROWS),
        cells: formatCount(MOST_CELLS),
      }),
    );
    return;
  }
  const columns = source.columns.slice(area.firstColumn, area.endColumn);
  try {
    const rows = localRows(source, area) ?? (await fetchRows(source, area));
    await navigator.clipboard.writeText(copyText(format, columns, rows));
    const copied = t("results.copied", { n: rows.length });
    if (isCoarser(format, columns, rows)) {
      notifyProblem(copied, t("results.copy.coarse"));
    } else {
      notifyDone(copied);
    }
  } catch (error) {
    notifyProblem(t("results.copy.failed"), String(error));
  }
}

function localRows({ rows }: Source, area: Area): CellValue[][] | null {
  if (rows === null || area.firstRow < rows.offset || area.endRow > rows.offset + rows.count) {
    return null;
  }
  const columns = rows.columns.slice(area.firstColumn, area.endColumn);
  if (columns.some((column) => column === undefined) || hasCut(rows, area)) {
    return null;
  }
  return Array.from({ length: rowsOf(area) }, (_, i) =>
    columns.map((column) => column?.[area.firstRow + i - rows.offset] ?? null),
  );
}

function hasCut(rows: GridRows, area: Area): boolean {
  return [...rows.cut].some(
    ([column, cut]) =>
      column >= area.firstColumn &&
      column < area.endColumn &&
      [...cut.keys()].some((row) => isInArea(area, row + rows.offset, column)),
  );
}

/** Rows in full, of a table whose rows can be asked for by their place. */
export async function fetchRows(source: Source, area: Area): Promise<CellValue[][]> {
  if (!source.isTable) {
    throw new Error(t("results.copy.changes"));
  }
  const { arrangement, at, resultId, zone } = source;
  const wanted = source.columns.slice(area.firstColumn, area.endColumn);
  const names = source.columns.map((column) => column.name);
  const isByName = wanted.length <= MOST_NAMES && new Set(names).size === names.length;
  const table = await api.rows(resultId, {
    offset: area.firstRow,
    limit: rowsOf(area),
    arrangement: at === null && isArranged(arrangement) ? arrangement : undefined,
    at: at ?? undefined,
    columns: isByName ? wanted.map((column) => column.name) : undefined,
  });
  const columns = wanted.map((column, i) => {
    const found = table.columns[isByName ? i : column.id];
    return found === undefined ? [] : valuesIn(zone, found);
  });
  return Array.from({ length: table.rows }, (_, row) =>
    columns.map((values) => values[row] ?? null),
  );
}
