/** What goes over `WS /live`, which no OpenAPI describes. */

import type { ArrangedState, Arrangement } from "@/core/grid/arrangement";
import type {
  DeploymentInfo,
  JobGraph,
  JobInfo,
  Problem,
  ResultInfo,
  ResultMoment,
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
      /** An earlier moment of the table: a number of changes, or a time. */
      at: string | null;
    }
  | { op: "watch-runs"; notebook: string | null }
  | { op: "watch-notebook"; notebook: string }
  | { op: "watch-job"; job: string }
  | { op: "watch-deployments"; deployment: string | null }
  | { op: "watch-status" };

/** What `WS /live` answers as text. */
export type LiveMessage =
  | { op: "result"; id: string; info: ResultInfo }
  | { op: "runs"; id: string; runs: RunInfo[] }
  | { op: "notebook"; id: string; version: string | null; movedTo?: string | null }
  | {
      op: "deployments";
      id: string;
      /** Whether these are all there are, whatever was told before. */
      isWhole: boolean;
      deployments: DeploymentInfo[];
      /** The ids of those that are no more. */
      gone: string[];
    }
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
  /** The steps that led to a moment come in a frame of their own, as rows that went and came. */
  view: ResultView | "steps";
  /** Of an earlier moment of the table. */
  moment?: ResultMoment;
  steps?: readonly StepHead[];
  /** Of a window of arranged rows; `total` is then the number of rows found. */
  arranged?: ArrangedState;
  /** Values that are not whole: of a nested one nothing is there, of others the start. */
  cut?: CutValue[];
}

/** Where in the frame a value was cut, and how many bytes it has in full. */
export interface CutValue {
  row: number;
  column: number;
  bytes: number;
}

/** A step that led to a moment; its rows follow one another in the frame. */
export interface StepHead {
  /** The moment after it. */
  at: number;
  /** Epoch milliseconds; 0 where it was not noted. */
  arrivedAt: number;
  /** The kind of its last change, as in `__op`. */
  op: number;
  /** Whether a row went. */
  before: boolean;
  /** Whether a row came. */
  after: boolean;
}
