import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type Attempt, type DeploymentInfo, queries } from "@/api";
import { EmptyState } from "@/components/ui/empty-state";
import { StatusChip } from "@/components/ui/status-chip";
import tables from "@/components/ui/table.module.css";
import { Ago, Elapsed } from "@/components/ui/time";
import { t } from "@/messages";
import css from "./deployments.module.css";

/** Every submission of a deployment, the newest first. */
export function Attempts({ deployment: { name, updatedAt } }: { deployment: DeploymentInfo }) {
  const { data } = useQuery(queries.attempts(name, updatedAt));
  if (data === undefined) {
    return <Skeleton height={80} />;
  }
  if (data.length === 0) {
    return <EmptyState isSmall title={t("deployments.attempts.none")} />;
  }
  return (
    <table className={tables.table}>
      <thead>
        <tr>
          <th>{t("deployments.attempt.number")}</th>
          <th>{t("deployments.attempt.end")}</th>
          <th className={tables.optional}>{t("deployments.attempt.began")}</th>
          <th className={tables.optional}>{t("deployments.attempt.lasted")}</th>
          <th className={tables.optional}>{t("deployments.attempt.from")}</th>
          <th>{t("deployments.why")}</th>
        </tr>
      </thead>
      <tbody>
        {data.map((attempt) => (
          <Row key={attempt.number} attempt={attempt} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ attempt }: { attempt: Attempt }) {
  const { number, jobId, end, intendedAt, endedAt, restoredFrom, why } = attempt;
  return (
    <tr>
      <td className={tables.tight}>
        <Link to="/jobs/$job" params={{ job: jobId }} title={jobId}>
          {number}
        </Link>
      </td>
      <td className={tables.tight}>
        {end === null ? (
          <StatusChip state="streaming" label={t("deployments.attempt.alive")} />
        ) : (
          <StatusChip
            state={end === "REFUSED" ? "failed" : end}
            label={t(`deployments.end.${end}`)}
          />
        )}
      </td>
      <td className={`${tables.tight} ${tables.optional} ${tables.dim}`}>
        <Ago at={intendedAt} />
      </td>
      <td className={`${tables.tight} ${tables.optional} ${tables.dim}`}>
        <Elapsed since={intendedAt} until={endedAt} />
      </td>
      <td className={`${tables.optional} ${tables.dim}`}>
        {restoredFrom === null ? (
          t("deployments.attempt.from.none")
        ) : (
          <code className={css.path} title={restoredFrom}>
            {shortPath(restoredFrom)}
          </code>
        )}
      </td>
      <td className={tables.wide}>{why}</td>
    </tr>
  );
}

/** The end of a path, which tells restore points apart. */
export function shortPath(path: string): string {
  return path.split("/").filter(Boolean).at(-1) ?? path;
}
