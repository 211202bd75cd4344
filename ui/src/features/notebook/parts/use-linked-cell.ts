import { type RefObject, useEffect } from "react";
import { useDesk } from "../state/context";

/** As long as it may take until the outputs above have their heights. */
const SETTLE_MILLIS = 4000;
const OWN_MOVES = ["wheel", "touchstart", "pointerdown", "keydown"];

/** Selects the cell that the address names, and brings it into sight. */
export function useLinkedCell(
  frame: RefObject<HTMLElement | null>,
  uid: string,
  isLinked: boolean,
) {
  const { session } = useDesk();
  useEffect(() => {
    if (!isLinked || frame.current === null) {
      return;
    }
    session.select(uid);
    return keepInSight(frame.current);
  }, [frame, uid, isLinked, session]);
}

/** Stays at the element while the page around it grows, until the reader moves by himself. */
function keepInSight(element: HTMLElement): () => void {
  const show = () => element.scrollIntoView({ block: "start" });
  const observer = new ResizeObserver(show);
  const stop = () => {
    observer.disconnect();
    clearTimeout(timer);
    for (const move of OWN_MOVES) {
      window.removeEventListener(move, stop);
    }
  };
  const timer = setTimeout(stop, SETTLE_MILLIS);
  for (const move of OWN_MOVES) {
    window.addEventListener(move, stop, { passive: true });
  }
  show();
  observer.observe(element.parentElement ?? element);
  return stop;
}
