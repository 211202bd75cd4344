import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

const KEY = "drey.cleared";
/** So many runs are remembered; those cleared longest ago show their output again. */
const MOST = 1000;

/** Runs whose output this browser does not show any more. The runs and their results stay. */
const store = createStore<ReadonlySet<string>>(() => new Set(read()));

export function useCleared(): ReadonlySet<string> {
  return useStore(store);
}

export function clearRuns(ids: readonly string[]): void {
  keep([...[...store.getState()].filter((id) => !ids.includes(id)), ...ids]);
}

export function bringBackRuns(ids: readonly string[]): void {
  keep([...store.getState()].filter((id) => !ids.includes(id)));
}

function keep(ids: readonly string[]): void {
  const kept = ids.slice(-MOST);
  store.setState(new Set(kept), true);
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing forgets at the next load.
  }
}

function read(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}
