/** Which rows of a result are wanted, and in what order; the server does the work. */
export interface Arrangement {
  sort: SortColumn[];
  filters: RowFilter[];
  search: string | null;
}

export interface SortColumn {
  column: string;
  descending: boolean;
}

export interface RowFilter {
  column: string;
  op: FilterOp;
  values: string[];
}

export const FILTER_OPS = [
  "eq",
  "ne",
  "lt",
  "le",
  "ge",
  "gt",
  "between",
  "contains",
  "starts-with",
  "in",
  "is-null",
  "not-null",
] as const;

export type FilterOp = (typeof FILTER_OPS)[number];

/** How far the server has come with an arrangement. */
export interface ArrangedState {
  /** Rows of the table that was looked at. */
  of: number;
  scanned: number;
  found: number;
  /** Whether all is done. */
  whole: boolean;
  /** Whether the table has changed since. */
  behind: boolean;
  /** When the table stood like that, in epoch milliseconds. */
  asOf: number;
}

export const UNARRANGED: Arrangement = { sort: [], filters: [], search: null };

export function isArranged({ sort, filters, search }: Arrangement): boolean {
  return sort.length > 0 || filters.length > 0 || (search !== null && search !== "");
}

/** Rows may be left out, so that the table's count is not that of what is shown. */
export function isSelective({ filters, search }: Arrangement): boolean {
  return filters.length > 0 || (search !== null && search !== "");
}

/** Ascending, then descending, then as it was. With `isMore`, after the columns sorted by so far. */
export function nextSort(sort: SortColumn[], column: string, isMore: boolean): SortColumn[] {
  const known = sort.find((it) => it.column === column);
  const next = known === undefined ? false : known.descending ? null : true;
  return withSort(sort, column, next, isMore);
}

/** Sorts by a column in one direction, or with null no more. */
export function withSort(
  sort: SortColumn[],
  column: string,
  descending: boolean | null,
  isMore: boolean,
): SortColumn[] {
  const place = sort.findIndex((it) => it.column === column);
  const others = isMore ? sort.filter((it) => it.column !== column) : [];
  if (descending === null) {
    return others;
  }
  const at = isMore && place >= 0 ? place : others.length;
  return [...others.slice(0, at), { column, descending }, ...others.slice(at)];
}

/** The comparisons that make sense for a kind of column. */
export function opsFor(kind: string): readonly FilterOp[] {
  switch (kind) {
    case "string":
      return ["contains", "starts-with", "eq", "ne", "in", "lt", "gt", "is-null", "not-null"];
    case "number":
    case "temporal":
      return FILTER_OPS;
    case "boolean":
      return ["eq", "is-null", "not-null"];
    case "binary":
      return ["eq", "ne", "is-null", "not-null"];
    default:
      return ["contains", "is-null", "not-null"];
  }
}

/** How many values a comparison needs; for "in" they stand one a line. */
export function valuesOf(op: FilterOp): 0 | 1 | 2 {
  return op === "is-null" || op === "not-null" ? 0 : op === "between" ? 2 : 1;
}

const SIGNS: Partial<Record<FilterOp, string>> = {
  eq: "=",
  ne: "≠",
  lt: "<",
  le: "≤",
  ge: "≥",
  gt: ">",
};

export function signOf(op: FilterOp): string | null {
  return SIGNS[op] ?? null;
}
