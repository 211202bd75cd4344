import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Workflow } from "lucide-react";
import { useMemo, useState } from "react";
import {
  type CheckRequest,
  problemOf,
  queries,
  type RunInfo,
  type TextPlan,
  useJobGraph,
} from "@/api";
import { GraphView } from "@/components/graph/graph-view";
import { JobView } from "@/components/graph/job-view";
import { planGraph } from "@/components/graph/plan-graph";
import { Choice } from "@/components/ui/choice";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { useTabVisible } from "@/components/ui/use-visible";
import { t } from "@/messages";
import css from "./notebook.module.css";

interface Props {
  title: string;
  text: string;
  mode: CheckRequest["mode"];
  run: RunInfo | undefined;
  kernel: () => Promise<string>;
  onClose: () => void;
}

/** How a cell would run, and how its jobs do run. */
export default function PlanDialog({ title, text, mode, run, kernel, onClose }: Props) {
  const jobs = useMemo(
    () => (run?.statements ?? []).flatMap((it) => (it.job === null ? [] : [it.job.id])),
    [run],
  );
  const [shown, setShown] = useState(jobs.at(-1) ?? "plan");
  const tabs = [
    { value: "plan", label: t("plan.tab.plan") },
    ...jobs.map((job, i) => ({ value: job, label: t("plan.tab.job", { n: i + 1 }) })),
  ];
  return (
    <Dialog title={t("plan.title", { cell: title })} size="72rem" onClose={onClose}>
      <div className={css.plan}>
        {jobs.length > 0 && (
          <Choice label={t("plan.view")} value={shown} options={tabs} onChange={setShown} />
        )}
        {jobs.includes(shown) ? (
          <RunningJob key={shown} job={shown} />
        ) : (
          <Explained text={text} mode={mode} kernel={kernel} />
        )}
      </div>
    </Dialog>
  );
}

function RunningJob({ job }: { job: string }) {
  const { graph, problem } = useJobGraph(job, useTabVisible());
  return <JobView job={graph} problem={problem} />;
}

function Explained({ text, mode, kernel }: Pick<Props, "text" | "mode" | "kernel">) {
  const { data, error } = useQuery(queries.plan(text, mode, kernel));
  if (data === undefined) {
    return error === null ? (
      <Skeleton height={420} aria-label={t("plan.loading")} />
    ) : (
      <p role="alert">{`${t("plan.failed")}: ${problemOf(error).detail ?? problemOf(error).title}`}</p>
    );
  }
  return <Plans plan={data} />;
}

function Plans({ plan }: { plan: TextPlan }) {
  const { statements, error } = plan;
  const [index, setIndex] = useState(String(statements.at(-1)?.index ?? 0));
  const statement = statements.find((it) => String(it.index) === index);
  const graph = useMemo(() => planGraph(statement?.nodes ?? []), [statement]);
  return (
    <>
      {error !== null && (
        <p role="alert" className={css.warning}>
          {[t("plan.failed"), error.message, error.suggestion].filter(Boolean).join(" · ")}
        </p>
      )}
      {statements.length > 1 && (
        <Choice
          label={t("plan.which.statement")}
          value={index}
          options={statements.map((it) => ({
            value: String(it.index),
            label: t("plan.statement", { line: it.line, kind: it.kind }),
          }))}
          onChange={setIndex}
        />
      )}
      {statement !== undefined && <GraphView key={index} graph={graph} text={statement.text} />}
      {statement === undefined && error === null && (
        <EmptyState
          isSmall
          icon={Workflow}
          title={t("plan.none.title")}
          text={t("plan.none.text")}
        />
      )}
    </>
  );
}
