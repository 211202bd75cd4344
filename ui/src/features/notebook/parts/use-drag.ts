import { type DragEvent, useMemo, useState } from "react";
import type { NotebookSession } from "../state/session";

export interface Drag {
  dragged: string | null;
  over: string | null;
  start: (uid: string, event: DragEvent) => void;
  enter: (uid: string, event: DragEvent) => void;
  drop: (uid: string) => void;
  end: () => void;
}

/** Moving cells by the mouse: a dropped cell takes the place of the one it was dropped on. */
export function useDrag(session: NotebookSession): Drag {
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
          const index = session.state.blocks.findIndex((block) => block.uid === uid);
          session.moveTo(dragged, index);
        }
      },
      end: () => {
        setDragged(null);
        setOver(null);
      },
    }),
    [dragged, over, session],
  );
}
