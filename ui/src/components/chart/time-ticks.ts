import type uPlot from "uplot";

const DAY = 86_400;

/** An instant as the data has it, down to the second or, where it has them, milliseconds. */
export function timeText(seconds: number | null): string {
  if (seconds === null) {
    return "";
  }
  const text = new Date(Math.round(seconds * 1000))
    .toISOString()
    .replace("T", " ")
    .replace("Z", "");
  return text.endsWith(".000") ? text.slice(0, -4) : text;
}

/** Ticks of a time axis in 24 hours; the date stands below the first tick and each new day. */
export function timeTicks(
  _plot: uPlot,
  splits: number[],
  _axis: number,
  _space: number,
  step: number,
): string[] {
  let before = "";
  return splits.map((at) => {
    const text = timeText(at);
    const date = text.slice(0, 10);
    if (step >= DAY) {
      return date;
    }
    const clock = step >= 60 ? text.slice(11, 16) : text.slice(11);
    const isNewDay = date !== before;
    before = date;
    return isNewDay ? `${clock}\n${date}` : clock;
  });
}
