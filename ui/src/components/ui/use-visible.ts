import { type RefObject, startTransition, useEffect, useState, useSyncExternalStore } from "react";

function subscribeTab(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}

/** Whether the browser's tab is in front. */
export function useTabVisible(): boolean {
  return useSyncExternalStore(subscribeTab, () => document.visibilityState === "visible");
}

/** Whether an element is on the screen or, within the margin, about to be. */
export function useOnScreen(element: RefObject<Element | null>, margin = "200px"): boolean {
  const [isOnScreen, setOnScreen] = useState(false);
  useEffect(() => {
    const target = element.current;
    if (target === null) {
      return;
    }
    const observer = new IntersectionObserver(
      // What comes near is drawn in steps, between the frames of a page that scrolls.
      (entries) =>
        startTransition(() => setOnScreen(entries[entries.length - 1]?.isIntersecting ?? false)),
      // The page scrolls within the window, where the margin of the window alone does not count.
      { rootMargin: margin, scrollMargin: margin },
    );
    observer.observe(target);
    return () => observer.disconnect();
  }, [element, margin]);
  return isOnScreen;
}

/** True from the first time the element came near the screen. */
export function useSeenOnce(element: RefObject<Element | null>, margin = "600px"): boolean {
  const isNear = useOnScreen(element, margin);
  const [wasNear, setWasNear] = useState(false);
  if (isNear && !wasNear) {
    setWasNear(true);
  }
  return wasNear || isNear;
}
