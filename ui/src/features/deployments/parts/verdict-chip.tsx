import type { Verdict } from "@/api";
import { wordOf } from "@/components/ui/status";
import { StatusChip } from "@/components/ui/status-chip";

interface Props {
  verdict: Verdict;
  isCompact?: boolean;
}

/** A verdict as colour, sign and word. */
export function VerdictChip({ verdict, isCompact = false }: Props) {
  // What is kept running is as it should be, no work that somebody waits for.
  const state = verdict === "RUNNING" ? "streaming" : verdict;
  return <StatusChip state={state} label={wordOf(verdict)} isCompact={isCompact} />;
}
