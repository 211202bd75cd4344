/** What goes over `WS /live`, which no OpenAPI describes. */

import type { ArrangedState, Arrangement } from "@/core/grid/arrangement";
import type {
  JobGraph,
  JobInfo,
  Problem,
  ResultInfo,
  RunInfo,
  StatusInfo,
} from "./generated/schemas";

export type ResultView = "table" | "changes";

/** What the page asks of `WS /live`. */
export type LiveRequest =
  | {
      op: "watch-result";
      result: string;
      offset: number;
      limit: number;
      view: ResultView;
      columns: string[] | null;
      tail: boolean;
      arrangement: Arrangement | null;
    }
  | { op: "watch-runs"; notebook: string | null }
  | { op: "watch-notebook"; notebook: string }
  | { op: "watch-job"; job: string }
  | { op: "watch-status" };

/** What `WS /live` answers as text. */
export type LiveMessage =
  | { op: "result"; id: string; info: ResultInfo }
  | { op: "run"; id: string; run: RunInfo }
  | { op: "notebook"; id: string; version: string | null; movedTo?: string | null }
  | { op: "status"; id: string; status: StatusInfo; jobs: JobInfo[] }
  | { op: "job"; id: string; graph: JobGraph }
  | { op: "problem"; id: string | null; problem: Problem };

/** The header of a binary frame; an Arrow IPC stream follows it. */
export interface FrameHeader {
  id: string;
  frame: number;
  offset: number;
  rows: number;
  total: number;
  view: ResultView;
  /** Of a window of arranged rows; `total` is then the number of rows found. */
  arranged?: ArrangedState;
}
