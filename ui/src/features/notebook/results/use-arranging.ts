import { useEffect, useMemo, useState } from "react";
import type { Arrangement } from "@/core/grid/arrangement";
import { keepLayout, keptLayout } from "./kept-layout";

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

/** As it was when this browser last showed the result. */
export function useArranging(result: string): Arranging {
  const [kept] = useState(() => keptLayout(result));
  const [arrangement, setArrangement] = useState<Arrangement>(kept.arrangement);
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set(kept.hidden));
  const [pinned, setPinned] = useState<readonly number[]>(kept.pinned);
  const [widths, setWidths] = useState<ReadonlyMap<number, number>>(new Map(kept.widths));
  const [isSearching, setSearching] = useState(false);
  useEffect(
    () => keepLayout(result, { arrangement, hidden: [...hidden], pinned, widths: [...widths] }),
    [result, arrangement, hidden, pinned, widths],
  );
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
