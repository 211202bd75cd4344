import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, type Problem, problemOf, queries, type RunInfo } from "@/api";
import { outputOf } from "../state/runs";

export const ROWS = 50;
export const STREAM_SECONDS = 10;

interface Preview {
  run: RunInfo | undefined;
  isStream: boolean;
  problem: Problem | null;
}

/**
 * Reads the first rows of a table: in batch mode, and where a source never ends, for some seconds
 * as a stream. What it started is stopped and removed when nobody looks any more.
 */
export function usePreview(kernel: string, path: string): Preview {
  const [isStream, setStream] = useState(false);
  const [runId, setRunId] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { data: runs } = useQuery(queries.runs(null));
  const run = runs?.find((it) => it.id === runId);

  useEffect(() => {
    const left = { isLeft: false };
    const started = start(kernel, path, isStream).then(
      (it) => {
        if (!left.isLeft) {
          setRunId(it.id);
        }
        return it.id;
      },
      (error) => {
        if (!left.isLeft) {
          setProblem(problemOf(error));
        }
        return null;
      },
    );
    return () => {
      left.isLeft = true;
      void started.then((id) => (id === null ? undefined : remove(id)));
    };
  }, [kernel, path, isStream]);

  // What never ends cannot be read as a whole; any other mistake is told by the second run, too.
  const isRefused = run?.state === "failed" && !isStream;
  useEffect(() => {
    if (isRefused) {
      setStream(true);
    }
  }, [isRefused]);
  return { run: isRefused ? undefined : run, isStream, problem };
}

function start(kernel: string, path: string, isStream: boolean): Promise<RunInfo> {
  return api.run(kernel, {
    language: "sql",
    source: `SELECT * FROM ${path}`,
    mode: isStream ? "streaming" : "batch",
    limit: ROWS,
    // Kept by the server, as nobody may be there any more to stop it.
    seconds: isStream ? STREAM_SECONDS : null,
  });
}

async function remove(id: string): Promise<void> {
  try {
    await api.cancelRun(id);
  } finally {
    const run = (await api.runs({ limit: 200 })).find((it) => it.id === id);
    const results = run === undefined ? [] : outputOf(run).results;
    await Promise.all(results.map((it) => api.deleteResult(it.resultId)));
  }
}
