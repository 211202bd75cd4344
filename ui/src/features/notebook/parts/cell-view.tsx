import { GripVertical } from "lucide-react";
import { useEffect, useRef } from "react";
import type { Block } from "@/core/notebook/document";
import { t } from "@/messages";
import { useDesk, useNotebook } from "../state/context";
import type { CellRuns } from "../state/runs";
import { CellMenu } from "./cell-menu";
import { ConflictPanel } from "./conflict-panel";
import css from "./notebook.module.css";
import { PlainBlock } from "./plain-block";
import { ProseCell } from "./prose-cell";
import { SqlCell } from "./sql-cell";
import type { Drag } from "./use-drag";

interface Props {
  block: Block;
  number: number;
  runs: CellRuns | undefined;
  queue: readonly string[];
  drag: Drag;
}

/** The frame of a block: selection, dragging, its menu. */
export function CellView({ block, number, runs, queue, drag }: Props) {
  const { session } = useDesk();
  const frame = useRef<HTMLElement>(null);
  const isSelected = useNotebook((state) => state.selected === block.uid);
  const isEditing = useNotebook((state) => state.selected === block.uid && state.isEditing);
  const isFixed = block.kind === "front-matter";

  useEffect(() => {
    if (isSelected && !isEditing && frame.current !== null) {
      const active = document.activeElement;
      const isFocusElsewhere =
        active !== null && active !== document.body && active.closest(`.${css.cell}`) === null;
      if (!isFocusElsewhere && !frame.current.contains(active)) {
        frame.current.focus({ preventScroll: true });
        frame.current.scrollIntoView({ block: "nearest" });
      }
    }
  }, [isSelected, isEditing]);

  return (
    <section
      ref={frame}
      className={css.cell}
      aria-label={labelOf(block, number)}
      tabIndex={-1}
      data-kind={block.kind}
      data-selected={isSelected || undefined}
      data-editing={isEditing || undefined}
      data-over={(drag.over === block.uid && drag.dragged !== block.uid) || undefined}
      data-dragged={drag.dragged === block.uid || undefined}
      onMouseDown={() => {
        if (!isSelected) {
          session.select(block.uid);
        }
      }}
      onDragOver={(event) => drag.enter(block.uid, event)}
      onDrop={(event) => {
        event.preventDefault();
        drag.drop(block.uid);
      }}
    >
      {!isFixed && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the keys have the arrows of the menu
        <span
          className={css.grip}
          draggable
          title={t("notebook.move.drag")}
          onDragStart={(event) => drag.start(block.uid, event)}
          onDragEnd={drag.end}
        >
          <GripVertical size={14} aria-hidden />
        </span>
      )}
      <div className={css.content}>
        <Content block={block} number={number} runs={runs} queue={queue} isEditing={isEditing} />
        {block.theirs !== null && <ConflictPanel uid={block.uid} theirs={block.theirs} />}
      </div>
      {!isFixed && <CellMenu block={block} />}
    </section>
  );
}

function labelOf(block: Block, number: number): string {
  switch (block.kind) {
    case "cell":
      return block.language === "sql"
        ? t("notebook.cell.sql", { n: number })
        : t("notebook.cell.other", { n: number, language: block.language ?? "" });
    case "prose":
      return t("notebook.cell.prose", { n: number });
    case "damaged":
      return t("notebook.cell.damaged");
    case "front-matter":
      return t("notebook.cell.settings");
  }
}

interface ContentProps extends Omit<Props, "drag"> {
  isEditing: boolean;
}

function Content({ block, number, runs, queue, isEditing }: ContentProps) {
  switch (block.kind) {
    case "cell":
      return (
        <SqlCell block={block} number={number} runs={runs} queue={queue} isEditing={isEditing} />
      );
    case "prose":
      return <ProseCell block={block} number={number} isEditing={isEditing} />;
    case "damaged":
    case "front-matter":
      return <PlainBlock block={block} />;
  }
}
