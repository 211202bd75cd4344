import { type ReactNode, useId } from "react";
import type { DeploymentInfo, StartFrom } from "@/api";
import { Ago } from "@/components/ui/time";
import { t } from "@/messages";
import type { Begin } from "../acts";
import css from "./deployments.module.css";

interface Props {
  /** The one that begins; undefined for many. */
  only: DeploymentInfo | undefined;
  begin: Begin;
  onChange: (begin: Begin) => void;
}

/** With which state another attempt begins. */
export function BeginChoice({ only, begin, onChange }: Props) {
  const name = useId();
  const option = (from: StartFrom, hint: ReactNode) => (
    <label>
      <input
        type="radio"
        name={name}
        checked={begin.from === from}
        onChange={() => onChange({ ...begin, from })}
      />
      <span>
        {t(`deployments.from.${from}`)}
        {hint !== null && <span className={css.hint}>{hint}</span>}
      </span>
    </label>
  );
  return (
    <fieldset className={css.begin}>
      <legend>{t("deployments.from.label")}</legend>
      {option("LATEST", only === undefined ? null : <Newest deployment={only} />)}
      {begin.path !== null && option("PATH", <code>{begin.path}</code>)}
      {option("NONE", t("deployments.from.none.text"))}
      {begin.from !== "NONE" && (
        <label className={css.drop}>
          <input
            type="checkbox"
            checked={begin.mayDropState}
            onChange={(event) => onChange({ ...begin, mayDropState: event.currentTarget.checked })}
          />
          <span>{t("deployments.from.drop")}</span>
        </label>
      )}
    </fieldset>
  );
}

function Newest({ deployment }: { deployment: DeploymentInfo }) {
  const at = deployment.latestRestorePointAt;
  return at === null ? t("deployments.from.newest.none") : <Ago at={at} />;
}
