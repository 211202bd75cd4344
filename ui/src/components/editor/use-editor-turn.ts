import { useEffect, useState } from "react";

/** A page that has not been scrolled for so long stands still. */
const STILL_MS = 120;

const waiting = new Set<() => void>();
let isTimed = false;
let scrolledAt = Number.NEGATIVE_INFINITY;

/**
 * Whether a place may have its editor now. Making one takes longer than a frame: so they are made
 * one by one, and none while the page is scrolled. One that is used does not wait.
 */
export function useEditorTurn(isWanted: boolean, isUsed: boolean): boolean {
  const [hasTurn, setHasTurn] = useState(false);
  useEffect(() => {
    if (!isWanted) {
      return;
    }
    const take = () => setHasTurn(true);
    waiting.add(take);
    if (!isTimed) {
      isTimed = true;
      setTimeout(next);
    }
    return () => {
      waiting.delete(take);
      setHasTurn(false);
    };
  }, [isWanted]);
  return isUsed || (isWanted && hasTurn);
}

function next(): void {
  const left = scrolledAt + STILL_MS - performance.now();
  const [first] = waiting;
  if (first !== undefined && left <= 0) {
    waiting.delete(first);
    first();
  }
  // A task for each, so that what the page is asked meanwhile comes between.
  isTimed = waiting.size > 0;
  if (isTimed) {
    setTimeout(next, Math.max(0, left));
  }
}

document.addEventListener(
  "scroll",
  () => {
    scrolledAt = performance.now();
  },
  { capture: true, passive: true },
);
