import {
  type RefObject,
  useCallback,
  useLayoutEffect,
  useState,
  useSyncExternalStore,
} from "react";

/** Rows above and below those that can be seen, so that scrolling shows no gap. */
const SPARE = 12;
const ROOMY = 36;
const DENSE = 30;
/** On a phone a row has two lines. */
const PHONE = 56;
const NARROW = "(max-width: 720px)";

interface RowWindow {
  from: number;
  to: number;
  /** Scrolls a row into sight. */
  show: (row: number) => void;
}

/** Which rows of a list are about to be seen, in the part of the page that scrolls. */
export function useRowWindow(
  body: RefObject<HTMLElement | null>,
  count: number,
  height: number,
): RowWindow {
  const [seen, setSeen] = useState({ from: 0, to: 40 });
  const look = useCallback(() => {
    const list = body.current;
    const scroller = list?.closest("main");
    if (list == null || scroller == null) {
      return;
    }
    const above = scroller.getBoundingClientRect().top - list.getBoundingClientRect().top;
    const from = Math.max(0, Math.floor(above / height) - SPARE);
    const to = Math.ceil((above + scroller.clientHeight) / height) + SPARE;
    setSeen((now) => (now.from === from && now.to === to ? now : { from, to }));
  }, [body, height]);
  useLayoutEffect(() => {
    const scroller = body.current?.closest("main");
    const sizes = new ResizeObserver(look);
    if (scroller != null) {
      sizes.observe(scroller);
      scroller.addEventListener("scroll", look, { passive: true });
    }
    return () => {
      sizes.disconnect();
      scroller?.removeEventListener("scroll", look);
    };
  }, [body, look]);
  useLayoutEffect(look);
  const show = useCallback(
    (row: number) => {
      const list = body.current;
      const scroller = list?.closest("main");
      if (list == null || scroller == null) {
        return;
      }
      const top = list.getBoundingClientRect().top + row * height;
      const view = scroller.getBoundingClientRect();
      // The heading of the columns stays above the rows.
      const above = top - height - view.top;
      const below = top + height - view.bottom;
      if (above < 0 || below > 0) {
        scroller.scrollTop += above < 0 ? above : below;
      }
    },
    [body, height],
  );
  return { from: Math.min(seen.from, count), to: Math.min(seen.to, count), show };
}

/** Height of a row of the list in pixels, by the page's density and width. */
export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, () =>
    window.matchMedia(NARROW).matches
      ? PHONE
      : document.documentElement.dataset.density === "dense"
        ? DENSE
        : ROOMY,
  );
}

function subscribe(listener: () => void): () => void {
  const width = window.matchMedia(NARROW);
  const density = new MutationObserver(listener);
  density.observe(document.documentElement, { attributeFilter: ["data-density"] });
  width.addEventListener("change", listener);
  return () => {
    density.disconnect();
    width.removeEventListener("change", listener);
  };
}
