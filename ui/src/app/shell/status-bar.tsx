import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { Plug, PlugZap, Unplug } from "lucide-react";
import { type ConnectionState, type KernelInfo, queries, useConnectionState } from "@/api";
import { wordOf } from "@/components/ui/status";
import { StatusChip } from "@/components/ui/status-chip";
import { formatClock } from "@/core/format/times";
import { t } from "@/messages";
import css from "./shell.module.css";

/** What is connected, what runs, and which Drey this is; the same on every page. */
export function StatusBar() {
  const connection = useConnectionState();
  const { data: status } = useQuery(queries.status());
  const { data: runs } = useQuery(queries.runs(null));
  const running = runs?.filter((run) => run.endedAt === null).length ?? 0;
  const cluster = status?.cluster;
  const kernel = useOpenKernel();
  return (
    <footer className={css.footer}>
      <Connection connection={connection} />
      {cluster && (
        <Link to="/status" className={css.connection}>
          <StatusChip
            state={cluster.state}
            label={`${cluster.name} ${cluster.flinkVersion ?? ""}`.trim()}
            why={cluster.why}
          />
        </Link>
      )}
      {cluster && (
        <span className={css.hideSmall}>
          {t("shell.cluster.slots", { free: cluster.slotsFree, total: cluster.slotsTotal })}
        </span>
      )}
      {kernel && (
        <Link
          to="/status"
          search={{ log: kernel.id }}
          className={`${css.connection} ${css.hideSmall}`}
        >
          <StatusChip
            state={kernel.state}
            label={`${t("shell.kernel")}: ${wordOf(kernel.state)}`}
            why={kernel.why}
          />
        </Link>
      )}
      <span aria-live="polite">{running > 0 && t("shell.running.cells", { n: running })}</span>
      {status && (
        <Link to="/status" className={`${css.footEnd} ${css.hideSmall}`}>
          {t("shell.version", { version: status.version })}
        </Link>
      )}
    </footer>
  );
}

/** The kernel of the notebook that is open. */
function useOpenKernel(): KernelInfo | undefined {
  const { pathname } = useLocation();
  const { data: kernels } = useQuery(queries.kernels());
  const path = decodeURIComponent(pathname.replace(/^\/notebooks\//, ""));
  const mine = kernels?.filter((it) => it.notebook === path);
  return mine?.find((it) => it.state !== "stopped") ?? mine?.[0];
}

function Connection({ connection }: { connection: ConnectionState }) {
  const { state } = connection;
  const Icon = state === "connected" ? PlugZap : state === "offline" ? Unplug : Plug;
  const text =
    state === "offline"
      ? t("shell.connection.offline", { time: formatClock(connection.since) })
      : t(`shell.connection.${state}`);
  const isStale = state === "offline" || state === "reconnecting";
  return (
    <span
      className={css.connection}
      data-state={state}
      role="status"
      title={
        isStale ? t("shell.connection.stale", { time: formatClock(connection.since) }) : undefined
      }
    >
      <Icon size={13} aria-hidden />
      {text}
    </span>
  );
}
