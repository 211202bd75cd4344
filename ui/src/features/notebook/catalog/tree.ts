import type { CatalogEntry, CatalogList, Problem } from "@/api";

/** A level of the catalogs: all of them, one, or a database; or functions that belong to none. */
export interface Place {
  kind: "function" | null;
  catalog: string | null;
  database: string | null;
}

export const ROOT: Place = { kind: null, catalog: null, database: null };
export const FUNCTIONS: Place = { kind: "function", catalog: null, database: null };

/** What is known of a level; neither while it is being asked for. */
export interface Level {
  list: CatalogList | undefined;
  problem: Problem | null;
}

interface Common {
  id: string;
  level: number;
}

export type Row =
  | (Common & { type: "entry"; entry: CatalogEntry; place: Place | null; isExpanded: boolean })
  | (Common & { type: "functions"; isExpanded: boolean })
  | (Common & { type: "loading" })
  | (Common & { type: "problem"; problem: Problem })
  | (Common & { type: "empty"; isDatabase: boolean })
  | (Common & { type: "cut"; shown: number; total: number });

export function placeId({ kind, catalog, database }: Place): string {
  return JSON.stringify([kind, catalog, database]);
}

export function entryId({ kind, catalog, database, name }: CatalogEntry): string {
  return JSON.stringify([kind, catalog, database, name]);
}

/** Where what an entry holds is listed; null for what holds nothing. */
export function placeIn(entry: CatalogEntry): Place | null {
  switch (entry.kind) {
    case "catalog":
      return { kind: null, catalog: entry.name, database: null };
    case "database":
      return { kind: null, catalog: entry.catalog, database: entry.name };
    default:
      return null;
  }
}

/** The rows in sight, from top to bottom; what is current is open unless somebody closed it. */
export function rowsOf(
  levels: (place: Place) => Level,
  opened: ReadonlyMap<string, boolean>,
): Row[] {
  const rows = rowsIn(ROOT, 1, levels, opened);
  if (levels(ROOT).list !== undefined) {
    const id = placeId(FUNCTIONS);
    const isExpanded = opened.get(id) ?? false;
    rows.push({ type: "functions", id, level: 1, isExpanded });
    if (isExpanded) {
      rows.push(...rowsIn(FUNCTIONS, 2, levels, opened));
    }
  }
  return rows;
}

function rowsIn(
  place: Place,
  level: number,
  levels: (place: Place) => Level,
  opened: ReadonlyMap<string, boolean>,
): Row[] {
  const { list, problem } = levels(place);
  const id = placeId(place);
  if (problem !== null) {
    return [{ type: "problem", id: `problem ${id}`, level, problem }];
  }
  if (list === undefined) {
    return [{ type: "loading", id: `loading ${id}`, level }];
  }
  if (list.entries.length === 0) {
    return [{ type: "empty", id: `empty ${id}`, level, isDatabase: place.database !== null }];
  }
  const rows = list.entries.flatMap((entry): Row[] => {
    const inside = placeIn(entry);
    const entryRow = { type: "entry" as const, id: entryId(entry), level, entry, place: inside };
    const isExpanded = inside !== null && (opened.get(entryRow.id) ?? entry.isCurrent);
    const row: Row = { ...entryRow, isExpanded };
    return isExpanded && inside !== null
      ? [row, ...rowsIn(inside, level + 1, levels, opened)]
      : [row];
  });
  if (list.total > list.entries.length) {
    const { total, entries } = list;
    rows.push({ type: "cut", id: `cut ${id}`, level, shown: entries.length, total });
  }
  return rows;
}

/** The levels that the rows in sight need. */
export function placesOf(rows: readonly Row[]): Place[] {
  return [
    ROOT,
    ...rows.flatMap((row) => {
      if (row.type === "functions") {
        return row.isExpanded ? [FUNCTIONS] : [];
      }
      return row.type === "entry" && row.isExpanded && row.place !== null ? [row.place] : [];
    }),
  ];
}

/** The row that a key leads to from another; null where it leads nowhere. */
export function stepFrom(rows: readonly Row[], id: string | null, key: string): string | null {
  const at = rows.findIndex((row) => row.id === id);
  const row = rows[at];
  switch (key) {
    case "ArrowDown":
      return rows[Math.min(at + 1, rows.length - 1)]?.id ?? null;
    case "ArrowUp":
      return rows[Math.max(at - 1, 0)]?.id ?? null;
    case "Home":
      return rows[0]?.id ?? null;
    case "End":
      return rows.at(-1)?.id ?? null;
    case "ArrowRight":
      return row !== undefined && (rows[at + 1]?.level ?? 0) > row.level
        ? (rows[at + 1]?.id ?? null)
        : null;
    case "ArrowLeft":
      return (
        rows.slice(0, Math.max(at, 0)).findLast((it) => it.level < (row?.level ?? 0))?.id ?? null
      );
    default:
      return null;
  }
}
