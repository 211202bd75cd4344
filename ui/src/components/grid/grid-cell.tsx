import type { CellValue } from "@/core/arrow/values";
import { formatValue, LONG_VALUE } from "@/core/format/values";
import css from "./data-grid.module.css";

interface Props {
  id: string;
  /** Undefined while it has not been fetched. */
  value: CellValue | undefined;
  kind: string;
  row: number;
  column: number;
  left: number;
  width: number;
  isActive: boolean;
  onActivate: (row: number, column: number) => void;
  onOpen: (row: number, column: number, value: CellValue) => void;
}

export function GridCell(props: Props) {
  const { id, value, kind, row, column, left, width, isActive, onActivate, onOpen } = props;
  const text = value === undefined ? "" : formatValue(value);
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are not in sight do not exist
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus
    <div
      id={id}
      role="gridcell"
      aria-colindex={column + 1}
      aria-selected={isActive}
      className={css.cell}
      data-kind={kind}
      data-null={value === null || undefined}
      data-active={isActive || undefined}
      style={{ left, width }}
      onClick={() => onActivate(row, column)}
      onDoubleClick={() => value !== undefined && onOpen(row, column, value)}
    >
      {value === undefined ? (
        <span className={css.absent} />
      ) : text.length > LONG_VALUE ? (
        `${text.slice(0, LONG_VALUE)}…`
      ) : (
        text
      )}
    </div>
  );
}
