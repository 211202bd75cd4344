import { formatDialect } from "sql-formatter";
import { flinkDialect } from "./flink-dialect";
import { scan, type Token } from "./scan";

/**
 * SQL laid out anew: only white space changes. Null when the formatter cannot read the text, or
 * would have changed more than that.
 */
export function formatSql(text: string): string | null {
  if (text.trim() === "") {
    return text;
  }
  try {
    const laidOut = formatDialect(text, {
      dialect: flinkDialect,
      // The case of names counts in Flink, and any keyword could be a name here.
      keywordCase: "preserve",
      expressionWidth: 80,
    });
    return respaced(text, laidOut);
  } catch {
    return null;
  }
}

const OPERATORS = ["<>", "<=", ">=", "!=", "||", "=>", "->"];

/**
 * Keeps operators whole, and puts nothing where nothing was before `(` and around `<` and `>`:
 * `f(x)`, `ROW<a INT>`.
 */
function respaced(text: string, laidOut: string): string | null {
  const before = scan(text);
  const after = scan(laidOut);
  const isSame =
    before.length === after.length && before.every((token, i) => isEqual(token, after[i]));
  if (!isSame) {
    return null;
  }
  let result = "";
  after.forEach((token, i) => {
    const last = after[i - 1];
    const gap = gapBefore(laidOut, last, token);
    const old = gapBefore(text, before[i - 1], before[i] ?? token);
    const isOperator = OPERATORS.includes(`${last?.text}${token.text}`);
    const isTight =
      token.text === "(" || [token.text, last?.text].some((it) => /^[<>]$/.test(it ?? ""));
    const isDropped = old === "" && (isOperator || (isTight && gap === " "));
    result += (isDropped ? "" : gap) + token.text;
  });
  return result;
}

/** The formatter may indent the later lines of a comment anew; all else stays to the letter. */
function isEqual(token: Token, other: Token | undefined): boolean {
  if (other === undefined || token.kind !== other.kind) {
    return false;
  }
  const plain = ({ kind, text }: Token) =>
    kind === "comment" ? text.replace(/\s*\n\s*/g, "\n").trimEnd() : text;
  return plain(token) === plain(other);
}

function gapBefore(text: string, last: Token | undefined, token: Token): string {
  return text.slice(last === undefined ? 0 : last.from + last.text.length, token.from);
}
