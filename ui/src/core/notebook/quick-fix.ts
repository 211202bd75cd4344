interface Place {
  message?: string;
  suggestion: string | null;
  line: number | null;
  column: number | null;
  endLine: number | null;
  endColumn: number | null;
}

export interface QuickFix {
  from: number;
  to: number;
  was: string;
  insert: string;
}

const NAME = /^[`"]?[\p{L}_$][\p{L}\p{N}_$.` -]*[`"]?$/u;

/** Offset of a 1-based line and column, or null when the text has no such place. */
export function offsetOf(text: string, line: number, column: number): number | null {
  let at = 0;
  for (let number = 1; number < line; number++) {
    const end = text.indexOf("\n", at);
    if (end < 0) {
      return null;
    }
    at = end + 1;
  }
  const lineEnd = text.indexOf("\n", at);
  const offset = at + column - 1;
  return offset <= (lineEnd < 0 ? text.length : lineEnd) ? offset : null;
}

/** The marked range of an error as offsets; the end is inclusive on the wire. */
export function errorRange(text: string, place: Place): { from: number; to: number } | null {
  if (place.line === null) {
    return null;
  }
  const from = offsetOf(text, place.line, place.column ?? 1);
  if (from === null) {
    return null;
  }
  const end =
    place.endLine !== null && place.endColumn !== null
      ? offsetOf(text, place.endLine, place.endColumn)
      : null;
  if (end !== null && end >= from) {
    return { from, to: Math.min(end + 1, text.length) };
  }
  const word = /^[\p{L}\p{N}_$]+/u.exec(text.slice(from));
  return { from, to: Math.min(text.length, from + (word?.[0].length ?? 1)) };
}

/** A suggestion that is one name for one marked place can be applied by a click. */
export function quickFix(text: string, error: Place): QuickFix | null {
  const range = errorRange(text, error);
  const insert = suggestedName(error.suggestion);
  if (range === null || insert === null) {
    return null;
  }
  const was = text.slice(range.from, range.to);
  if (was.startsWith("'")) {
    // A connector or an option: what takes its place is a text as well.
    return { ...range, was, insert: `'${insert}'` };
  }
  return was.includes("\n") || was === insert || was.trim() === ""
    ? null
    : { ...range, was, insert };
}

function suggestedName(suggestion: string | null): string | null {
  if (suggestion === null) {
    return null;
  }
  const inBackticks = /^put it in backticks: (`[^`]+`)$/i.exec(suggestion);
  if (inBackticks) {
    return inBackticks[1] ?? null;
  }
  const quoted = /did you mean\s+['"`‘“]?([^'"`’”?]+)['"`’”]?\s*\?/i.exec(suggestion);
  const name = (quoted?.[1] ?? suggestion).trim();
  return NAME.test(name) && (quoted !== null || !name.includes(" ")) ? name : null;
}
