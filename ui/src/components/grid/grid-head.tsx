import { Menu } from "@mantine/core";
import { ArrowDown, ArrowUp, EllipsisVertical } from "lucide-react";
import type { PointerEvent, ReactNode } from "react";
import { t } from "@/messages";
import css from "./data-grid.module.css";
import type { GridColumn } from "./grid-rows";

/** What the heads of columns offer. Columns are known by where they stand in the grid. */
export interface GridHeads {
  sortOf: (column: number) => { descending: boolean; rank: number | null } | null;
  onSort: (column: number, isMore: boolean) => void;
  menu: (column: number) => ReactNode;
  /** Widths that were set by hand, by the columns' ids. */
  widths: ReadonlyMap<number, number>;
  /** Null for as wide as the content. */
  onWidth: (column: number, width: number | null) => void;
}

interface Props {
  id: string;
  column: GridColumn;
  index: number;
  left: number;
  width: number;
  isPinned: boolean;
  isActive: boolean;
  isMenuOpen: boolean;
  onMenu: (isOpen: boolean) => void;
  heads: GridHeads | undefined;
}

const NARROWEST = 48;

export function GridHead(props: Props) {
  const { id, column, index, left, width, isPinned, isActive, isMenuOpen, onMenu, heads } = props;
  const sort = heads?.sortOf(index) ?? null;
  const Arrow = sort?.descending ? ArrowDown : ArrowUp;
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are not in sight do not exist
    // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
    <div
      id={id}
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={sort === null ? "none" : sort.descending ? "descending" : "ascending"}
      className={css.head}
      data-kind={column.kind}
      data-pinned={isPinned || undefined}
      data-active={isActive || undefined}
      data-sortable={heads !== undefined || undefined}
      style={{ left, width }}
      title={`${column.name} ${column.type}`}
      onClick={(event) => heads?.onSort(index, event.shiftKey)}
    >
      <span className={css.headLine}>
        <span className={css.name}>{column.name}</span>
        {sort !== null && (
          <span className={css.sort}>
            <Arrow size={12} strokeWidth={2.4} aria-hidden />
            {sort.rank}
          </span>
        )}
      </span>
      <span className={css.type}>{column.type}</span>
      {heads !== undefined && (
        <>
          <Menu opened={isMenuOpen} onChange={onMenu} position="bottom-end">
            <Menu.Target>
              <button
                type="button"
                tabIndex={-1}
                className={css.headMenu}
                aria-label={t("results.column.menu", { column: column.name })}
                onClick={(event) => event.stopPropagation()}
              >
                <EllipsisVertical size={14} aria-hidden />
              </button>
            </Menu.Target>
            <Menu.Dropdown onClick={(event) => event.stopPropagation()}>
              {heads.menu(index)}
            </Menu.Dropdown>
          </Menu>
          <Resizer
            width={width}
            onWidth={(next) => heads.onWidth(index, next)}
            onFit={() => heads.onWidth(index, null)}
          />
        </>
      )}
    </div>
  );
}

interface ResizerProps {
  width: number;
  onWidth: (width: number) => void;
  onFit: () => void;
}

/** The right edge of a head: dragged it sets the width, clicked twice it fits the content. */
function Resizer({ width, onWidth, onFit }: ResizerProps) {
  const onPointerDown = (event: PointerEvent<HTMLSpanElement>) => {
    const { currentTarget, pointerId, clientX } = event;
    event.preventDefault();
    currentTarget.setPointerCapture(pointerId);
    const onMove = (move: globalThis.PointerEvent) =>
      onWidth(Math.max(NARROWEST, Math.round(width + move.clientX - clientX)));
    currentTarget.addEventListener("pointermove", onMove);
    currentTarget.addEventListener(
      "lostpointercapture",
      () => currentTarget.removeEventListener("pointermove", onMove),
      { once: true },
    );
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the column's menu has the same for keys
    // biome-ignore lint/a11y/useKeyWithClickEvents: the column's menu has the same for keys
    <span
      className={css.resizer}
      onPointerDown={onPointerDown}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={onFit}
    />
  );
}
