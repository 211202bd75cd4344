import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleSlash,
  CircleX,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  Radio,
} from "lucide-react";
import { tOr } from "@/messages";

export type Tone = "neutral" | "running" | "live" | "ok" | "fail" | "stale";

export interface Status {
  tone: Tone;
  icon: LucideIcon;
  isMoving: boolean;
}

const QUIET: Status = { tone: "neutral", icon: CircleDashed, isMoving: false };
const WAITING: Status = { tone: "neutral", icon: Hourglass, isMoving: false };
const RUNNING: Status = { tone: "running", icon: LoaderCircle, isMoving: true };
const LIVE: Status = { tone: "live", icon: Radio, isMoving: false };
const DONE: Status = { tone: "ok", icon: CircleCheck, isMoving: false };
const READY: Status = { tone: "ok", icon: CircleDot, isMoving: false };
const FAILED: Status = { tone: "fail", icon: CircleX, isMoving: false };
const ALARM: Status = { tone: "fail", icon: CircleAlert, isMoving: false };
const DOUBTFUL: Status = { tone: "stale", icon: CircleAlert, isMoving: false };
const DELAYED: Status = { tone: "stale", icon: Hourglass, isMoving: false };
const ENDED: Status = { tone: "neutral", icon: CircleSlash, isMoving: false };

/** The one place that says how a state looks, whatever it is the state of. */
const LOOKS: Record<string, Status> = {
  queued: WAITING,
  opening: WAITING,
  created: WAITING,
  starting: RUNNING,
  restarting: RUNNING,
  initializing: RUNNING,
  running: RUNNING,
  busy: RUNNING,
  cancelling: RUNNING,
  reconciling: RUNNING,
  streaming: LIVE,
  succeeded: DONE,
  complete: DONE,
  finished: DONE,
  up: READY,
  idle: READY,
  warm: READY,
  failed: FAILED,
  failing: FAILED,
  lost: ALARM,
  unreachable: ALARM,
  interrupted: ALARM,
  cancelled: ENDED,
  canceled: ENDED,
  skipped: ENDED,
  stopped: ENDED,
  suspended: ENDED,
  stopping: RUNNING,
  waiting: DELAYED,
  degraded: DOUBTFUL,
  conflict: ALARM,
  stale: DOUBTFUL,
};

export function statusOf(state: string): Status {
  return LOOKS[state.toLowerCase()] ?? QUIET;
}

export function wordOf(state: string): string {
  return tOr(`states.${state.toLowerCase()}`, state);
}
