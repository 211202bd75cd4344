import { formatAgo, formatDateTime, formatDuration } from "@/core/format/times";
import { useNow } from "./use-now";

/** How long ago; the date and time on hover. */
export function Ago({ at }: { at: string }) {
  const now = useNow();
  const then = Date.parse(at);
  return (
    <time dateTime={at} title={formatDateTime(then)}>
      {formatAgo(then, Math.max(now, then))}
    </time>
  );
}

/** Time since a start, counting while there is no end. */
export function Elapsed({ since, until }: { since: string; until?: string | null }) {
  return until == null ? <Counting since={since} /> : <Fixed since={since} until={until} />;
}

function Fixed({ since, until }: { since: string; until: string }) {
  return <span>{formatDuration(Date.parse(until) - Date.parse(since))}</span>;
}

function Counting({ since }: { since: string }) {
  const now = useNow();
  const millis = Math.max(0, now - Date.parse(since));
  // Below a minute the tenth of a second would only flicker.
  const shown = millis < 60_000 ? `${Math.floor(millis / 1000)} s` : formatDuration(millis);
  return <span>{shown}</span>;
}
