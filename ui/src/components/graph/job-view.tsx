import { Skeleton } from "@mantine/core";
import { useMemo } from "react";
import { Ago } from "@/components/ui/time";
import { formatBytes } from "@/core/format/numbers";
import { reasonOf } from "@/core/format/problems";
import { formatClock, formatDuration } from "@/core/format/times";
import { t } from "@/messages";
import css from "./graph.module.css";
import { GraphView } from "./graph-view";
import { jobGraph, type RunningGraph } from "./job-graph";

interface Job extends RunningGraph {
  checkpoint: { at: string; durationMillis: number; stateBytes: number } | null;
  failure: { at: string; task: string | null; cause: string } | null;
}

interface Props {
  job: Job | null;
  problem: { title: string; detail: string | null; help: string } | null;
}

/** A job as it runs: its graph with rates and load, its last checkpoint, its last failure. */
export function JobView({ job, problem }: Props) {
  const graph = useMemo(() => (job === null ? null : jobGraph(job)), [job]);
  if (job === null || graph === null) {
    return problem === null ? (
      <Skeleton height={420} aria-label={t("plan.asking")} />
    ) : (
      <p role="alert">{reasonOf(problem)}</p>
    );
  }
  const { checkpoint, failure } = job;
  return (
    <div className={css.view}>
      <p className={css.hint}>
        {t("plan.asOf", { time: formatClock(Date.parse(job.at)) })}
        {problem !== null && ` · ${problem.detail ?? problem.title}`}
        {" · "}
        {checkpoint === null ? (
          t("plan.checkpoint.none")
        ) : (
          <>
            {t("plan.checkpoint", {
              size: formatBytes(checkpoint.stateBytes),
              duration: formatDuration(checkpoint.durationMillis),
            })}{" "}
            <Ago at={checkpoint.at} />
          </>
        )}
      </p>
      {failure !== null && (
        <div className={css.failure} role="note">
          <strong>
            {failure.task === null
              ? t("plan.failure", { time: formatClock(Date.parse(failure.at)) })
              : t("plan.failure.task", {
                  time: formatClock(Date.parse(failure.at)),
                  task: failure.task,
                })}
          </strong>
          <p>{failure.cause}</p>
        </div>
      )}
      <GraphView graph={graph} text={null} />
    </div>
  );
}
