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

/** Ticks of a time axis in 24 hours; below stands the day, or for days the year, where it begins. */
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
    const [large, small] =
      step >= DAY
        ? [text.slice(0, 4), text.slice(5, 10)]
        : [text.slice(0, 10), step >= 60 ? text.slice(11, 16) : text.slice(11)];
    const isNew = large !== before;
    before = large;
    return isNew ? `${small}\n${large}` : small;
  });
}
