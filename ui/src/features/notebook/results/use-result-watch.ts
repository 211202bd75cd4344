import { useEffect, useMemo, useRef, useState } from "react";
import {
  type Problem,
  type ResultFrame,
  type ResultInfo,
  type ResultMoment,
  type ResultView,
  useConnectionState,
  useLive,
  type Watch,
} from "@/api";
import type { Arrangement } from "@/core/grid/arrangement";

export interface ResultWindow {
  offset: number;
  limit: number;
  view: ResultView;
  columns: string[] | null;
  tail: boolean;
  arrangement: Arrangement | null;
  /** An earlier moment; null for the newest. */
  at: string | null;
}

export interface WatchedResult {
  info: ResultInfo | null;
  problem: Problem | null;
  /** When the last word about the result came, in epoch milliseconds. */
  heardAt: number;
  /** Whether the rows may be older than what the server has. */
  isStale: boolean;
  /** The moment that is shown; null for the newest. */
  moment: ResultMoment | null;
  /** Why an earlier moment cannot be shown. */
  momentProblem: Problem | null;
}

/**
 * Follows one window of a result. Each frame is acknowledged after it was painted, so that a busy
 * page is sent less. Without `isEnabled` nothing is asked for and the last rows stay.
 */
export function useResultWatch(
  result: string,
  window: ResultWindow,
  isEnabled: boolean,
): { watched: WatchedResult; frame: ResultFrame | null; steps: ResultFrame | null } {
  const live = useLive();
  const connection = useConnectionState();
  const watch = useRef<Watch | null>(null);
  const [info, setInfo] = useState<ResultInfo | null>(null);
  const [frame, setFrame] = useState<ResultFrame | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [steps, setSteps] = useState<ResultFrame | null>(null);
  const [momentProblem, setMomentProblem] = useState<Problem | null>(null);
  const heardAt = useRef(0);
  const { offset, limit, view, tail, at } = window;
  const arrangement = window.arrangement === null ? null : JSON.stringify(window.arrangement);
  const columns = window.columns === null ? null : JSON.stringify(window.columns);
  const request = {
    op: "watch-result" as const,
    result,
    offset,
    limit,
    view,
    columns: window.columns,
    tail,
    arrangement: window.arrangement,
    at,
  };
  const latest = useRef(request);
  latest.current = request;

  useEffect(() => {
    if (!isEnabled) {
      return;
    }
    const made = live.watch(latest.current, {
      onMessage: (message) => {
        heardAt.current = Date.now();
        if (message.op === "result") {
          setInfo(message.info);
          setProblem(null);
        } else if (message.op === "problem") {
          setProblem(message.problem);
          setMomentProblem(latest.current.at === null ? null : message.problem);
        }
      },
      onFrame: (next) => {
        heardAt.current = Date.now();
        // What is still on the way when another moment was chosen comes too late.
        const isWanted = (next.header.moment !== undefined) === (latest.current.at !== null);
        if (isWanted && next.header.view === "steps") {
          setSteps(next);
        } else if (isWanted && next.header.view === latest.current.view) {
          setMomentProblem(null);
          setFrame((before) => (before === null || !isWaiting(next) ? next : waited(before, next)));
          setProblem(null);
        }
        requestAnimationFrame(() => made.ack(next.header.frame));
      },
    });
    watch.current = made;
    return () => {
      made.close();
      watch.current = null;
    };
  }, [live, isEnabled]);

  useEffect(() => {
    if (at === null) {
      setSteps(null);
      setMomentProblem(null);
    }
  }, [at]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the parts of the request, one by one
  useEffect(() => {
    watch.current?.update(latest.current);
  }, [result, offset, limit, view, columns, tail, arrangement, at]);

  const isLive = info === null || info.state === "opening" || info.state === "running";
  const isStale = isLive && info !== null && connection.state !== "connected";
  const moment = frame?.header.moment ?? null;
  const watched = useMemo<WatchedResult>(
    () => ({ info, problem, isStale, heardAt: heardAt.current, moment, momentProblem }),
    [info, problem, isStale, moment, momentProblem],
  );
  return { watched, frame, steps };
}

/** Whether the first rows of an arrangement are still to come. */
function isWaiting({ header }: ResultFrame): boolean {
  return header.arranged !== undefined && !header.arranged.whole && header.rows === 0;
}

/** The rows of before, which stay until others take their place. */
function waited(before: ResultFrame, next: ResultFrame): ResultFrame {
  const { arranged } = next.header;
  return arranged === undefined ? next : { ...before, header: { ...before.header, arranged } };
}
