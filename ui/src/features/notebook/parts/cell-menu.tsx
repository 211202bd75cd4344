import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { keysOf } from "@/commands";
import { keysText } from "@/components/ui/kbd";
import { ToolButton } from "@/components/ui/tool-button";
import type { Block } from "@/core/notebook/document";
import { t } from "@/messages";
import { deleteWithUndo } from "../actions";
import { useDesk } from "../state/context";
import { selection } from "../state/selection";
import css from "./notebook.module.css";

export function CellMenu({ block }: { block: Block }) {
  const desk = useDesk();
  const { session, cells } = desk;
  // The menu of one of several selected cells is that of all of them.
  const chosen = () => {
    const uids = selection(session.state);
    return uids.includes(block.uid) ? uids : [block.uid];
  };
  return (
    <div className={css.menu}>
      <ToolButton
        icon={ArrowUp}
        label={t("notebook.move.up")}
        keys={keysText(keysOf("cell.moveUp"))}
        onClick={() => cells.move(chosen(), -1)}
      />
      <ToolButton
        icon={ArrowDown}
        label={t("notebook.move.down")}
        keys={keysText(keysOf("cell.moveDown"))}
        onClick={() => cells.move(chosen(), 1)}
      />
      <ToolButton
        icon={Trash2}
        label={t("notebook.delete")}
        keys={keysText(keysOf("cell.delete"))}
        onClick={() => deleteWithUndo(desk, chosen())}
      />
    </div>
  );
}
