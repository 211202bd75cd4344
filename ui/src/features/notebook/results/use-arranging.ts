import { useMemo, useState } from "react";
import { type Arrangement, UNARRANGED } from "@/core/grid/arrangement";

/** How a table is looked at: rows as arranged by the server, columns as laid out by the page. */
export interface Arranging {
  arrangement: Arrangement;
  setArrangement: (change: Partial<Arrangement>) => void;
  /** Places of columns in the result. */
  hidden: ReadonlySet<number>;
  setHidden: (hidden: ReadonlySet<number>) => void;
  pinned: readonly number[];
  setPinned: (pinned: readonly number[]) => void;
  widths: ReadonlyMap<number, number>;
  setWidth: (column: number, width: number | null) => void;
  isSearching: boolean;
  setSearching: (isSearching: boolean) => void;
}

export function useArranging(): Arranging {
  const [arrangement, setArrangement] = useState<Arrangement>(UNARRANGED);
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const [pinned, setPinned] = useState<readonly number[]>([]);
  const [widths, setWidths] = useState<ReadonlyMap<number, number>>(new Map());
  const [isSearching, setSearching] = useState(false);
  return useMemo(
    () => ({
      arrangement,
      setArrangement: (change) => setArrangement((it) => ({ ...it, ...change })),
      hidden,
      setHidden,
      pinned,
      setPinned,
      widths,
      setWidth: (column, width) =>
        setWidths((it) => {
          const next = new Map(it);
          if (width === null) {
            next.delete(column);
          } else {
            next.set(column, width);
          }
          return next;
        }),
      isSearching,
      setSearching,
    }),
    [arrangement, hidden, pinned, widths, isSearching],
  );
}
