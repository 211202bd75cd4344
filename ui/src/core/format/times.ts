/** 850 ms, 2.4 s, 1 min 05 s, 2 h 03 min, 3 d 4 h. */
export function formatDuration(millis: number): string {
  if (millis < 1000) {
    return `${Math.max(0, Math.round(millis))} ms`;
  }
  const seconds = millis / 1000;
  if (seconds < 60) {
    return `${seconds.toFixed(1)} s`;
  }
  const total = Math.floor(seconds);
  const minutes = Math.floor(total / 60);
  if (minutes < 60) {
    return `${minutes} min ${pad(total % 60)} s`;
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 24) {
    return `${hours} h ${pad(minutes % 60)} min`;
  }
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** How long ago, in one unit: "just now", "12 s ago", "5 min ago", "3 h ago", "2 d ago". */
export function formatAgo(then: number, now: number): string {
  const seconds = Math.floor((now - then) / 1000);
  if (seconds < 5) {
    return "just now";
  }
  if (seconds < 60) {
    return `${seconds} s ago`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min ago`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} d ago`;
}

/** Local time of day: 12:03:10. */
export function formatClock(at: number): string {
  const date = new Date(at);
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
}

/** Local time of day to the millisecond: 12:03:10.042. */
export function formatMoment(at: number): string {
  return `${formatClock(at)}.${String(new Date(at).getMilliseconds()).padStart(3, "0")}`;
}

/** Local date and time: 2026-11-23 12:03:10. */
export function formatDateTime(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())} ${formatClock(at)}`;
}

/** A watermark: event time, shown in UTC as the data is. */
export function formatWatermark(millis: number): string {
  const date = new Date(millis);
  return Number.isNaN(date.getTime())
    ? String(millis)
    : date.toISOString().replace("T", " ").slice(0, 19);
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
