import { useMemo } from "react";
import type { RunError, RunInfo, TextCheck } from "@/api";
import type { Mark } from "@/components/editor/marks";
import { errorRange, offsetOf, quickFix } from "@/core/notebook/quick-fix";
import { partIn } from "@/core/sql/part";
import { t } from "@/messages";

/**
 * Where something is wrong or may not be meant: by the last run, else by the check while typing. A
 * run's finding is gone as soon as the text is another.
 */
export function useMarks(
  text: string,
  run: RunInfo | undefined,
  checked: TextCheck | null,
): readonly Mark[] {
  return useMemo(() => {
    const ofRun = run === undefined ? [] : errorsOf(text, run);
    const errors = ofRun.length > 0 ? ofRun : (checked?.errors ?? []);
    return [
      ...errors.flatMap((error) => mark(text, error)),
      ...(checked?.warnings ?? []).flatMap((warning) => warningMark(text, warning)),
    ];
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

function warningMark(text: string, warning: TextCheck["warnings"][number]): Mark[] {
  const range = errorRange(text, warning);
  const { remedy } = warning;
  const at = offsetOf(text, remedy.line, remedy.column);
  return range === null
    ? []
    : [
        {
          ...range,
          message: warning.message,
          suggestion: warning.suggestion,
          isWarning: true,
          fix:
            at === null
              ? null
              : {
                  from: at,
                  to: at,
                  insert: remedy.text,
                  label: t("notebook.warning.fix", { what: remedy.label }),
                },
        },
      ];
}
