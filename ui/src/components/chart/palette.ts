/** Colours of series, told apart also by those who see few colours; light and dark. */
export const SERIES_COLOURS: readonly (readonly [string, string])[] = [
  ["#0b6b5d", "#4cbfaa"],
  ["#b4602a", "#e39a63"],
  ["#1d5bb8", "#7db0f5"],
  ["#8a3d8f", "#d08bd5"],
  ["#7f6a00", "#d6bd4a"],
  ["#b3264f", "#f2829f"],
  ["#3d6b35", "#97c48c"],
  ["#50568f", "#a4abe6"],
  ["#8c4a3c", "#dba093"],
  ["#2a7a9b", "#74c3e4"],
  ["#6b6b6b", "#b5b0a7"],
  ["#5c3fb0", "#b29cf0"],
];

export function seriesColour(index: number, isDark: boolean): string {
  const pair = SERIES_COLOURS[index % SERIES_COLOURS.length];
  return pair?.[isDark ? 1 : 0] ?? "currentColor";
}
