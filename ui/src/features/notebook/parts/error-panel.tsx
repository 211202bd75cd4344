import { Button } from "@mantine/core";
import { CircleX, Wand2 } from "lucide-react";
import type { RunError, RunInfo, StatementInfo } from "@/api";
import { CopyButton } from "@/components/ui/copy-button";
import type { Block } from "@/core/notebook/document";
import { quickFix } from "@/core/notebook/quick-fix";
import { partIn } from "@/core/sql/part";
import { t } from "@/messages";
import { useDesk } from "../state/context";
import css from "./notebook.module.css";

interface Props {
  block: Block;
  run: RunInfo;
  error: RunError;
  /** Named where the cell has several statements. */
  statement: StatementInfo | null;
}

/** What went wrong, where, and what to do; the engine's own words folded below. */
export function ErrorPanel({ block, run, error, statement }: Props) {
  const { session } = useDesk();
  const fix = partIn(block.text, run.source) !== null ? quickFix(block.text, error) : null;
  const applyFix = () => {
    if (fix !== null) {
      const text = block.text.slice(0, fix.from) + fix.insert + block.text.slice(fix.to);
      session.setText(block.uid, text);
    }
  };
  const place =
    error.line === null
      ? null
      : t("notebook.error.place", { line: error.line, column: error.column ?? 1 });
  const copied = [
    error.code,
    error.title,
    error.message,
    place,
    error.suggestion,
    error.help,
    error.detail,
  ]
    .filter((it) => it !== null && it !== "")
    .join("\n");
  return (
    <div className={css.error} role="alert">
      <CircleX size={16} aria-hidden className={css.errorIcon} />
      <div className={css.errorBody}>
        <p className={css.errorTitle}>
          {error.title}
          <span className={css.errorCode}>{error.code}</span>
          {place !== null && <span className={css.dim}>{place}</span>}
        </p>
        {statement !== null && (
          <p className={css.dim}>
            {t("notebook.error.statement", { n: statement.index + 1, kind: statement.kind })}
          </p>
        )}
        <p className={css.errorText}>{error.message}</p>
        {fix !== null ? (
          <Button
            variant="light"
            leftSection={<Wand2 size={13} aria-hidden />}
            my={4}
            onClick={applyFix}
          >
            {t("notebook.error.fix", { was: fix.was, insert: fix.insert })}
          </Button>
        ) : (
          error.suggestion && (
            <p>
              {t("notebook.error.suggestion")}: {error.suggestion}
            </p>
          )
        )}
        {error.help && <p className={css.dim}>{error.help}</p>}
        {error.detail && (
          <details className={css.detail}>
            <summary>{t("common.details")}</summary>
            <pre>{error.detail}</pre>
          </details>
        )}
      </div>
      <CopyButton text={copied} label={t("notebook.error.copy")} />
    </div>
  );
}
