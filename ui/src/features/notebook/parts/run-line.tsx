import { Progress, UnstyledButton } from "@mantine/core";
import { ChevronDown, ChevronRight, Eraser, TriangleAlert } from "lucide-react";
import type { RunInfo } from "@/api";
import { StatusChip } from "@/components/ui/status-chip";
import { Ago, Elapsed } from "@/components/ui/time";
import { ToolButton } from "@/components/ui/tool-button";
import { formatBytes, formatCount } from "@/core/format/numbers";
import { formatDuration } from "@/core/format/times";
import { t } from "@/messages";
import { bringBackRuns, useCleared } from "../state/cleared";
import { isFinal } from "../state/runs";
import css from "./notebook.module.css";

interface Props {
  latest: RunInfo | undefined;
  isAsked: boolean;
  isStale: boolean;
  /** Only a part of the cell's text was run. */
  isPart: boolean;
  /** Place in the queue, from 1; 0 when the run does not wait. */
  place: number;
  isFolded: boolean;
  onFold: () => void;
  onRerun: () => void;
  /** Hides what the run brought; undefined where there is nothing to hide. */
  onClear: (() => void) | undefined;
}

/** How the last run of a cell stands: state, time, progress, and whether it is of this text. */
export function RunLine(props: Props) {
  const { latest, isAsked, isStale, isPart, place, isFolded, onFold, onRerun, onClear } = props;
  const isCleared = useCleared().has(latest?.id ?? "");
  const state = isAsked || latest === undefined ? "queued" : latest.state;
  return (
    <div className={css.runLine}>
      <ToolButton
        icon={isFolded ? ChevronRight : ChevronDown}
        label={t(isFolded ? "results.unfold" : "results.fold")}
        onClick={onFold}
      />
      <StatusChip state={state} />
      {place > 0 && !isAsked && <span>{t("notebook.queue.place", { n: place })}</span>}
      {latest !== undefined && !isAsked && <Times run={latest} />}
      {isPart && !isAsked && <span>{t("notebook.run.part")}</span>}
      {latest?.state === "running" && latest.progress !== null && <RunProgress run={latest} />}
      {latest?.state === "skipped" && <span>{t("notebook.after.failed")}</span>}
      {onClear !== undefined && (
        <ToolButton icon={Eraser} label={t("notebook.clear")} onClick={onClear} />
      )}
      {isCleared && latest !== undefined && (
        <>
          <span>{t("notebook.cleared.note")}</span>
          <UnstyledButton className={css.textButton} onClick={() => bringBackRuns([latest.id])}>
            {t("notebook.cleared.show")}
          </UnstyledButton>
        </>
      )}
      {isStale && !isAsked && (
        <>
          <StatusChip state="stale" />
          <UnstyledButton className={css.textButton} onClick={onRerun}>
            {t("notebook.stale.rerun")}
          </UnstyledButton>
        </>
      )}
      {latest?.warnings.map((warning) => (
        <p key={warning} className={css.warning}>
          <TriangleAlert size={13} role="img" aria-label={t("notebook.warning")} />
          {warning}
        </p>
      ))}
    </div>
  );
}

function Times({ run }: { run: RunInfo }) {
  if (run.startedAt === null) {
    return null;
  }
  return (
    <>
      <span className={css.number}>
        {isFinal(run) && run.elapsedMillis !== null ? (
          formatDuration(run.elapsedMillis)
        ) : (
          <Elapsed since={run.startedAt} until={run.endedAt} />
        )}
      </span>
      {isFinal(run) && run.endedAt !== null && <Ago at={run.endedAt} />}
    </>
  );
}

function RunProgress({ run }: { run: RunInfo }) {
  const { progress } = run;
  if (progress === null || progress.tasksTotal === 0) {
    return null;
  }
  const share = (progress.tasksFinished / progress.tasksTotal) * 100;
  const tasks = t("notebook.progress.tasks", {
    finished: progress.tasksFinished,
    total: progress.tasksTotal,
  });
  return (
    <>
      <Progress value={share} w={96} size="sm" animated aria-label={tasks} />
      <span className={css.number}>{tasks}</span>
      {progress.rowsRead > 0 && (
        <span className={css.number}>
          {t("notebook.progress.rows", { n: formatCount(progress.rowsRead) })}
        </span>
      )}
      {progress.rowsRead === 0 && progress.bytesRead > 0 && (
        <span className={css.number}>
          {t("notebook.progress.bytes", { size: formatBytes(progress.bytesRead) })}
        </span>
      )}
      {progress.rowsWritten > 0 && (
        <span className={css.number}>
          {t("notebook.progress.written", { n: formatCount(progress.rowsWritten) })}
        </span>
      )}
    </>
  );
}
