import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type DeploymentInfo, queries } from "@/api";
import { formatClock, formatDateTime } from "@/core/format/times";
import { t } from "@/messages";
import css from "./deployments.module.css";

const FIRST = 12;

/** What happened to a deployment, the newest first. */
export function Timeline({ deployment: { name, updatedAt } }: { deployment: DeploymentInfo }) {
  const [limit, setLimit] = useState(FIRST);
  const { data } = useQuery(queries.deploymentEvents(name, limit, updatedAt));
  if (data === undefined) {
    return <Skeleton height={160} />;
  }
  return (
    <>
      <ol className={css.timeline}>
        {data.map(({ number, at, source, text }) => (
          <li key={number} data-source={source}>
            <time dateTime={at} title={formatDateTime(Date.parse(at))}>
              {formatWhen(Date.parse(at))}
            </time>
            <span>{text}</span>
            <span className={css.source}>{source}</span>
          </li>
        ))}
      </ol>
      {data.length === limit && (
        <Button variant="subtle" size="compact-xs" onClick={() => setLimit(limit * 4)}>
          {t("deployments.timeline.more")}
        </Button>
      )}
    </>
  );
}

/** The time of today, else the day with it; the whole of it is in the title. */
function formatWhen(at: number): string {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return isToday ? formatClock(at) : formatDateTime(at).slice(5, 16);
}
