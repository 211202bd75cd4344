import { useMemo } from "react";
import type { RunError, RunInfo } from "@/api";
import type { Mark } from "@/components/editor/marks";
import { errorRange, quickFix } from "@/core/notebook/quick-fix";
import { partIn } from "@/core/sql/part";
import { t } from "@/messages";

/**
 * Where something is wrong: by the check while typing, else by the last run. A run's finding is gone
 * as soon as the text is another.
 */
export function useMarks(
  text: string,
  run: RunInfo | undefined,
  checked: readonly RunError[] | null,
): readonly Mark[] {
  return useMemo(() => {
    const ofRun = run === undefined ? [] : errorsOf(text, run);
    return (ofRun.length > 0 ? ofRun : (checked ?? [])).flatMap((error) => mark(text, error));
  }, [text, run, checked]);
}

function errorsOf(text: string, run: RunInfo): readonly RunError[] {
  if (partIn(text, run.source) === null) {
    return [];
  }
  const ofStatements = run.statements.flatMap((it) => it.error ?? []);
  return ofStatements.length > 0 || run.error === null ? ofStatements : [run.error];
}

function mark(text: string, error: RunError): Mark[] {
  const range = errorRange(text, error);
  const fix = quickFix(text, error);
  return range === null
    ? []
    : [
        {
          ...range,
          message: error.message,
          suggestion: error.suggestion,
          fix: fix && {
            ...fix,
            label: t("notebook.error.fix", { was: fix.was, insert: fix.insert }),
          },
        },
      ];
}
