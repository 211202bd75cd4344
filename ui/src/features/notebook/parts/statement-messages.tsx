import { Button } from "@mantine/core";
import { useState } from "react";
import type { StatementInfo } from "@/api";
import { NewTabMark } from "@/components/ui/new-tab-mark";
import { StatusChip } from "@/components/ui/status-chip";
import { formatCount } from "@/core/format/numbers";
import { formatDuration } from "@/core/format/times";
import { t } from "@/messages";
import css from "./notebook.module.css";

/** A script of thousands of statements would make the page slow; the newest say how far it is. */
const NEWEST = 30;

/** What statements without rows did. */
export function StatementMessages({ messages }: { messages: readonly StatementInfo[] }) {
  const [isWhole, setWhole] = useState(false);
  const hidden = isWhole ? 0 : Math.max(0, messages.length - NEWEST);
  return (
    <ul className={css.messages}>
      {hidden > 0 && (
        <li>
          <Button variant="subtle" size="compact-xs" onClick={() => setWhole(true)}>
            {t("notebook.messages.earlier", { n: formatCount(hidden) })}
          </Button>
        </li>
      )}
      {messages.slice(hidden).map((statement) => (
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
