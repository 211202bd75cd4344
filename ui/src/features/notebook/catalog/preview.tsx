import { Skeleton } from "@mantine/core";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { reasonOf } from "@/core/format/problems";
import { t } from "@/messages";
import { ResultView } from "../results/result-view";
import { outputOf } from "../state/runs";
import css from "./catalog.module.css";
import { ROWS, STREAM_SECONDS, usePreview } from "./use-preview";

/** The first rows of a table, by a run that ends by itself and leaves nothing behind. */
export function Preview({ kernel, path }: { kernel: string; path: string }) {
  const { run, isStream, problem } = usePreview(kernel, path);
  const result = run === undefined ? undefined : outputOf(run).results[0];
  if (problem !== null) {
    return (
      <p className={css.problem} role="alert">
        {`${t("catalog.preview.failed")}: ${reasonOf(problem)}`}
      </p>
    );
  }
  return (
    <div className={css.preview}>
      <p className={css.counts} role="status">
        {run === undefined || run.state === "queued"
          ? t("catalog.preview.waiting")
          : isStream
            ? t(result === undefined ? "catalog.preview.streaming" : "catalog.preview.stream", {
                n: ROWS,
                seconds: STREAM_SECONDS,
              })
            : t(result === undefined ? "catalog.preview.running" : "catalog.preview.bounded", {
                n: ROWS,
              })}
      </p>
      {run?.error && (
        <ProblemPanel title={run.error.title} text={run.error.message} help={run.error.help} />
      )}
      {result === undefined ? (
        !run?.error && <Skeleton height={120} />
      ) : (
        <ResultView
          key={result.resultId}
          resultId={result.resultId}
          name={path}
          isEnlarged={false}
          show={undefined}
          onShow={() => undefined}
        />
      )}
    </div>
  );
}
