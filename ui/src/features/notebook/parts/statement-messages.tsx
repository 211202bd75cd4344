import type { StatementInfo } from "@/api";
import { NewTabMark } from "@/components/ui/new-tab-mark";
import { StatusChip } from "@/components/ui/status-chip";
import { formatDuration } from "@/core/format/times";
import { t } from "@/messages";
import css from "./notebook.module.css";

/** What statements without rows did. */
export function StatementMessages({ messages }: { messages: readonly StatementInfo[] }) {
  return (
    <ul className={css.messages}>
      {messages.map((statement) => (
        <li key={statement.index}>
          <StatusChip state={statement.state} isCompact />
          <span className={css.kind}>{statement.kind}</span>
          <span>{statement.message}</span>
          {statement.job?.webUrl && (
            <a href={statement.job.webUrl} target="_blank" rel="noopener noreferrer">
              {t("results.job")}
              <NewTabMark />
            </a>
          )}
          {statement.elapsedMillis !== null && (
            <span className={css.messageEnd}>{formatDuration(statement.elapsedMillis)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
