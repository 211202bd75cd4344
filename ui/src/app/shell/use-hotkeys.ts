import { useEffect } from "react";
import { KeySequence, type Place } from "@/core/hotkeys/hotkeys";
import { allActions } from "@/core/hotkeys/registry";

/** Where a key was pressed; where it already means something, as on a button, counts as a field. */
function placeOf(event: KeyboardEvent): Place {
  const { target } = event;
  if (!(target instanceof HTMLElement)) {
    return "page";
  }
  if (target.isContentEditable) {
    return "editor";
  }
  if (target.closest("input, textarea, select, [role=textbox]")) {
    return "field";
  }
  // A grid extends its selection with Shift.
  if (target.closest("[data-own-keys]") !== null && /^(Arrow|Home|End|Page)/.test(event.key)) {
    return "field";
  }
  const isFar = event.ctrlKey || event.metaKey || event.shiftKey;
  const isControlKey = !isFar && /^(Enter| |Arrow|Home|End|Page)/.test(event.key);
  const control =
    "button, a, summary, [role=tab], [role=option], [role=separator], [data-own-keys]";
  return isControlKey && target.closest(control) !== null ? "field" : "page";
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("[role=dialog], [role=menu]") !== null;
}

/** Listens to the keyboard for the whole page and runs the action whose keys were pressed. */
export function useHotkeys(): void {
  useEffect(() => {
    const sequence = new KeySequence();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isInDialog(event.target)) {
        return;
      }
      const action = sequence.next(event, placeOf(event), allActions(), event.timeStamp);
      if (action !== null) {
        event.preventDefault();
        event.stopPropagation();
        action.run();
      }
    };
    // In the capture phase, so that an editor does not take Shift-Enter for a new line.
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
  }, []);
}
