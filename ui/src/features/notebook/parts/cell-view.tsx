import { GripVertical } from "lucide-react";
import { memo, useEffect, useRef, useState } from "react";
import type { RunInfo } from "@/api";
import type { Block } from "@/core/notebook/document";
import { t } from "@/messages";
import { useDesk, useNotebook } from "../state/context";
import { isSelected as isChosen } from "../state/selection";
import { CellMenu } from "./cell-menu";
import { ConflictPanel } from "./conflict-panel";
import { GitConflictPanel } from "./git-conflict-panel";
import css from "./notebook.module.css";
import { PlainBlock } from "./plain-block";
import { ProseCell } from "./prose-cell";
import { SqlCell } from "./sql-cell";
import type { Drag } from "./use-drag";
import { useLinkedCell } from "./use-linked-cell";

interface Props {
  block: Block;
  number: number;
  latest: RunInfo | undefined;
  /** The run whose output is shown. */
  shown: RunInfo | undefined;
  /** Place in the queue, from 1; 0 for one that does not wait. */
  place: number;
  drag: Drag;
  /** Whether the address names this cell. */
  isLinked: boolean;
}

/** The frame of a block: selection, dragging, its menu. Drawn anew only when its own things change. */
export const CellView = memo(function CellView(props: Props) {
  const { block, number, latest, shown, place, drag, isLinked } = props;
  const { session } = useDesk();
  const frame = useRef<HTMLElement>(null);
  const isSelected = useNotebook((state) => isChosen(state, block.uid));
  const isAmong = useNotebook((state) => state.anchor !== null && isChosen(state, block.uid));
  const isActive = useNotebook((state) => state.selected === block.uid);
  const isEditing = useNotebook((state) => state.selected === block.uid && state.isEditing);
  const [isHovered, setHovered] = useState(false);
  const isFixed = block.kind === "front-matter";
  const isPressed = useRef(false);
  useLinkedCell(frame, block.uid, isLinked);

  useEffect(() => {
    if (isPressed.current) {
      // The mouse gives the focus; what it points at must stay under it, or the click is lost.
      isPressed.current = false;
    } else if (isActive && !isEditing && frame.current !== null) {
      // Only from nowhere or from another cell's frame; never from a control that has the focus.
      const active = document.activeElement;
      const isFree = active === null || active === document.body || active.matches(`.${css.cell}`);
      if (isFree && active !== frame.current) {
        frame.current.focus({ preventScroll: true });
        frame.current.scrollIntoView({ block: "nearest" });
      }
    }
  }, [isActive, isEditing]);

  return (
    <section
      ref={frame}
      className={css.cell}
      aria-label={labelOf(block, number)}
      tabIndex={-1}
      data-kind={block.kind}
      data-selected={isSelected || undefined}
      data-linked={isLinked || undefined}
      data-among={isAmong || undefined}
      data-editing={isEditing || undefined}
      data-over={(drag.over === block.uid && drag.dragged !== block.uid) || undefined}
      data-dragged={drag.dragged === block.uid || undefined}
      onMouseEnter={() => setHovered(true)}
      onMouseLeave={() => setHovered(false)}
      onMouseDown={(event) => {
        if (event.shiftKey && !isActive) {
          // Else the browser would select the text between the two places.
          event.preventDefault();
          isPressed.current = true;
          session.extendTo(block.uid);
          frame.current?.focus({ preventScroll: true });
        } else if (!isActive) {
          isPressed.current = true;
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
        <Content
          block={block}
          number={number}
          latest={latest}
          shown={shown}
          place={place}
          isEditing={isEditing}
        />
        <GitConflictPanel block={block} />
        {block.theirs !== null && <ConflictPanel uid={block.uid} theirs={block.theirs} />}
      </div>
      {!isFixed && (isSelected || isHovered) && <CellMenu block={block} />}
    </section>
  );
});

function labelOf(block: Block, number: number): string {
  switch (block.kind) {
    case "cell":
      return block.language === "sql"
        ? t("notebook.cell.sql", { n: number })
        : t("notebook.cell.other", { n: number, language: block.language ?? "" });
    case "prose":
      return t("notebook.cell.prose", { n: number });
    case "damaged":
      return t("notebook.cell.damaged.label", { n: number });
    case "front-matter":
      return t("notebook.cell.settings");
  }
}

interface ContentProps extends Omit<Props, "drag" | "isLinked"> {
  isEditing: boolean;
}

function Content(props: ContentProps) {
  const { block, number, isEditing } = props;
  switch (block.kind) {
    case "cell":
      return <SqlCell {...props} />;
    case "prose":
      return <ProseCell block={block} number={number} isEditing={isEditing} />;
    case "damaged":
    case "front-matter":
      return <PlainBlock block={block} />;
  }
}
