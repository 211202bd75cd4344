import type { Block } from "@/core/notebook/document";
import type { Selected } from "./notebook-state";

interface Selecting {
  blocks: readonly Block[];
  selected: string | null;
  anchor: string | null;
}

/** What the cells' keys act on: the cells from the anchor to the selected one, as they stand. */
export function selection({ blocks, selected, anchor }: Selecting): string[] {
  if (selected === null || anchor === null || anchor === selected) {
    return selected === null ? [] : [selected];
  }
  const ends = [anchor, selected].map((uid) => blocks.findIndex((block) => block.uid === uid));
  const [from = 0, to = 0] = ends.sort((a, b) => a - b);
  return blocks
    .slice(Math.max(from, 0), to + 1)
    .filter((block) => block.kind !== "front-matter")
    .map((block) => block.uid);
}

export function isSelected(state: Selecting, uid: string): boolean {
  return state.anchor === null ? state.selected === uid : selection(state).includes(uid);
}

/** What of a selection is left among blocks; the first where nothing is. */
export function stillThere(blocks: readonly Block[], { selected, anchor }: Selected): Selected {
  const has = (uid: string | null) => blocks.some((block) => block.uid === uid);
  return has(selected)
    ? { selected, anchor: has(anchor) ? anchor : null }
    : { selected: blocks[0]?.uid ?? null, anchor: null };
}
