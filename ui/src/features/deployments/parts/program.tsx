import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type DeploymentInfo, type DeploymentSpec, problemOf, queries } from "@/api";
import { CodeEditor } from "@/components/editor/code-editor";
import { CopyButton } from "@/components/ui/copy-button";
import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { formatDuration } from "@/core/format/times";
import { t } from "@/messages";
import css from "./deployments.module.css";

/** What a deployment runs, and with which settings. */
export function Program({ deployment: { name, specVersion } }: { deployment: DeploymentInfo }) {
  const { data, error } = useQuery(queries.deploymentSpec(name, specVersion));
  return (
    <Section
      title={t("deployments.program")}
      action={
        <span className={css.dim}>
          {t("deployments.program.version", { n: specVersion })}
          {data !== undefined && <CopyButton text={data.script} />}
        </span>
      }
    >
      {data !== undefined ? (
        <>
          <div className={css.script}>
            <CodeEditor value={data.script} language="sql" label={t("deployments.program")} />
          </div>
          <Settings spec={data} />
        </>
      ) : error === null ? (
        <Skeleton height={160} />
      ) : (
        <ProblemPanel title={problemOf(error).title} text={problemOf(error).detail} />
      )}
    </Section>
  );
}

function Settings({ spec }: { spec: DeploymentSpec }) {
  const { settings, parallelism, checkpointMillis } = spec;
  const pairs: [string, string][] = [
    ...(parallelism === null
      ? []
      : [[t("deployments.program.parallelism"), String(parallelism)] satisfies [string, string]]),
    ...(checkpointMillis === null
      ? []
      : [
          [t("deployments.program.checkpoints"), formatDuration(checkpointMillis)] satisfies [
            string,
            string,
          ],
        ]),
    ...Object.entries(settings ?? {}),
  ];
  if (pairs.length === 0) {
    return <p className={css.dim}>{t("deployments.program.settings.none")}</p>;
  }
  return (
    <dl className={css.settings} aria-label={t("deployments.program.settings")}>
      {pairs.map(([key, value]) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
