import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { api, queries, useJobGraph } from "@/api";
import { JobView } from "@/components/graph/job-view";
import { NewTabMark } from "@/components/ui/new-tab-mark";
import { Page, Section } from "@/components/ui/page";
import { StatusChip } from "@/components/ui/status-chip";
import { StopButton } from "@/components/ui/stop-button";
import { Ago } from "@/components/ui/time";
import { useTabVisible } from "@/components/ui/use-visible";
import { shortJobName } from "@/core/format/jobs";
import { linkedPath } from "@/core/notebook/folders";
import { t } from "@/messages";
import css from "./jobs.module.css";

/** One job: what it is, and its graph as it runs. */
export function JobPage() {
  const { job: id } = useParams({ from: "/jobs/$job" });
  const { data } = useQuery(queries.jobs());
  const client = useQueryClient();
  const { graph, problem } = useJobGraph(id, useTabVisible());
  const job = data?.find((it) => it.id === id);
  const name = job?.name ?? graph?.name ?? id;
  const path = linkedPath(job?.notebook ?? null);
  return (
    <Page
      title={shortJobName(name)}
      actions={
        job !== undefined &&
        job.endedAt === null && (
          <StopButton
            name={shortJobName(name)}
            text={t("jobs.stop.text", { cluster: job.cluster })}
            stop={async () => {
              await api.cancelJob(id);
              await client.invalidateQueries({ queryKey: ["jobs"] });
            }}
          />
        )
      }
    >
      <div className={css.facts}>
        <Link to="/jobs" search={{ show: "all" }}>
          {t("jobs.back")}
        </Link>
        {(job ?? graph) !== undefined && (job ?? graph) !== null && (
          <StatusChip state={job?.state ?? graph?.state ?? ""} why={job?.why ?? null} />
        )}
        {job?.startedAt != null && <Ago at={job.startedAt} />}
        {path !== null && (
          <Link
            to="/notebooks/$"
            params={{ _splat: path }}
            {...(job?.cell != null && { hash: job.cell })}
          >
            {job?.cell ?? path}
          </Link>
        )}
        {job?.webUrl != null && (
          <a href={job.webUrl} target="_blank" rel="noopener noreferrer">
            {t("jobs.flink")}
            <NewTabMark />
          </a>
        )}
        <code>{id}</code>
      </div>
      <Section title={t("jobs.graph")}>
        <JobView job={graph} problem={problem} />
      </Section>
    </Page>
  );
}
