import type { DeploymentInfo } from "@/api";
import { statusOf } from "@/components/ui/status";
import { Ago } from "@/components/ui/time";
import { t } from "@/messages";
import css from "./deployments.module.css";

/** A verdict's reason, and what was seen and done that it rests on. */
export function Why({ deployment }: { deployment: DeploymentInfo }) {
  const { why, evidence, verdict } = deployment;
  return (
    <section
      className={css.reason}
      aria-label={t("deployments.why.title")}
      data-tone={verdict === "RUNNING" ? "live" : statusOf(verdict).tone}
    >
      <h2>{t("deployments.why.title")}</h2>
      <p className={css.sentence}>{why}</p>
      {evidence.length === 0 ? (
        <p className={css.dim}>{t("deployments.why.evidence.none")}</p>
      ) : (
        <ol className={css.evidence} aria-label={t("deployments.why.evidence")}>
          {evidence.map(({ at, source, text }, i) => (
            <li key={`${i} ${text}`}>
              <span className={css.source}>{source}</span>
              <span>{text}</span>
              <span className={css.dim}>
                <Ago at={at} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
