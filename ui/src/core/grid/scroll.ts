/**
 * Maths of a grid whose rows may be taller in sum than a browser can lay out. Beyond the limit the
 * scroll bar stands for the whole table in proportion.
 */
export const MAX_SCROLL_HEIGHT = 6_000_000;

export interface ScrollExtent {
  rowHeight: number;
  rows: number;
  /** Height of the part that shows rows. */
  viewport: number;
}

export function contentHeight({ rowHeight, rows }: ScrollExtent): number {
  return Math.min(rows * rowHeight, MAX_SCROLL_HEIGHT);
}

export function isScaled({ rowHeight, rows }: ScrollExtent): boolean {
  return rows * rowHeight > MAX_SCROLL_HEIGHT;
}

/** The greatest (fractional) row that can stand at the top. */
export function lastTopRow({ rowHeight, rows, viewport }: ScrollExtent): number {
  return Math.max(0, rows - viewport / rowHeight);
}

export function topRowAt(scrollTop: number, extent: ScrollExtent): number {
  if (!isScaled(extent)) {
    return scrollTop / extent.rowHeight;
  }
  const range = contentHeight(extent) - extent.viewport;
  return range <= 0 ? 0 : Math.min(1, scrollTop / range) * lastTopRow(extent);
}

export function scrollTopOf(topRow: number, extent: ScrollExtent): number {
  if (!isScaled(extent)) {
    return topRow * extent.rowHeight;
  }
  const last = lastTopRow(extent);
  return last === 0 ? 0 : (topRow / last) * (contentHeight(extent) - extent.viewport);
}

export interface Span {
  first: number;
  /** Exclusive. */
  end: number;
}

export function visibleRows(topRow: number, extent: ScrollExtent): Span {
  const first = Math.max(0, Math.floor(topRow));
  const end = Math.min(extent.rows, Math.ceil(topRow + extent.viewport / extent.rowHeight));
  return { first, end: Math.max(first, end) };
}

/** Columns whose span crosses the viewport; `lefts` has one entry more than there are columns. */
export function visibleColumns(lefts: readonly number[], scrollLeft: number, width: number): Span {
  const count = lefts.length - 1;
  let first = 0;
  while (first < count - 1 && (lefts[first + 1] ?? 0) <= scrollLeft) {
    first++;
  }
  let end = first;
  while (end < count && (lefts[end] ?? 0) < scrollLeft + width) {
    end++;
  }
  return { first, end };
}

/** What to ask the server for: what is seen and as much again on both sides, in steady steps. */
export function windowFor(seen: Span, rows: number, step = 20): { offset: number; limit: number } {
  const margin = Math.max(step, seen.end - seen.first);
  const offset = Math.max(0, Math.floor((seen.first - margin) / step) * step);
  const end = Math.ceil((seen.end + margin) / step) * step;
  return { offset, limit: Math.max(step * 3, Math.min(end, Math.max(rows, step)) - offset) };
}
