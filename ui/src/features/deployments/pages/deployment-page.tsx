import { Skeleton } from "@mantine/core";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { ShieldQuestion } from "lucide-react";
import { type ReactNode, useState } from "react";
import { type DeploymentInfo, useJobGraph, useLiveDeployments } from "@/api";
import { JobView } from "@/components/graph/job-view";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, Panel, Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Ago } from "@/components/ui/time";
import { useTabVisible } from "@/components/ui/use-visible";
import { t } from "@/messages";
import { LATEST } from "../acts";
import { ActButtons } from "../parts/act-buttons";
import { ActDialog, type Asked } from "../parts/act-dialog";
import { Attempts } from "../parts/attempts";
import css from "../parts/deployments.module.css";
import { Program } from "../parts/program";
import { RestorePoints } from "../parts/restore-points";
import { Timeline } from "../parts/timeline";
import { VerdictChip } from "../parts/verdict-chip";
import { Why } from "../parts/why";

/** One deployment: how it is and why, what happened to it, and what can be done. */
export function DeploymentPage() {
  const { name } = useParams({ from: "/deployments/$name" });
  const { deployments, problem } = useLiveDeployments(name);
  const deployment = deployments?.[0];
  if (deployment !== undefined) {
    return <Details key={deployment.id} deployment={deployment} />;
  }
  if (deployments !== null) {
    return (
      <EmptyState
        isPage
        icon={ShieldQuestion}
        title={t("deployments.gone", { name })}
        text={t("deployments.gone.text")}
        action={<Link to="/deployments">{t("deployments.back")}</Link>}
      />
    );
  }
  return (
    <Page title={name}>
      {problem === null ? (
        <Skeleton height={320} />
      ) : (
        <ProblemPanel title={problem.title} text={problem.detail} help={problem.help} />
      )}
    </Page>
  );
}

function Details({ deployment }: { deployment: DeploymentInfo }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const navigate = useNavigate();
  const { name, verdict, desired, since, cluster, attempt, jobId, labels } = deployment;
  const ask = (act: Asked["act"], begin = LATEST) =>
    setAsked({ act, deployments: [deployment], left: 0, begin });
  const isAlive = ["RUNNING", "DEGRADED", "STOPPING", "CONFLICT"].includes(verdict);
  return (
    <Page title={name} actions={<ActButtons deployment={deployment} onAct={(act) => ask(act)} />}>
      <div className={css.facts}>
        <Link to="/deployments">{t("deployments.back")}</Link>
        <span>
          <VerdictChip verdict={verdict} /> <Ago at={since} />
        </span>
        <Fact title={t("deployments.wanted")}>{t(`deployments.wanted.${desired}`)}</Fact>
        <Fact title={t("deployments.cluster")}>{cluster}</Fact>
        {jobId !== null && attempt !== null && (
          <Fact title={t("deployments.job")}>
            <Link to="/jobs/$job" params={{ job: jobId }} title={jobId}>
              {t("deployments.attempt", { n: attempt })}
            </Link>
          </Fact>
        )}
        {Object.entries(labels).map(([key, value]) => (
          <code key={key} className={css.label}>
            {key}={value}
          </code>
        ))}
      </div>
      <Why deployment={deployment} />
      {jobId !== null && isAlive && <Graph job={jobId} />}
      <div className={css.columns}>
        <Section title={t("deployments.timeline")}>
          <Timeline deployment={deployment} />
        </Section>
        <Section title={t("deployments.points")}>
          <RestorePoints
            deployment={deployment}
            onStart={(path) =>
              ask(desired === "RUNNING" ? "restart" : "start", { ...LATEST, from: "PATH", path })
            }
          />
        </Section>
      </div>
      <Section title={t("deployments.attempts")}>
        <Panel>
          <Attempts deployment={deployment} />
        </Panel>
      </Section>
      <Program deployment={deployment} />
      {asked !== null && (
        <ActDialog
          {...asked}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null);
            if (asked.act === "delete") {
              void navigate({ to: "/deployments" });
            }
          }}
        />
      )}
    </Page>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <span>
      {title} <b className={css.fact}>{children}</b>
    </span>
  );
}

function Graph({ job }: { job: string }) {
  const { graph, problem } = useJobGraph(job, useTabVisible());
  return (
    <Section title={t("deployments.graph")}>
      <JobView job={graph} problem={problem} />
    </Section>
  );
}
