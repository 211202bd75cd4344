import { type RefObject, useEffect } from "react";
import { isScaled, type ScrollExtent } from "@/core/grid/scroll";

/** Moves by rows: a wheel step in a table of millions would jump over thousands of them. */
export function useRowWheel(
  scroller: RefObject<HTMLElement | null>,
  topRow: RefObject<number>,
  extent: ScrollExtent,
  goTo: (row: number) => void,
  onLeaveEnd: (() => void) | undefined,
): void {
  useEffect(() => {
    const element = scroller.current;
    if (element === null || !isScaled(extent)) {
      return;
    }
    const onWheel = (event: WheelEvent) => {
      if (Math.abs(event.deltaY) > Math.abs(event.deltaX)) {
        event.preventDefault();
        const pixels = event.deltaMode === 1 ? event.deltaY * extent.rowHeight : event.deltaY;
        if (pixels < 0) {
          onLeaveEnd?.();
        }
        goTo(topRow.current + pixels / extent.rowHeight);
      }
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [scroller, topRow, extent, goTo, onLeaveEnd]);
}
