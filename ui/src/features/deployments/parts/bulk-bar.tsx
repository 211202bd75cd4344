import { Button } from "@mantine/core";
import type { DeploymentInfo } from "@/api";
import { t } from "@/messages";
import { type Act, BULK, isPossible } from "../acts";
import css from "./deployments.module.css";

interface Props {
  chosen: readonly DeploymentInfo[];
  shown: number;
  total: number;
  onAct: (act: Act, deployments: readonly DeploymentInfo[]) => void;
  onClear: () => void;
}

/** How many are shown, and what can be done to those that are selected. */
export function BulkBar({ chosen, shown, total, onAct, onClear }: Props) {
  const count =
    shown === total
      ? t("deployments.shown", { n: total })
      : t("deployments.shown.some", { shown, total: t("deployments.shown", { n: total }) });
  return (
    <div className={css.bulk}>
      <span role="status">
        {chosen.length === 0 ? count : t("deployments.selected", { n: chosen.length })}
      </span>
      {chosen.length > 0 && (
        <>
          {BULK.map((act) => {
            const those = chosen.filter((it) => isPossible(act, it));
            return (
              <Button
                key={act}
                size="compact-xs"
                variant="default"
                disabled={those.length === 0}
                onClick={() => onAct(act, those)}
              >
                {t(`deployments.${act}`)}
                {those.length < chosen.length && those.length > 0 && ` (${those.length})`}
              </Button>
            );
          })}
          <Button size="compact-xs" variant="subtle" onClick={onClear}>
            {t("deployments.selected.clear")}
          </Button>
        </>
      )}
    </div>
  );
}
