import { useEffect } from "react";
import type { Action } from "@/core/hotkeys/hotkeys";
import { addActions } from "@/core/hotkeys/registry";

/** Offers actions (keys, palette, help) while the part is shown. Give it a stable list. */
export function useActions(actions: readonly Action[]): void {
  useEffect(() => addActions(actions), [actions]);
}
