import { useMemo } from "react";
import { useStore } from "zustand";
import { type Found, NOTHING_FOUND } from "@/components/editor/found";
import type { Block } from "@/core/notebook/document";
import { rangesIn } from "@/core/notebook/find";
import { useDesk } from "../state/context";

/** What is found in a block while the notebook is searched. */
export function useFound(block: Block): Found {
  const { store } = useDesk().finder;
  const pattern = useStore(store, (state) => (state.isOpen ? state.pattern : null));
  const current = useStore(store, ({ at }) => (at?.uid === block.uid ? at.from : null));
  const ranges = useMemo(
    () => (pattern === null ? NOTHING_FOUND.ranges : rangesIn(block.text, pattern)),
    [pattern, block.text],
  );
  return useMemo(
    () => (ranges.length === 0 ? NOTHING_FOUND : { ranges, current }),
    [ranges, current],
  );
}
