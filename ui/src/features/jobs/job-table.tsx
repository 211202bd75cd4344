import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, type JobInfo } from "@/api";
import { StatusChip } from "@/components/ui/status-chip";
import { StopButton } from "@/components/ui/stop-button";
import tables from "@/components/ui/table.module.css";
import { Ago, Elapsed } from "@/components/ui/time";
import { shortJobName } from "@/core/format/jobs";
import { formatCount } from "@/core/format/numbers";
import { formatDuration } from "@/core/format/times";
import { linkedPath } from "@/core/notebook/folders";
import { t } from "@/messages";

export function JobTable({ jobs }: { jobs: readonly JobInfo[] }) {
  const client = useQueryClient();
  const stop = async (job: JobInfo) => {
    await api.cancelJob(job.id);
    await client.invalidateQueries({ queryKey: ["jobs"] });
  };
  return (
    <table className={tables.table}>
      <thead>
        <tr>
          <th>{t("jobs.state")}</th>
          <th>{t("jobs.name")}</th>
          <th>{t("jobs.from")}</th>
          <th className={`${tables.number} ${tables.optional}`}>{t("jobs.tasks")}</th>
          <th className={`${tables.number} ${tables.optional}`}>{t("jobs.read")}</th>
          <th className={`${tables.number} ${tables.optional}`}>{t("jobs.written")}</th>
          <th className={`${tables.number} ${tables.optional}`}>{t("jobs.started")}</th>
          <th className={`${tables.number} ${tables.optional}`}>{t("jobs.duration")}</th>
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
              <Link to="/jobs/$job" params={{ job: job.id }} title={job.name}>
                {shortJobName(job.name)}
              </Link>
            </td>
            <td className={tables.wide}>
              {linkedPath(job.notebook) === null ? (
                <span className={tables.dim}>{t("jobs.elsewhere")}</span>
              ) : (
                <Link
                  to="/notebooks/$"
                  params={{ _splat: linkedPath(job.notebook) ?? "" }}
                  {...(job.cell !== null && { hash: job.cell })}
                >
                  {job.cell ?? job.notebook}
                </Link>
              )}
            </td>
            <td className={`${tables.number} ${tables.optional}`}>
              {t("jobs.tasks.running", { running: job.tasksRunning, total: job.tasksTotal })}
            </td>
            <td className={`${tables.number} ${tables.optional}`}>{count(job.rowsRead)}</td>
            <td className={`${tables.number} ${tables.optional}`}>{count(job.rowsWritten)}</td>
            <td className={`${tables.number} ${tables.optional} ${tables.dim}`}>
              {job.startedAt !== null && <Ago at={job.startedAt} />}
            </td>
            <td className={`${tables.number} ${tables.optional}`}>
              <Duration job={job} />
            </td>
            <td className={tables.tight}>
              {job.endedAt === null && (
                <StopButton
                  name={shortJobName(job.name)}
                  text={t("jobs.stop.text", { cluster: job.cluster })}
                  stop={() => stop(job)}
                />
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
