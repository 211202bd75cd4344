import { type DragEvent, useMemo, useState } from "react";
import type { Desk } from "../state/context";
import { selection } from "../state/selection";

export interface Drag {
  dragged: string | null;
  over: string | null;
  start: (uid: string, event: DragEvent) => void;
  enter: (uid: string, event: DragEvent) => void;
  drop: (uid: string) => void;
  end: () => void;
}

/**
 * Moving cells by the mouse: what is dropped takes the place of the one it was dropped on. A cell
 * that is one of several selected takes them along.
 */
export function useDrag({ session, cells }: Desk): Drag {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  return useMemo(
    () => ({
      dragged,
      over,
      start: (uid, event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", session.find(uid)?.text ?? "");
        setDragged(uid);
      },
      enter: (uid, event) => {
        if (dragged !== null) {
          event.preventDefault();
          setOver(uid);
        }
      },
      drop: (uid) => {
        if (dragged !== null && dragged !== uid) {
          const chosen = selection(session.state);
          cells.moveOnto(chosen.includes(dragged) ? chosen : [dragged], uid);
        }
      },
      end: () => {
        setDragged(null);
        setOver(null);
      },
    }),
    [dragged, over, session, cells],
  );
}
