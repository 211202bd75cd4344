import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { keysText } from "@/components/ui/kbd";
import { ToolButton } from "@/components/ui/tool-button";
import type { Block } from "@/core/notebook/document";
import { t } from "@/messages";
import { deleteWithUndo } from "../actions";
import { useDesk } from "../state/context";
import css from "./notebook.module.css";

export function CellMenu({ block }: { block: Block }) {
  const { session } = useDesk();
  return (
    <div className={css.menu}>
      <ToolButton
        icon={ArrowUp}
        label={t("notebook.move.up")}
        keys={keysText("Alt-Up")}
        onClick={() => session.move(block.uid, -1)}
      />
      <ToolButton
        icon={ArrowDown}
        label={t("notebook.move.down")}
        keys={keysText("Alt-Down")}
        onClick={() => session.move(block.uid, 1)}
      />
      <ToolButton
        icon={Trash2}
        label={t("notebook.delete")}
        keys={keysText("d d")}
        onClick={() => deleteWithUndo(session, block.uid)}
      />
    </div>
  );
}
