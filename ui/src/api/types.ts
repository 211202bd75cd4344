/**
 * The shapes of the published API, mirrored from the records in `model/`. Field names are the
 * records' component names.
 */

export type ExecutionMode = "batch" | "streaming";

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string | null;
  code: string;
  help: string;
  details: Record<string, unknown>;
  traceId: string | null;
}

export interface ProcessInfo {
  role: string;
  name: string;
  pid: number | null;
  port: number | null;
  version: string | null;
  memoryBytes: number | null;
  state: string;
  startedAt: string | null;
  note: string | null;
}

export type ClusterState = "starting" | "up" | "restarting" | "unreachable" | "stopped";

export interface ClusterInfo {
  name: string;
  state: ClusterState;
  webUrl: string | null;
  flinkVersion: string | null;
  slotsTotal: number;
  slotsFree: number;
  why: string | null;
}

export interface StatusInfo {
  version: string;
  startedAt: string;
  dataDir: string;
  processes: ProcessInfo[];
  cluster: ClusterInfo;
}

export interface NotebookSummary {
  path: string;
  title: string;
  updatedAt: string;
  sizeBytes: number;
  damaged: boolean;
  runningCells: number;
}

export type BlockKind = "front-matter" | "prose" | "cell" | "damaged";

export interface NotebookBlock {
  key: string;
  kind: BlockKind;
  id: string | null;
  language: string | null;
  attributes: Record<string, string>;
  text: string;
  startLine: number;
}

export interface Notebook {
  path: string;
  version: string;
  title: string;
  warnings: string[];
  damaged: boolean;
  blocks: NotebookBlock[];
}

export type NotebookEdit =
  | { op: "replace"; key: string; text: string }
  | {
      op: "insert";
      after: string | null;
      kind: "cell" | "prose";
      language: string | null;
      attributes: Record<string, string>;
      text: string;
    }
  | { op: "delete"; key: string }
  | { op: "move"; key: string; after: string | null }
  | { op: "attributes"; key: string; attributes: Record<string, string> };

export interface TutorialInfo {
  name: string;
  title: string;
  summary: string;
  minutes: number;
  order: number;
}

export type KernelState = "starting" | "idle" | "busy" | "lost" | "stopped";

export interface KernelInfo {
  id: string;
  notebook: string | null;
  name: string | null;
  runtime: string;
  cluster: string;
  state: KernelState;
  pid: number | null;
  startedAt: string;
  memoryBytes: number | null;
  why: string | null;
}

export interface CompletionItem {
  text: string;
  kind: string;
  detail: string | null;
}

export type RunState =
  | "queued"
  | "running"
  | "streaming"
  | "succeeded"
  | "failed"
  | "cancelled"
  | "skipped";

export interface JobRef {
  id: string;
  cluster: string;
  name: string | null;
  webUrl: string | null;
}

export interface RunError {
  code: string;
  title: string;
  message: string;
  suggestion: string | null;
  help: string;
  line: number | null;
  column: number | null;
  endLine: number | null;
  endColumn: number | null;
  detail: string | null;
}

export interface StatementInfo {
  index: number;
  kind: string;
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
  state: RunState;
  message: string | null;
  resultId: string | null;
  job: JobRef | null;
  error: RunError | null;
  elapsedMillis: number | null;
}

export interface RunProgress {
  tasksTotal: number;
  tasksFinished: number;
  rowsRead: number;
  rowsWritten: number;
  bytesRead: number;
}

export interface RunInfo {
  id: string;
  kernelId: string;
  notebook: string | null;
  cell: string | null;
  language: string;
  mode: ExecutionMode | null;
  source: string;
  state: RunState;
  version: number;
  queuedAt: string;
  startedAt: string | null;
  endedAt: string | null;
  elapsedMillis: number | null;
  statements: StatementInfo[];
  error: RunError | null;
  warnings: string[];
  progress: RunProgress | null;
}

export interface RunRequest {
  language: string;
  source: string;
  mode: ExecutionMode | null;
  notebook?: string;
  cell?: string | null;
  after?: string;
  limit?: number;
}

export type ColumnKind = "number" | "string" | "boolean" | "temporal" | "binary" | "nested";

export interface ResultColumn {
  name: string;
  type: string;
  kind: ColumnKind;
}

export type ResultState =
  | "opening"
  | "running"
  | "complete"
  | "failed"
  | "cancelled"
  | "stopped"
  | "interrupted";

export interface ResultInfo {
  id: string;
  runId: string;
  statement: number;
  columns: ResultColumn[];
  mode: ExecutionMode;
  changelog: "append" | "upsert" | "retract";
  upsertKey: string[];
  state: ResultState;
  why: string | null;
  rowsIn: number;
  rowsHeld: number;
  rowsDropped: number;
  bytesHeld: number;
  ratePerSecond: number;
  watermark: number | null;
  frame: number;
  path: "sink" | "collect" | "kernel";
  job: JobRef | null;
  openedAt: string;
  firstRowAt: string | null;
  endedAt: string | null;
}

export interface JobInfo {
  id: string;
  name: string;
  state: string;
  cluster: string;
  startedAt: string | null;
  endedAt: string | null;
  durationMillis: number | null;
  tasksTotal: number;
  tasksRunning: number;
  rowsRead: number | null;
  rowsWritten: number | null;
  runId: string | null;
  notebook: string | null;
  cell: string | null;
  webUrl: string | null;
  why: string | null;
}

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
    }
  | { op: "watch-runs"; notebook: string | null }
  | { op: "watch-notebook"; notebook: string }
  | { op: "watch-status" };

/** What `WS /live` answers as text. */
export type LiveMessage =
  | { op: "result"; id: string; info: ResultInfo }
  | { op: "run"; id: string; run: RunInfo }
  | { op: "notebook"; id: string; version: string }
  | { op: "status"; id: string; status: StatusInfo; jobs: JobInfo[] }
  | { op: "problem"; id: string | null; problem: Problem };

/** The header of a binary frame; an Arrow IPC stream follows it. */
export interface FrameHeader {
  id: string;
  frame: number;
  offset: number;
  rows: number;
  total: number;
  view: ResultView;
}
