import type { CutValue, ResultInfo } from "@/api";
import type { GridColumn, GridRows } from "@/components/grid/grid-rows";
import type { Span } from "@/core/grid/scroll";
import { t } from "@/messages";

/** Beyond so many columns only those in sight are sent. */
const WIDE = 60;
/** More than so many columns are hardly pinned, as they would fill the screen. */
const PINNED = 10;

/** The values that were cut, by the columns as they are laid out. */
export function cutOf(
  cut: readonly CutValue[],
  places: readonly (number | undefined)[],
): GridRows["cut"] {
  const byColumn = new Map<number, Map<number, number>>();
  for (const { row, column, bytes } of cut) {
    const at = places.indexOf(column);
    const known = byColumn.get(at) ?? new Map<number, number>();
    byColumn.set(at, known.set(row, bytes));
  }
  return byColumn;
}

export function gridColumns(info: ResultInfo | null, view: "table" | "changes"): GridColumn[] {
  const columns = info?.columns ?? [];
  const shown =
    view === "changes"
      ? [{ name: t("results.column.op"), type: "", kind: "string" }, ...columns]
      : columns;
  return shown.map(({ name, type, kind }, id) => ({ id, name, type, kind }));
}

/** The columns that are not hidden, the pinned ones first. */
export function laidOut(
  columns: GridColumn[],
  hidden: ReadonlySet<number>,
  pinned: readonly number[],
): GridColumn[] {
  const seen = columns.filter((column) => !hidden.has(column.id));
  return [
    ...pinned.flatMap((id) => seen.find((column) => column.id === id) ?? []),
    ...seen.filter((column) => !pinned.includes(column.id)),
  ];
}

/** Names of the columns in sight and their neighbours; null for all, where names are not unique. */
export function wantedColumns(
  info: ResultInfo | null,
  shown: readonly GridColumn[],
  span: Span,
  view: "table" | "changes",
): string[] | null {
  const names = info?.columns.map((column) => column.name) ?? [];
  if (view === "changes" || names.length <= WIDE || new Set(names).size < names.length) {
    return null;
  }
  const step = 20;
  const first = Math.max(0, Math.floor((span.first - step) / step) * step);
  const near = shown.slice(first, Math.ceil((span.end + step) / step) * step);
  return [...new Set([...shown.slice(0, PINNED), ...near].map((column) => column.name))];
}
