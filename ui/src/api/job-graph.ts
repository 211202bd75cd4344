import { useEffect, useState } from "react";
import type { JobGraph, Problem } from "./generated/schemas";
import { useLive } from "./live-context";

export interface WatchedJob {
  graph: JobGraph | null;
  /** Why there is nothing newer. */
  problem: Problem | null;
}

const NOTHING: WatchedJob = { graph: null, problem: null };

/** A job's graph, about once a second as long as somebody looks. */
export function useJobGraph(job: string, isWatched: boolean): WatchedJob {
  const live = useLive();
  const [watched, setWatched] = useState<WatchedJob>(NOTHING);
  const [shown, setShown] = useState(job);
  if (shown !== job) {
    // Nothing of the job before may stand under the name of this one.
    setShown(job);
    setWatched(NOTHING);
  }
  useEffect(() => {
    if (!isWatched) {
      return;
    }
    const watch = live.watch(
      { op: "watch-job", job },
      {
        onMessage: (message) => {
          if (message.op === "job") {
            setWatched({ graph: message.graph, problem: null });
          } else if (message.op === "problem") {
            setWatched(({ graph }) => ({ graph, problem: message.problem }));
          }
        },
      },
    );
    return () => watch.close();
  }, [live, job, isWatched]);
  return watched;
}
