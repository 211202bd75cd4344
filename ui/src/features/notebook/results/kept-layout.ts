import { type Arrangement, UNARRANGED } from "@/core/grid/arrangement";

/** How a result was looked at; columns by their places. */
export interface Layout {
  arrangement: Arrangement;
  hidden: readonly number[];
  pinned: readonly number[];
  widths: readonly (readonly [number, number])[];
}

const KEY = "drey.layouts";
/** Of so many results the layout is kept; those changed longest ago are forgotten. */
const MOST = 100;

export const NO_LAYOUT: Layout = { arrangement: UNARRANGED, hidden: [], pinned: [], widths: [] };

/** The layout a result had in this browser; none where it was not kept or cannot be read. */
export function keptLayout(result: string): Layout {
  return all().find(([id]) => id === result)?.[1] ?? NO_LAYOUT;
}

export function keepLayout(result: string, layout: Layout): void {
  const others = all().filter(([id]) => id !== result);
  const isNothing = JSON.stringify(layout) === JSON.stringify(NO_LAYOUT);
  const kept = isNothing ? others : [...others, [result, layout] as const];
  try {
    localStorage.setItem(KEY, JSON.stringify(kept.slice(-MOST)));
  } catch {
    // A browser that keeps nothing shows results as they come.
  }
}

function all(): (readonly [string, Layout])[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(read) ? read.filter(isKept) : [];
  } catch {
    return [];
  }
}

function isKept(entry: unknown): entry is readonly [string, Layout] {
  const [id, layout]: unknown[] = Array.isArray(entry) ? entry : [];
  return typeof id === "string" && isLayout(layout);
}

function isLayout(value: unknown): value is Layout {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const { arrangement, hidden, pinned, widths }: Partial<Record<string, unknown>> = { ...value };
  const lists = [hidden, pinned, widths];
  const { sort, filters, search }: Partial<Record<string, unknown>> = { ...Object(arrangement) };
  return (
    lists.every(Array.isArray) &&
    Array.isArray(sort) &&
    Array.isArray(filters) &&
    (search === null || typeof search === "string")
  );
}
