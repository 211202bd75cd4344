import { createStore } from "zustand/vanilla";

interface CatalogState {
  isOpen: boolean;
  /** Grows when somebody asks to find a table, so that the field takes the focus. */
  finds: number;
  /** Whether a table is being made. */
  isMaking: boolean;
}

const KEY = "drey.catalog";
/** Below this the side bar lies over the page, and is open only while it is used. */
export const NARROW = "(max-width: 900px)";
/** From here on there is room for it beside the cells, so it shows itself at first. */
const ROOMY = "(min-width: 1440px)";

function load(): boolean {
  if (window.matchMedia(NARROW).matches) {
    return false;
  }
  const stored = localStorage.getItem(KEY);
  return stored === null ? window.matchMedia(ROOMY).matches : stored === "open";
}

export const catalogState = createStore<CatalogState>(() => ({
  isOpen: load(),
  finds: 0,
  isMaking: false,
}));

export function showCatalog(isOpen: boolean): void {
  catalogState.setState({ isOpen });
  localStorage.setItem(KEY, isOpen ? "open" : "closed");
}

export function toggleCatalog(): void {
  showCatalog(!catalogState.getState().isOpen);
}

export function newTable(isMaking: boolean): void {
  catalogState.setState({ isMaking });
}

export function findInCatalog(): void {
  showCatalog(true);
  catalogState.setState(({ finds }) => ({ finds: finds + 1 }));
}
