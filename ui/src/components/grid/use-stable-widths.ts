import { useRef } from "react";
import { columnWidths, grownWidths } from "@/core/grid/widths";
import type { GridColumn, GridRows } from "./grid-rows";

interface KnownWidths {
  shape: string;
  rows: GridRows | null;
  widths: number[];
}

/** Widths are set by the first rows and only ever grow, so that live rows do not make them dance. */
export function useStableWidths(columns: readonly GridColumn[], rows: GridRows | null): number[] {
  const shape = columns.map((column) => `${column.name} ${column.type}`).join("\n");
  const known = useRef<KnownWidths | null>(null);
  const before = known.current;
  const values = rows?.columns ?? [];
  if (before === null || before.shape !== shape || isFirst(before.rows, rows)) {
    known.current = { shape, rows, widths: columnWidths(columns, values) };
  } else if (rows !== null && rows !== before.rows) {
    known.current = { shape, rows, widths: grownWidths(columns, before.widths, values) };
  }
  return known.current?.widths ?? [];
}

function isFirst(before: GridRows | null, now: GridRows | null): boolean {
  return (before?.count ?? 0) === 0 && (now?.count ?? 0) > 0;
}
