import { Alert, Button } from "@mantine/core";
import type { KernelInfo } from "@/api";
import { t } from "@/messages";
import { useDesk } from "../state/context";
import css from "./session.module.css";
import { useOutdated } from "./use-outdated";

interface Props {
  kernel: KernelInfo | undefined;
  onRestart: () => void;
}

/** Says above the cells what of the notebook's settings does not count, or not yet. */
export function SessionNotices({ kernel, onRestart }: Props) {
  const { session } = useDesk();
  const isOutdated = useOutdated(kernel);
  const warnings = kernel?.warnings ?? [];
  const settings = (
    <Button variant="default" onClick={() => session.show("session")}>
      {t("session.own.open")}
    </Button>
  );
  if (isOutdated) {
    return (
      <Alert variant="light" color="yellow" mb="md" title={t("session.own.outdated")}>
        <div className={css.outdated}>
          <div className={css.grow}>{t("session.own.outdated.text")}</div>
          {settings}
          <Button onClick={onRestart}>{t("session.own.restart")}</Button>
        </div>
      </Alert>
    );
  }
  if (warnings.length === 0) {
    return null;
  }
  return (
    <Alert variant="light" color="yellow" mb="md" title={t("session.own.wrong")}>
      <div className={css.outdated}>
        <div className={css.grow}>
          {warnings.map((warning) => (
            <div key={warning}>{warning}</div>
          ))}
        </div>
        {settings}
      </div>
    </Alert>
  );
}
