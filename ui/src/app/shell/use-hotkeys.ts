import { useEffect } from "react";
import { KeySequence } from "@/core/hotkeys/hotkeys";
import { allActions } from "@/core/hotkeys/registry";

/** Whether the focus is where the key already means something: text, a button, a grid. */
function isTaken(event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof HTMLElement)) {
    return false;
  }
  if (target.isContentEditable || target.closest("input, textarea, select, [role=textbox]")) {
    return true;
  }
  const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
  const isControlKey = isPlain && /^(Enter| |Arrow|Home|End|Page)/.test(event.key);
  const control =
    "button, a, summary, [role=tab], [role=option], [role=separator], [data-own-keys]";
  return isControlKey && target.closest(control) !== null;
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
      const action = sequence.next(event, isTaken(event), allActions(), event.timeStamp);
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
