import { useEffect, useRef, useState } from "react";
import { wordOf } from "@/components/ui/status";
import { t } from "@/messages";
import { useNotebook } from "../state/context";
import { type CellRuns, isFinal } from "../state/runs";

/** Tells screen readers, politely, when a cell has ended. */
export function Announcer({ cells }: { cells: ReadonlyMap<string, CellRuns> }) {
  const blocks = useNotebook((state) => state.blocks);
  const known = useRef(new Map<string, string>());
  const [text, setText] = useState("");
  useEffect(() => {
    for (const [cell, { latest }] of cells) {
      const before = known.current.get(latest.id);
      known.current.set(latest.id, latest.state);
      if (before !== undefined && before !== latest.state && isFinal(latest)) {
        const n =
          blocks.filter((it) => it.kind !== "front-matter").findIndex((it) => it.id === cell) + 1;
        setText(t("notebook.live.finished", { n, state: wordOf(latest.state) }));
      }
    }
  }, [cells, blocks]);
  return (
    <div className="visually-hidden" aria-live="polite">
      {text}
    </div>
  );
}
