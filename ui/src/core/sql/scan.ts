export type TokenKind = "comment" | "hint" | "string" | "name" | "word" | "sign";

export interface Token {
  kind: TokenKind;
  text: string;
  from: number;
}

// In the order in which they are tried. What is not closed runs to the end.
const TOKENS: readonly [TokenKind, RegExp][] = [
  ["comment", /--[^\n]*/y],
  ["hint", /\/\*\+[\s\S]*?(?:\*\/|$)/y],
  ["comment", /\/\*[\s\S]*?(?:\*\/|$)/y],
  ["string", /(?:_[\w-]+|[ux]&?)?'(?:[^']|'')*(?:'|$)/iy],
  ["name", /`(?:[^`]|``)*(?:`|$)/y],
  ["word", /\d+(?:\.\d*)?(?:e[+-]?\d+)?|[\p{L}\p{N}_$]+/iuy],
  ["sign", /[^\s]/uy],
];

/** The tokens of Flink SQL, without the white space between them. */
export function scan(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const token = tokenAt(text, at);
    if (token === null) {
      at++;
    } else {
      tokens.push(token);
      at += token.text.length;
    }
  }
  return tokens;
}

function tokenAt(text: string, at: number): Token | null {
  for (const [kind, pattern] of TOKENS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) {
      return { kind, text: found, from: at };
    }
  }
  return null;
}
