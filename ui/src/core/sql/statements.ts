import { scan, type Token } from "./scan";

const STARTS =
  /^(select|with|values|insert|create|alter|drop|set|reset|show|describe|desc|explain|use|execute|call|analyze|truncate|delete|update|load|unload|add|remove|begin)$/i;
const OPEN_ENDS =
  /^(as|select|from|where|and|or|on|by|into|values|union|all|set|join|not|[(,+*/=<>|-])$/i;

/** Texts of SQL cells as one: with a semicolon where one statement ends and another begins. */
export function joinStatements(first: string, second: string): string {
  const head = first.trimEnd();
  const tail = second.replace(/^\s*\n/, "");
  if (head === "" || tail.trim() === "") {
    return head === "" ? tail : head;
  }
  if (!needsSemicolon(code(head), code(tail))) {
    return `${head}\n${tail}`;
  }
  const isInComment = scan(head).at(-1)?.kind === "comment";
  return `${head}${isInComment ? "\n" : ""};\n\n${tail}`;
}

function needsSemicolon(head: Token[], tail: Token[]): boolean {
  const last = head.at(-1)?.text;
  const next = tail[0]?.text;
  if (last === undefined || next === undefined || last === ";" || OPEN_ENDS.test(last)) {
    return false;
  }
  const start = head.findLastIndex((token) => token.text === ";") + 1;
  const statement = head.slice(start).map((token) => token.text.toLowerCase());
  const isHalfInsert =
    statement[0] === "insert" && !statement.includes("select") && !statement.includes("values");
  return STARTS.test(next) && !isHalfInsert && statement[0] !== "explain";
}

function code(text: string): Token[] {
  return scan(text).filter((token) => token.kind !== "comment");
}
