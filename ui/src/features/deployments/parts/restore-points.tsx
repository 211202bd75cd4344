import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Camera, CircleAlert, Flag } from "lucide-react";
import { useState } from "react";
import { type DeploymentInfo, queries, type RestorePoint } from "@/api";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/page";
import { Ago } from "@/components/ui/time";
import { formatBytes } from "@/core/format/numbers";
import { formatDateTime } from "@/core/format/times";
import { t } from "@/messages";
import { shortPath } from "./attempts";
import css from "./deployments.module.css";

interface Props {
  deployment: DeploymentInfo;
  onStart: (path: string) => void;
}

const FIRST = 8;

/** What a deployment can be started from, the newest first. */
export function RestorePoints({ deployment, onStart }: Props) {
  const { name, updatedAt, latestRestorePoint } = deployment;
  const { data } = useQuery(queries.restorePoints(name, updatedAt));
  const [isAll, setAll] = useState(false);
  if (data === undefined) {
    return <Skeleton height={160} />;
  }
  if (data.length === 0) {
    return (
      <Panel>
        <EmptyState isSmall icon={Flag} title={t("deployments.points.none")} />
      </Panel>
    );
  }
  const shown = isAll ? data : data.slice(0, FIRST);
  return (
    <Panel>
      <ul className={css.points}>
        {shown.map((point) => (
          <Point
            key={point.path}
            point={point}
            isNewest={point.path === latestRestorePoint}
            onStart={() => onStart(point.path)}
          />
        ))}
      </ul>
      {shown.length < data.length && (
        <Button variant="subtle" size="compact-xs" m={8} onClick={() => setAll(true)}>
          {t("deployments.points.all", { n: data.length - shown.length })}
        </Button>
      )}
    </Panel>
  );
}

interface PointProps {
  point: RestorePoint;
  isNewest: boolean;
  onStart: () => void;
}

function Point({ point, isNewest, onStart }: PointProps) {
  const { kind, path, at, bytes, attempt, whyNot } = point;
  const Icon = kind === "SAVEPOINT" ? Camera : Flag;
  return (
    <li>
      <Icon size={15} strokeWidth={1.8} aria-hidden />
      <div className={css.pointText}>
        <p>
          <b>{t(`deployments.points.kind.${kind}`)}</b> <Ago at={at} />
          {isNewest && <span className={css.newest}>{t("deployments.points.newest")}</span>}
        </p>
        <p className={css.dim}>
          <code title={path}>{shortPath(path)}</code>
          <CopyButton text={path} />
          {t("deployments.attempt", { n: attempt })}
          {bytes !== null && ` · ${formatBytes(bytes)}`}
        </p>
        {whyNot !== null && (
          <p className={css.whyNot}>
            <CircleAlert size={13} aria-hidden /> {whyNot}
          </p>
        )}
      </div>
      {whyNot === null && (
        <Button
          variant="default"
          size="compact-xs"
          aria-label={t("deployments.points.start.label", {
            kind: t(`deployments.points.kind.${kind}`).toLowerCase(),
            time: formatDateTime(Date.parse(at)),
          })}
          onClick={onStart}
        >
          {t("deployments.points.start")}
        </Button>
      )}
    </li>
  );
}
