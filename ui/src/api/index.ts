export { api } from "./calls";
export { ApiError, isProblem, problemOf } from "./client";
export type * from "./generated/schemas";
export { useJobGraph, type WatchedJob } from "./job-graph";
export type { ConnectionState, LiveConnection, ResultFrame, Watch } from "./live";
export {
  LiveProvider,
  openLive,
  useConnectionCare,
  useConnectionState,
  useLive,
} from "./live-context";
export type { ResultView } from "./live-messages";
export { type NotebookChanges, useNotebookChanges } from "./notebook-changes";
export { queries, useLiveRuns, useLiveStatus, withRun } from "./queries";
