import { Plus } from "lucide-react";
import { memo } from "react";
import { t } from "@/messages";
import { useDesk } from "../state/context";
import css from "./notebook.module.css";

/** The gap below a cell: shows what can be inserted when the mouse or the focus is there. */
export const InsertBar = memo(function InsertBar({ after }: { after: string }) {
  const { cells } = useDesk();
  return (
    <div className={css.insert}>
      <button
        type="button"
        className={css.insertButton}
        aria-label={t("notebook.insert.sql.label")}
        onClick={() => cells.insert("cell", after)}
      >
        <Plus size={12} aria-hidden />
        {t("notebook.insert.sql")}
      </button>
      <button
        type="button"
        className={css.insertButton}
        aria-label={t("notebook.insert.prose.label")}
        onClick={() => cells.insert("prose", after)}
      >
        <Plus size={12} aria-hidden />
        {t("notebook.insert.prose")}
      </button>
    </div>
  );
});
