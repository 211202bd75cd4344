import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Workflow } from "lucide-react";
import { problemOf, queries } from "@/api";
import { Choice } from "@/components/ui/choice";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, Panel } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { t } from "@/messages";
import { JobTable } from "./job-table";

export function JobsPage() {
  const { data, error, refetch } = useQuery(queries.jobs());
  const { show } = useSearch({ from: "/jobs" });
  const navigate = useNavigate();
  const jobs = [...(data ?? [])]
    .filter((job) => show === "all" || job.endedAt === null)
    .sort((a, b) => ((a.startedAt ?? "") < (b.startedAt ?? "") ? 1 : -1));
  return (
    <Page
      title={t("jobs.title")}
      intro={t("jobs.intro")}
      actions={
        <Choice
          label={t("jobs.filter.label")}
          value={show ?? "active"}
          options={[
            { value: "active" as const, label: t("jobs.filter.active") },
            { value: "all" as const, label: t("jobs.filter.all") },
          ]}
          onChange={(next) =>
            void navigate({ to: "/jobs", search: next === "all" ? { show: "all" } : {} })
          }
        />
      }
    >
      {error !== null && data === undefined ? (
        <ProblemPanel
          title={problemOf(error).title}
          text={problemOf(error).detail}
          help={problemOf(error).help}
          onRetry={() => void refetch()}
        />
      ) : data === undefined ? (
        <Skeleton height={200} />
      ) : (
        <Panel>
          {jobs.length > 0 ? (
            <JobTable jobs={jobs} />
          ) : (
            <EmptyState
              icon={Workflow}
              title={t(data.length === 0 ? "jobs.empty.title" : "jobs.empty.active.title")}
              text={t(data.length === 0 ? "jobs.empty.text" : "jobs.empty.active.text")}
            />
          )}
        </Panel>
      )}
    </Page>
  );
}
