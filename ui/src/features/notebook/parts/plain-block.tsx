import type { Block } from "@/core/notebook/document";
import { t } from "@/messages";
import css from "./notebook.module.css";

/** A part that is shown as it stands in the file: its settings, or what could not be understood. */
export function PlainBlock({ block }: { block: Block }) {
  if (block.kind === "front-matter") {
    return (
      <details className={css.settings}>
        <summary>{t("notebook.cell.settings")}</summary>
        <pre>{block.text}</pre>
      </details>
    );
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
