import type { ExecutionMode, RunInfo, RunState, StatementInfo } from "@/api";
import type { Block } from "@/core/notebook/document";
import { partIn } from "@/core/sql/part";

const FINAL: readonly RunState[] = ["succeeded", "failed", "cancelled", "skipped"];

export function isFinal(run: RunInfo): boolean {
  return FINAL.includes(run.state);
}

export interface CellRuns {
  latest: RunInfo;
  /** The run whose output is shown: the latest that has any, while a newer one has none yet. */
  shown: RunInfo;
}

/** The runs that matter for each cell, by the cell's id. */
export function runsByCell(runs: readonly RunInfo[]): Map<string, CellRuns> {
  const cells = new Map<string, CellRuns>();
  const newestFirst = [...runs].sort((a, b) => (a.queuedAt < b.queuedAt ? 1 : -1));
  for (const run of newestFirst) {
    if (run.cell === null) {
      continue;
    }
    const known = cells.get(run.cell);
    if (known === undefined) {
      cells.set(run.cell, { latest: run, shown: run });
    } else if (isWaiting(known.shown) && hasOutput(run)) {
      cells.set(run.cell, { latest: known.latest, shown: run });
    }
  }
  return cells;
}

function isWaiting(run: RunInfo): boolean {
  return !isFinal(run) && !hasOutput(run);
}

export function hasOutput(run: RunInfo): boolean {
  return (
    run.error !== null || run.statements.some((it) => it.resultId !== null || it.message !== null)
  );
}

export interface Output {
  results: (StatementInfo & { resultId: string })[];
  messages: StatementInfo[];
}

export function outputOf(run: RunInfo): Output {
  return {
    results: run.statements.flatMap((it) =>
      it.resultId === null ? [] : [{ ...it, resultId: it.resultId }],
    ),
    messages: run.statements.filter((it) => it.resultId === null && it.message !== null),
  };
}

/** The attribute `mode=batch|streaming` as the API says it; null leaves it to the kernel. */
export function modeOf(block: Block): ExecutionMode | null {
  switch (block.attributes.mode) {
    case "batch":
      return "batch";
    case "stream":
    case "streaming":
      return "streaming";
    default:
      return null;
  }
}

/** Whether what is shown was made by other text than the cell has now, or a part of it. */
export function isStale(block: Block, run: RunInfo): boolean {
  const mode = modeOf(block);
  const isOtherMode = mode !== null && run.mode !== null && run.mode !== mode;
  return partIn(block.text, run.source) === null || isOtherMode;
}
