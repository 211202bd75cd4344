import type { Block } from "./document";

export interface Query {
  text: string;
  isCase: boolean;
  isWord: boolean;
  isRegex: boolean;
}

export interface Range {
  from: number;
  to: number;
}

export type Match = Range & { uid: string };

/** What is looked for as a pattern; null when it is nothing, or no regular expression. */
export function patternOf({ text, isCase, isWord, isRegex }: Query): RegExp | null {
  if (text === "") {
    return null;
  }
  const source = isRegex ? text : text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const letter = "[\\p{L}\\p{N}_]";
  const bounded = isWord ? `(?<!${letter})(?:${source})(?!${letter})` : source;
  try {
    return new RegExp(bounded, isCase ? "gmu" : "gimu");
  } catch {
    return null;
  }
}

export function rangesIn(text: string, pattern: RegExp): Range[] {
  const ranges: Range[] = [];
  for (const found of text.matchAll(pattern)) {
    // Nothing, as of the pattern `a*`, can be neither shown nor replaced.
    if (found[0] !== "") {
      ranges.push({ from: found.index, to: found.index + found[0].length });
    }
  }
  return ranges;
}

/** All places in the cells and texts of a notebook, in their order. */
export function matchesIn(blocks: readonly Block[], pattern: RegExp): Match[] {
  return blocks
    .filter(isSearched)
    .flatMap(({ uid, text }) => rangesIn(text, pattern).map((range) => ({ ...range, uid })));
}

/** The text with one match replaced, or all of them; `$1` and `$&` count for a regular expression. */
export function replaced(
  text: string,
  pattern: RegExp,
  replacement: string,
  isRegex: boolean,
  only: number | null = null,
): string {
  return text.replace(pattern, (...found) => {
    const [all, ...rest] = found;
    const at = rest.findIndex((it) => typeof it === "number");
    if (all === "" || (only !== null && rest[at] !== only)) {
      return all;
    }
    return isRegex ? expanded(replacement, [all, ...rest.slice(0, at)]) : replacement;
  });
}

function expanded(replacement: string, groups: readonly (string | undefined)[]): string {
  return replacement.replace(
    /\$(\$|&|\d{1,2})|\\([nt])/g,
    (place, sign: string, letter: string) => {
      if (letter !== undefined) {
        return letter === "n" ? "\n" : "\t";
      }
      if (sign === "$") {
        return "$";
      }
      const group = sign === "&" ? 0 : Number(sign);
      return group < groups.length ? (groups[group] ?? "") : place;
    },
  );
}

export function isSearched(block: Block): boolean {
  return block.kind === "cell" || block.kind === "prose";
}
