export { askAhead, openNotebook } from "./ahead";
export { api } from "./calls";
export { ApiError, isProblem, problemOf } from "./client";
export { useLiveDeployments, type WatchedDeployments } from "./deployments";
export type * from "./generated/schemas";
export { useJobGraph, type WatchedJob } from "./job-graph";
export type { ConnectionState, LiveConnection, ResultFrame, Watch } from "./live";
export {
  LiveProvider,
  openLive,
  useConnectionCare,
  useConnectionState,
  useIsOutdatedPage,
  useLive,
} from "./live-context";
export type { CutValue, ResultView } from "./live-messages";
export { type NotebookChanges, useNotebookChanges } from "./notebook-changes";
export { queries, useLiveRuns, useLiveStatus, withRuns } from "./queries";
