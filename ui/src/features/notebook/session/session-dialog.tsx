import { Button, Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { api, type KernelInfo, problemOf, queries, type SessionInfo } from "@/api";
import { Dialog } from "@/components/ui/dialog";
import { notifyDone, notifyProblem } from "@/components/ui/notify";
import { StatusChip } from "@/components/ui/status-chip";
import tables from "@/components/ui/table.module.css";
import { Ago } from "@/components/ui/time";
import { formatBytes } from "@/core/format/numbers";
import { formatDuration } from "@/core/format/times";
import { t } from "@/messages";
import { useDesk } from "../state/context";
import { isFinal } from "../state/runs";
import { OwnSettings } from "./own-settings";
import css from "./session.module.css";

interface Props {
  /** Undefined until the notebook has one. */
  kernel: KernelInfo | undefined;
  onRestart: () => void;
  onRestartAndRunAll: () => void;
  onClose: () => void;
}

/** What the notebook asks for its session, and how the session of its kernel fares. */
export default function SessionDialog({ kernel, onRestart, onRestartAndRunAll, onClose }: Props) {
  return (
    <Dialog title={t("session.title")} size="44rem" onClose={onClose}>
      <div className={css.session}>
        {kernel === undefined ? (
          <p className={css.dim}>{t("session.kernel.none")}</p>
        ) : (
          <Facts kernel={kernel} />
        )}
        <OwnSettings kernel={kernel} onRestart={onRestart} />
        {kernel !== undefined && (
          <>
            <Work kernel={kernel.id} notebook={kernel.notebook} />
            <Held kernel={kernel.id} />
            <Actions
              kernel={kernel.id}
              onRestart={onRestart}
              onRestartAndRunAll={onRestartAndRunAll}
            />
          </>
        )}
      </div>
    </Dialog>
  );
}

function Actions({
  kernel,
  onRestart,
  onRestartAndRunAll,
}: {
  kernel: string;
  onRestart: () => void;
  onRestartAndRunAll: () => void;
}) {
  const { runner } = useDesk();
  return (
    <div className={css.actions}>
      <Button variant="default" onClick={() => void runner.cancelAll()}>
        {t("notebook.stop.all")}
      </Button>
      <Button variant="default" onClick={onRestart}>
        {t("notebook.kernel.restart")}
      </Button>
      <Button variant="default" onClick={onRestartAndRunAll}>
        {t("session.restartAndRun")}
      </Button>
      {[kernel, "jobmanager", "taskmanager"].map((log) => (
        <Link key={log} to="/status" search={{ log }}>
          {t("session.log", { name: log === kernel ? t("session.log.kernel") : log })}
        </Link>
      ))}
    </div>
  );
}

function Held({ kernel }: { kernel: string }) {
  const { data, error } = useQuery(queries.session(kernel));
  return (
    <>
      {error !== null && <p role="alert">{problemOf(error).detail ?? problemOf(error).title}</p>}
      {data === undefined && error === null && <Skeleton height={120} />}
      {data !== undefined && <Content session={data} />}
    </>
  );
}

function Facts({ kernel: last }: { kernel: KernelInfo }) {
  const { data: session } = useQuery(queries.session(last.id));
  const kernel = session?.kernel ?? last;
  const { heapUsedBytes: used = null, heapMaxBytes: most = null } = session ?? {};
  const uptime = session?.uptimeMillis ?? null;
  return (
    <dl className={css.facts}>
      <Fact name={t("session.state")}>
        <StatusChip state={kernel.state} why={kernel.why} />
        {kernel.why !== null && <span>{kernel.why}</span>}
      </Fact>
      <Fact name={t("session.where")}>
        {t("session.runtime", { runtime: kernel.runtime, cluster: kernel.cluster })}
      </Fact>
      <Fact name={t("session.process")}>
        {kernel.pid === null ? t("common.none") : t("session.pid", { pid: String(kernel.pid) })}
        {uptime !== null && ` · ${t("session.uptime", { time: formatDuration(uptime) })}`}
      </Fact>
      <Fact name={t("session.bound")}>
        <Ago at={kernel.startedAt} />
      </Fact>
      <Fact name={t("session.memory")}>
        {kernel.memoryBytes === null ? t("common.unknown") : formatBytes(kernel.memoryBytes)}
        {used !== null &&
          most !== null &&
          ` · ${t("session.heap", { used: formatBytes(used), most: formatBytes(most) })}`}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Work({ kernel, notebook }: { kernel: string; notebook: string | null }) {
  const { data: runs } = useQuery(queries.runs(notebook));
  const active = (runs ?? []).filter((run) => run.kernelId === kernel && !isFinal(run));
  return (
    <section>
      <h3>{t("session.work")}</h3>
      {active.length === 0 ? (
        <p className={css.dim}>{t("session.work.none")}</p>
      ) : (
        <ul className={css.runs}>
          {active.map((run) => (
            <li key={run.id}>
              <StatusChip state={run.state} />
              <code>{run.cell ?? run.id}</code>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Content({ session }: { session: SessionInfo }) {
  const { objects, jars } = session;
  return (
    <>
      <section>
        <h3>{t("session.objects", { n: objects.length })}</h3>
        {objects.length === 0 ? (
          <p className={css.dim}>{t("session.objects.none")}</p>
        ) : (
          <ul className={css.objects}>
            {objects.map((object) => (
              <li key={`${object.kind} ${object.name}`}>
                <code>{object.name}</code> <span className={css.dim}>{object.kind}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <Settings session={session} />
      {jars.length > 0 && (
        <section>
          <h3>{t("session.jars", { n: jars.length })}</h3>
          <ul className={css.runs}>
            {jars.map((jar) => (
              <li key={jar}>
                <code>{jar}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Settings({ session: { kernel, settings } }: { session: SessionInfo }) {
  const client = useQueryClient();
  const reset = async (key: string) => {
    try {
      await api.run(kernel.id, {
        language: "sql",
        source: `RESET '${key.replaceAll("'", "''")}'`,
        mode: null,
        notebook: kernel.notebook,
        cell: null,
      });
      notifyDone(t("session.reset.done", { key }));
      await client.invalidateQueries({ queryKey: ["session", kernel.id] });
    } catch (error) {
      notifyProblem(t("session.reset.failed"), problemOf(error).detail ?? "");
    }
  };
  return (
    <section>
      <h3>{t("session.settings", { n: settings.length })}</h3>
      {settings.length === 0 ? (
        <p className={css.dim}>{t("session.settings.none")}</p>
      ) : (
        <table className={tables.table}>
          <thead>
            <tr>
              <th>{t("session.setting")}</th>
              <th>{t("session.value")}</th>
              <th>{t("session.original")}</th>
              <th>{t("session.setBy")}</th>
              <th>
                <span className="visually-hidden">{t("session.reset")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {settings.map((it) => (
              <tr key={it.key}>
                <td className={css.code}>{it.key}</td>
                <td className={css.code}>{it.value}</td>
                <td className={css.code}>{it.original ?? t("session.unset")}</td>
                <td>{it.cell ?? it.runId ?? t("common.unknown")}</td>
                <td>
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={t("session.reset.key", { key: it.key })}
                    onClick={() => void reset(it.key)}
                  >
                    {t("session.reset")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
