import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ExternalLink } from "lucide-react";
import { api, type JobInfo, problemOf } from "@/api";
import { useConfirm } from "@/components/ui/confirm";
import { notifyDone, notifyProblem } from "@/components/ui/notify";
import { StatusChip } from "@/components/ui/status-chip";
import tables from "@/components/ui/table.module.css";
import { Ago, Elapsed } from "@/components/ui/time";
import { shortJobName } from "@/core/format/jobs";
import { formatCount } from "@/core/format/numbers";
import { formatDuration } from "@/core/format/times";
import { t } from "@/messages";

export function JobTable({ jobs }: { jobs: readonly JobInfo[] }) {
  const stop = useStopJob();
  return (
    <table className={tables.table}>
      <thead>
        <tr>
          <th>{t("jobs.state")}</th>
          <th>{t("jobs.name")}</th>
          <th className={tables.optional}>{t("jobs.from")}</th>
          <th className={`${tables.number} ${tables.optional}`}>{t("jobs.tasks")}</th>
          <th className={tables.number}>{t("jobs.read")}</th>
          <th className={tables.number}>{t("jobs.written")}</th>
          <th className={`${tables.number} ${tables.optional}`}>{t("jobs.started")}</th>
          <th className={tables.number}>{t("jobs.duration")}</th>
          <th>
            <span className="visually-hidden">{t("jobs.stop")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <tr key={job.id}>
            <td className={tables.tight}>
              <StatusChip state={job.state} why={job.why} />
            </td>
            <td className={tables.wide}>
              {job.webUrl === null ? (
                shortJobName(job.name)
              ) : (
                <a
                  href={job.webUrl}
                  target="_blank"
                  rel="noopener noreferrer"
                  title={`${job.name} · ${t("jobs.flink")}`}
                >
                  {shortJobName(job.name)} <ExternalLink size={12} aria-hidden />
                  <span className="visually-hidden">{t("common.opens.new")}</span>
                </a>
              )}
            </td>
            <td className={tables.optional}>
              {job.notebook === null ? (
                <span className={tables.dim}>{t("jobs.elsewhere")}</span>
              ) : (
                <Link
                  to="/notebooks/$"
                  params={{ _splat: job.notebook }}
                  {...(job.cell !== null && { hash: job.cell })}
                >
                  {job.cell ?? job.notebook}
                </Link>
              )}
            </td>
            <td className={`${tables.number} ${tables.optional}`}>
              {t("jobs.tasks.running", { running: job.tasksRunning, total: job.tasksTotal })}
            </td>
            <td className={tables.number}>{count(job.rowsRead)}</td>
            <td className={tables.number}>{count(job.rowsWritten)}</td>
            <td className={`${tables.number} ${tables.optional} ${tables.dim}`}>
              {job.startedAt !== null && <Ago at={job.startedAt} />}
            </td>
            <td className={tables.number}>
              <Duration job={job} />
            </td>
            <td className={tables.tight}>
              {job.endedAt === null && (
                <Button
                  variant="default"
                  size="compact-xs"
                  aria-label={`${t("jobs.stop")} ${job.name}`}
                  onClick={() => void stop(job)}
                >
                  {t("jobs.stop")}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Duration({ job }: { job: JobInfo }) {
  if (job.endedAt === null && job.startedAt !== null) {
    return <Elapsed since={job.startedAt} />;
  }
  return job.durationMillis === null ? null : formatDuration(job.durationMillis);
}

function count(rows: number | null): string {
  return rows === null ? "–" : formatCount(rows);
}

function useStopJob(): (job: JobInfo) => Promise<void> {
  const ask = useConfirm();
  const client = useQueryClient();
  return async (job) => {
    const isSure = await ask({
      title: t("jobs.stop.title", { name: shortJobName(job.name) }),
      text: t("jobs.stop.text", { cluster: job.cluster }),
      confirm: t("jobs.stop.confirm"),
      isDangerous: true,
    });
    if (!isSure) {
      return;
    }
    try {
      await api.cancelJob(job.id);
      notifyDone(t("jobs.stop.done"));
      await client.invalidateQueries({ queryKey: ["jobs"] });
    } catch (error) {
      notifyProblem(t("jobs.stop.failed"), problemOf(error).detail ?? "");
    }
  };
}
