import { createStore } from "zustand/vanilla";
import type { Action } from "./hotkeys";

interface Registry {
  groups: readonly (readonly Action[])[];
}

/** All that can be done on the page now; what was added last comes first. */
export const registry = createStore<Registry>(() => ({ groups: [] }));

export function addActions(actions: readonly Action[]): () => void {
  registry.setState(({ groups }) => ({ groups: [actions, ...groups] }));
  return () =>
    registry.setState(({ groups }) => ({ groups: groups.filter((it) => it !== actions) }));
}

export function allActions(): readonly Action[] {
  return registry.getState().groups.flat();
}
