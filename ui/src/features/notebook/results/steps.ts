import type { ResultFrame } from "@/api";
import type { CellValue } from "@/core/arrow/values";
import { formatWhole } from "@/core/format/values";
import type { Since } from "./use-player";

export interface Step {
  /** The moment after it, in changes. */
  at: number;
  /** Epoch milliseconds; 0 where it was not noted. */
  arrivedAt: number;
  op: number;
  /** The row of the frame that went; null when none did. */
  before: number | null;
  /** The row of the frame that came; null when none did. */
  after: number | null;
}

interface Steps {
  steps: readonly Step[];
  /** The steps after this moment are those of the last move. */
  current: number;
  /** So many changes of the last move are too many to be listed. */
  cut: number;
}

/** What led to a moment, and what of it the last move brought. */
export function stepsOf({ header }: ResultFrame, since: Since): Steps {
  let row = 0;
  const steps = (header.steps ?? []).map(({ at, arrivedAt, op, before, after }) => ({
    at,
    arrivedAt,
    op,
    before: before ? row++ : null,
    after: after ? row++ : null,
  }));
  const { at = 0, previous = null, previousFrame = null } = header.moment ?? {};
  const begin =
    typeof since === "number" ? since : ((since === "step" ? previous : previousFrame) ?? at);
  const firstAt = steps[0]?.at ?? at;
  return { steps, current: begin, cut: Math.max(0, firstAt - 1 - begin) };
}

/** Which cells of a window the last move changed, by row of the window and name of the column. */
export function changedCells(
  frame: ResultFrame,
  steps: ResultFrame,
  since: Since,
  key: readonly string[],
): Map<number, ReadonlySet<string>> {
  const columns = steps.table.columns.map(({ name, values }, i) => ({
    name,
    text: (row: number) => `${text(values[row] ?? null)} ${cutBytesOf(steps, row, i) ?? ""}`,
  }));
  const names = columns.map(({ name }) => name);
  const identity = key.length > 0 ? key : names;
  const changed = new Map<string, Set<string>>();
  const { steps: all, current } = stepsOf(steps, since);
  for (const { at, before, after } of all) {
    const id = after === null || at <= current ? null : rowKey(steps, identity, after);
    if (id === null || after === null) {
      continue;
    }
    const cells = changed.get(id) ?? new Set<string>();
    for (const column of columns) {
      if (before === null || column.text(before) !== column.text(after)) {
        cells.add(column.name);
      }
    }
    changed.set(id, cells);
  }
  const marked = new Map<number, ReadonlySet<string>>();
  for (let row = 0; changed.size > 0 && row < frame.table.rows; row++) {
    const id = rowKey(frame, identity, row);
    const cells = id === null ? undefined : changed.get(id);
    if (cells !== undefined) {
      marked.set(frame.header.offset + row, cells);
    }
  }
  return marked;
}

function rowKey({ table }: ResultFrame, names: readonly string[], row: number): string | null {
  const values = names.map((name) => table.columns.find((it) => it.name === name)?.values[row]);
  return values.includes(undefined) ? null : JSON.stringify(values.map((it) => text(it ?? null)));
}

/** How many bytes a value of a frame has of which only the start was sent; undefined if whole. */
export function cutBytesOf(frame: ResultFrame, row: number, column: number): number | undefined {
  return frame.header.cut?.find((it) => it.row === row && it.column === column)?.bytes;
}

function text(value: CellValue): string | null {
  return value === null ? null : formatWhole(value, 0);
}
