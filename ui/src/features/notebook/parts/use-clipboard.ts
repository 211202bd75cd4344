import { useEffect } from "react";
import type { Desk } from "../state/context";
import { selection } from "../state/selection";

/** Where copying and pasting means something of its own already. */
const OWN = "input, textarea, select, [contenteditable=true], [role=dialog], [role=grid]";

/** Lets the browser's own copy, cut and paste work on cells while none is being edited. */
export function useClipboard({ session, cells }: Desk): void {
  useEffect(() => {
    const isOurs = (event: ClipboardEvent) =>
      !event.defaultPrevented &&
      !session.state.isEditing &&
      event.target instanceof Element &&
      event.target.closest(OWN) === null;
    const onCopy = (event: ClipboardEvent) => {
      const isTextSelected = window.getSelection()?.isCollapsed === false;
      const uids = selection(session.state);
      if (!isOurs(event) || isTextSelected || uids.length === 0) {
        return;
      }
      event.preventDefault();
      event.clipboardData?.setData("text/plain", cells.copy(uids));
      if (event.type === "cut") {
        cells.delete(uids);
      }
    };
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (isOurs(event) && text.trim() !== "") {
        event.preventDefault();
        cells.pasteText(text);
      }
    };
    document.addEventListener("copy", onCopy);
    document.addEventListener("cut", onCopy);
    document.addEventListener("paste", onPaste);
    return () => {
      document.removeEventListener("copy", onCopy);
      document.removeEventListener("cut", onCopy);
      document.removeEventListener("paste", onPaste);
    };
  }, [session, cells]);
}
