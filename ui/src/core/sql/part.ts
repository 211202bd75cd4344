/**
 * A part of a cell as the source of a run: what stands around it is blanked out, so that every line
 * and column of an error is that of the whole cell.
 */
export function partOf(text: string, from: number, to: number): string {
  return blank(text.slice(0, from)) + text.slice(from, to) + blank(text.slice(to));
}

/** Whether a source is the text or a part of it; null when the text is another by now. */
export function partIn(text: string, source: string): "whole" | "part" | null {
  if (source === text) {
    return "whole";
  }
  const from = source.length - source.trimStart().length;
  const isPart = partOf(text, from, source.trimEnd().length) === source;
  return isPart && source.trim() !== "" ? "part" : null;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
