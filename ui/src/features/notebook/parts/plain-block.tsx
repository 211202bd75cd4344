import type { Block } from "@/core/notebook/document";
import { isMarkerOfChoice } from "@/core/notebook/git-conflict";
import { t } from "@/messages";
import { useNotebook } from "../state/context";
import css from "./notebook.module.css";

/** A part that is shown as it stands in the file: its settings, or what could not be understood. */
export function PlainBlock({ block }: { block: Block }) {
  const isMarker = useNotebook(
    (state) => block.kind === "damaged" && isMarkerOfChoice(state.blocks, block.uid),
  );
  if (block.kind === "front-matter") {
    return (
      <details className={css.settings}>
        <summary>{t("notebook.cell.settings")}</summary>
        <pre>{block.text}</pre>
      </details>
    );
  }
  if (isMarker) {
    // The choice above it says what to do.
    return <pre className={css.marker}>{block.text}</pre>;
  }
  return (
    <div className={css.damaged}>
      <p>
        <b>{t("notebook.cell.damaged")}</b> {t("notebook.cell.damaged.text")}
      </p>
      <pre>{block.text}</pre>
    </div>
  );
}
