import type { CellValue } from "@/core/arrow/values";
import { formatBytes } from "@/core/format/numbers";
import { formatCell, LONG_VALUE } from "@/core/format/values";
import css from "./data-grid.module.css";

interface Props {
  id: string;
  /** Undefined while it has not been fetched. */
  value: CellValue | undefined;
  /** How large the value is of which this is the start. */
  cutBytes: number | undefined;
  kind: string;
  row: number;
  column: number;
  left: number;
  width: number;
  isPinned: boolean;
  isMarked: boolean;
  isActive: boolean;
  isSelected: boolean;
  onActivate: (row: number, column: number, isExtending: boolean) => void;
  onOpen: (row: number, column: number, value: CellValue) => void;
}

export function GridCell(props: Props) {
  const { id, value, kind, row, column, left, width, isPinned, isActive, isSelected } = props;
  const { cutBytes, onActivate, onOpen } = props;
  // Of a nested value that was cut nothing is here.
  const isHollow = value === null && cutBytes !== undefined;
  const text = value === undefined || isHollow ? "" : formatCell(value, kind);
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are not in sight do not exist
    // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus
    <div
      id={id}
      role="gridcell"
      aria-colindex={column + 1}
      aria-selected={isSelected}
      className={css.cell}
      data-kind={kind}
      data-null={(value === null && !isHollow) || undefined}
      data-cut={cutBytes === undefined ? undefined : true}
      data-active={isActive || undefined}
      data-selected={isSelected || undefined}
      data-pinned={isPinned || undefined}
      data-marked={props.isMarked || undefined}
      style={{ left, width }}
      onMouseDown={(event) => {
        // The other button asks for a menu on what is selected.
        if (event.button === 0 || !isSelected) {
          onActivate(row, column, event.shiftKey);
        }
      }}
      onMouseEnter={(event) => event.buttons === 1 && onActivate(row, column, true)}
      onDoubleClick={() => value !== undefined && onOpen(row, column, value)}
    >
      {value === undefined ? (
        <span className={css.absent} />
      ) : text.length > LONG_VALUE || cutBytes !== undefined ? (
        `${text.slice(0, LONG_VALUE)}…`
      ) : (
        text
      )}
      {cutBytes !== undefined && <span className={css.size}>{formatBytes(cutBytes)}</span>}
    </div>
  );
}
