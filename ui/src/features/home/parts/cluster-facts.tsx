import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { queries } from "@/api";
import { NewTabMark } from "@/components/ui/new-tab-mark";
import { Panel } from "@/components/ui/page";
import { StatusChip } from "@/components/ui/status-chip";
import { t } from "@/messages";
import css from "./home.module.css";

export function ClusterFacts() {
  const { data: status } = useQuery(queries.status());
  if (status === undefined) {
    return <Skeleton height={128} />;
  }
  const { cluster } = status;
  const kernels = status.processes.filter(
    (it) => it.role === "kernel" || it.role === "spare-kernel",
  );
  return (
    <Panel>
      <dl className={css.facts}>
        <dt>{cluster.name}</dt>
        <dd>
          <StatusChip state={cluster.state} why={cluster.why} />
        </dd>
        <dt>{t("home.cluster.version")}</dt>
        <dd>{cluster.flinkVersion ?? t("common.unknown")}</dd>
        <dt>{t("home.cluster.slots")}</dt>
        <dd>{t("status.slots.text", { free: cluster.slotsFree, total: cluster.slotsTotal })}</dd>
        <dt>{t("home.cluster.kernels")}</dt>
        <dd>
          <Link to="/status">{kernels.length}</Link>
        </dd>
      </dl>
      {cluster.why !== null && <p className={css.why}>{cluster.why}</p>}
      {cluster.webUrl !== null && (
        <p className={css.factsEnd}>
          <a href={cluster.webUrl} target="_blank" rel="noopener noreferrer">
            {t("home.cluster.web")}
            <NewTabMark />
          </a>
        </p>
      )}
    </Panel>
  );
}
