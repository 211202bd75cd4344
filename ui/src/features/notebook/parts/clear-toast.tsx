import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { RunInfo } from "@/api";
import { t } from "@/messages";
import { bringBackRuns, clearRuns } from "../state/cleared";
import type { CellRunner } from "../state/runner";
import { isFinal } from "../state/runs";

interface Props {
  cleared: number;
  running: number;
  onUndo: () => void;
  onStop: () => void;
}

/** Clears what runs brought, with a way back; queries that still run go on unless they are stopped. */
export function clearOutputs(runs: readonly RunInfo[], runner: CellRunner): void {
  if (runs.length === 0) {
    return;
  }
  const ids = runs.map((run) => run.id);
  const running = runs.filter((run) => !isFinal(run));
  clearRuns(ids);
  const message = (
    <ClearToast
      cleared={runs.length}
      running={running.length}
      onUndo={() => {
        bringBackRuns(ids);
        notifications.hide(id);
      }}
      onStop={() => {
        for (const run of running) {
          void runner.cancel(run.id);
        }
        notifications.hide(id);
      }}
    />
  );
  const id = notifications.show({ message, autoClose: running.length > 0 ? false : 8000 });
}

function ClearToast({ cleared, running, onUndo, onStop }: Props) {
  return (
    <Group justify="space-between" gap="sm">
      {t("notebook.cleared", { n: cleared })}
      {running > 0 && ` ${t("notebook.cleared.running", { n: running })}`}
      <Group gap={0}>
        {running > 0 && (
          <Button variant="subtle" onClick={onStop}>
            {t("notebook.cleared.stop", { n: running })}
          </Button>
        )}
        <Button variant="subtle" onClick={onUndo}>
          {t("common.undo")}
        </Button>
      </Group>
    </Group>
  );
}
