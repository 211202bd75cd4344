import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ScrollText } from "lucide-react";
import { type ProcessInfo, problemOf, queries, type StatusInfo } from "@/api";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { NewTabMark } from "@/components/ui/new-tab-mark";
import { Page, Panel, Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { StatusChip } from "@/components/ui/status-chip";
import tables from "@/components/ui/table.module.css";
import { Ago, Elapsed } from "@/components/ui/time";
import { formatBytes } from "@/core/format/numbers";
import { t, tOr } from "@/messages";
import { LogViewer } from "./log-viewer";
import css from "./status.module.css";

export function StatusPage() {
  const { data: status, error, refetch } = useQuery(queries.status());
  const { log } = useSearch({ from: "/status" });
  const navigate = useNavigate();
  return (
    <Page title={t("status.title")}>
      {error !== null && status === undefined && (
        <ProblemPanel
          title={problemOf(error).title}
          text={problemOf(error).detail}
          help={problemOf(error).help}
          onRetry={() => void refetch()}
        />
      )}
      {status === undefined ? (
        <Skeleton height={280} />
      ) : (
        <>
          <Facts status={status} />
          <Section title={t("status.processes")}>
            <Processes
              processes={status.processes}
              onLog={(name) => void navigate({ to: "/status", search: { log: name } })}
            />
          </Section>
        </>
      )}
      <LogViewer
        process={log ?? null}
        onClose={() => void navigate({ to: "/status", search: {} })}
      />
    </Page>
  );
}

function Facts({ status }: { status: StatusInfo }) {
  const { cluster } = status;
  const memory = status.processes.reduce((sum, it) => sum + (it.memoryBytes ?? 0), 0);
  return (
    <Panel>
      <dl className={css.facts}>
        <div>
          <dt>{t("status.version")}</dt>
          <dd>{status.version}</dd>
        </div>
        <div>
          <dt>{t("status.uptime")}</dt>
          <dd>
            <Elapsed since={status.startedAt} />
          </dd>
        </div>
        <div>
          <dt>{t("status.memory.total")}</dt>
          <dd>{formatBytes(memory)}</dd>
        </div>
        <div>
          <dt>{t("status.cluster")}</dt>
          <dd>
            {cluster.name} <StatusChip state={cluster.state} why={cluster.why} />
          </dd>
        </div>
        <div>
          <dt>{t("status.slots")}</dt>
          <dd>{t("status.slots.text", { free: cluster.slotsFree, total: cluster.slotsTotal })}</dd>
        </div>
        {cluster.webUrl !== null && (
          <div>
            <dt>Flink {cluster.flinkVersion}</dt>
            <dd>
              <a href={cluster.webUrl} target="_blank" rel="noopener noreferrer">
                {t("status.web")}
                <NewTabMark />
              </a>
            </dd>
          </div>
        )}
        <div className={css.wide}>
          <dt>{t("status.data.dir")}</dt>
          <dd className={tables.mono}>{status.dataDir}</dd>
        </div>
        <div className={css.wide}>
          <dt>{t("status.cli")}</dt>
          <dd className={tables.mono}>
            ./drey status <CopyButton text="./drey status" />
          </dd>
        </div>
      </dl>
    </Panel>
  );
}

interface ProcessesProps {
  processes: readonly ProcessInfo[];
  onLog: (process: string) => void;
}

function Processes({ processes, onLog }: ProcessesProps) {
  return (
    <Panel>
      <table className={tables.table}>
        <thead>
          <tr>
            <th>{t("status.state")}</th>
            <th>{t("status.role")}</th>
            <th className={tables.optional}>{t("status.name")}</th>
            <th className={`${tables.number} ${tables.optional}`}>{t("status.pid")}</th>
            <th className={`${tables.number} ${tables.optional}`}>{t("status.port")}</th>
            <th className={tables.number}>{t("status.memory")}</th>
            <th className={`${tables.number} ${tables.optional}`}>{t("status.since")}</th>
            <th>
              <span className="visually-hidden">{t("status.log")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {processes.map((it) => (
            <tr key={`${it.role} ${it.name}`}>
              <td className={tables.tight}>
                <StatusChip state={it.state} why={it.note} />
              </td>
              <td>
                {tOr(`status.role.${it.role}`, it.role)}
                {it.note !== null && <div className={css.note}>{it.note}</div>}
              </td>
              <td className={`${tables.mono} ${tables.dim} ${tables.optional}`}>{it.name}</td>
              <td className={`${tables.number} ${tables.optional}`}>{it.pid ?? "–"}</td>
              <td className={`${tables.number} ${tables.optional}`}>{it.port ?? "–"}</td>
              <td className={tables.number}>
                {it.memoryBytes === null ? "–" : formatBytes(it.memoryBytes)}
              </td>
              <td className={`${tables.number} ${tables.optional} ${tables.dim}`}>
                {it.startedAt !== null && <Ago at={it.startedAt} />}
              </td>
              <td className={tables.tight}>
                <IconButton
                  size="sm"
                  icon={ScrollText}
                  label={t("status.log.open", { name: it.name })}
                  onClick={() => onLog(logOf(it))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

/** What the log of a process is called: kernels by their id, the others by what they are. */
function logOf(process: ProcessInfo): string {
  return process.role.endsWith("kernel") ? process.name : process.role;
}
