export { api } from "./calls";
export { ApiError, isProblem, problemOf } from "./client";
export type { ConnectionState, LiveConnection, ResultFrame, Watch } from "./live";
export {
  LiveProvider,
  openLive,
  useConnectionCare,
  useConnectionState,
  useLive,
} from "./live-context";
export { queries, useLiveRuns, useLiveStatus, withRun } from "./queries";
export type * from "./types";
