import { lazy, type ReactNode, Suspense, useEffect, useRef } from "react";
import { useStore } from "zustand";
import css from "./catalog.module.css";
import { catalogState, NARROW, showCatalog } from "./catalog-state";

// Loaded when first opened.
const CatalogPanel = lazy(() => import("./catalog-panel"));

/** The page with the side bar beside it; on a narrow screen over it. */
export function WithCatalog({ children }: { children: ReactNode }) {
  const isOpen = useStore(catalogState, (it) => it.isOpen);
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    if (!isOpen || element === null) {
      return;
    }
    // Over the page it goes away as other drawers do.
    const leave = (event: KeyboardEvent) => {
      if (event.key === "Escape" && window.matchMedia(NARROW).matches) {
        event.stopPropagation();
        showCatalog(false);
      }
    };
    element.addEventListener("keydown", leave);
    return () => element.removeEventListener("keydown", leave);
  }, [isOpen]);
  return (
    <div className={css.frame} ref={host}>
      {isOpen && (
        <>
          <div className={css.shade} aria-hidden onClick={() => showCatalog(false)} />
          <Suspense>
            <CatalogPanel />
          </Suspense>
        </>
      )}
      <div className={css.beside}>{children}</div>
    </div>
  );
}
