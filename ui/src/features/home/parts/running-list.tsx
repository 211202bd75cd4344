import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Wind } from "lucide-react";
import { api, type JobInfo, queries, type RunInfo } from "@/api";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/page";
import { StatusChip } from "@/components/ui/status-chip";
import { StopButton } from "@/components/ui/stop-button";
import tables from "@/components/ui/table.module.css";
import { Elapsed } from "@/components/ui/time";
import { shortJobName } from "@/core/format/jobs";
import { formatCount } from "@/core/format/numbers";
import { linkedPath } from "@/core/notebook/folders";
import { t } from "@/messages";

interface Item {
  key: string;
  name: string;
  state: string;
  since: string | null;
  notebook: string | null;
  cell: string | null;
  rows: number | null;
  stopText: string;
  stop: () => Promise<void>;
}

const ACTIVE = ["queued", "running", "streaming"];

/** Streams and jobs that run now. A run with its own job is one line, not two. */
export function RunningList() {
  const { data: runs } = useQuery(queries.runs(null));
  const { data: jobs } = useQuery(queries.jobs());
  const items = runningItems(runs ?? [], jobs ?? []);
  return (
    <Panel>
      {items.length === 0 ? (
        <EmptyState
          isSmall
          icon={Wind}
          title={t("home.running.empty.title")}
          text={t("home.running.empty.text")}
        />
      ) : (
        <table className={tables.table}>
          <thead>
            <tr>
              <th>{t("jobs.state")}</th>
              <th>{t("jobs.name")}</th>
              <th className={`${tables.number} ${tables.optional}`}>{t("jobs.read")}</th>
              <th className={`${tables.number} ${tables.optional}`}>{t("jobs.duration")}</th>
              <th>
                <span className="visually-hidden">{t("jobs.stop")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.key}>
                <td className={tables.tight}>
                  <StatusChip state={item.state} />
                </td>
                <td className={tables.wide}>
                  {item.notebook === null ? (
                    item.name
                  ) : (
                    <Link
                      to="/notebooks/$"
                      params={{ _splat: item.notebook }}
                      {...(item.cell !== null && { hash: item.cell })}
                    >
                      {item.name}
                    </Link>
                  )}
                </td>
                <td className={`${tables.number} ${tables.dim} ${tables.optional}`}>
                  {item.rows === null ? "–" : formatCount(item.rows)}
                </td>
                <td className={`${tables.number} ${tables.dim} ${tables.optional}`}>
                  {item.since !== null && <Elapsed since={item.since} />}
                </td>
                <td className={tables.tight}>
                  <StopButton name={item.name} text={item.stopText} stop={item.stop} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function runningItems(runs: readonly RunInfo[], jobs: readonly JobInfo[]): Item[] {
  const activeJobs = jobs.filter((job) => job.endedAt === null);
  const withJob = new Set(activeJobs.map((job) => job.runId));
  return [
    ...activeJobs.map((job) => ({
      key: job.id,
      name: job.cell === null ? shortJobName(job.name) : `${shortJobName(job.name)} · ${job.cell}`,
      state: job.state,
      since: job.startedAt,
      notebook: linkedPath(job.notebook),
      cell: job.cell,
      rows: job.rowsRead,
      stopText: t("jobs.stop.text", { cluster: job.cluster }),
      stop: () => api.cancelJob(job.id),
    })),
    ...runs
      .filter((run) => ACTIVE.includes(run.state) && !withJob.has(run.id))
      .map((run) => ({
        key: run.id,
        name: firstLine(run.source),
        state: run.state,
        since: run.startedAt ?? run.queuedAt,
        notebook: linkedPath(run.notebook),
        cell: run.cell,
        rows: run.progress?.rowsRead ?? null,
        stopText: t("jobs.stop.run.text"),
        stop: () => api.cancelRun(run.id),
      })),
  ];
}

function firstLine(source: string): string {
  const line = source.trim().split("\n", 1)[0] ?? "";
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
