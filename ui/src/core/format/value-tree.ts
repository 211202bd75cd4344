import type { ArrowField } from "@/core/arrow/schema";
import type { CellValue } from "@/core/arrow/values";
import { formatWhole } from "./values";

/** A part of a nested value: a leaf with its text, or a branch with what is below it. */
export interface ValueNode {
  /** Name of the field, number of the item or key of the entry; empty at the root. */
  name: string;
  kind: "row" | "array" | "map" | "text" | "number" | "boolean" | "null" | "other";
  /** What a leaf says; empty for a branch. */
  text: string;
  children: readonly ValueNode[];
}

/** The parts of a row, array, map or of JSON text; null for a value that has none. */
export function treeOf(value: CellValue, field: ArrowField | undefined): ValueNode | null {
  if (typeof value === "string") {
    return jsonTree(value);
  }
  const isNested = value !== null && typeof value === "object" && !(value instanceof Uint8Array);
  return isNested ? nodeOf("", value, field) : null;
}

/** How many parts there are, the root among them; stops counting past `most`. */
export function countNodes(node: ValueNode, most: number): number {
  let count = 1;
  for (const child of node.children) {
    if (count > most) {
      break;
    }
    count += countNodes(child, most - count);
  }
  return count;
}

function nodeOf(name: string, value: CellValue, field: ArrowField | undefined): ValueNode {
  if (Array.isArray(value)) {
    return field?.type.is === "map" ? mapNode(name, value, field) : arrayNode(name, value, field);
  }
  if (value !== null && typeof value === "object" && !(value instanceof Uint8Array)) {
    const children = Object.entries(value).map(([key, part]) =>
      nodeOf(
        key,
        part,
        field?.children.find((it) => it.name === key),
      ),
    );
    return { name, kind: "row", text: "", children };
  }
  return { name, kind: leafKind(value), text: formatWhole(value), children: [] };
}

function arrayNode(name: string, value: CellValue[], field: ArrowField | undefined): ValueNode {
  const item = field?.children[0];
  return {
    name,
    kind: "array",
    text: "",
    children: value.map((part, i) => nodeOf(String(i + 1), part, item)),
  };
}

function mapNode(name: string, value: CellValue[], field: ArrowField): ValueNode {
  const item = field.children[0]?.children[1];
  const children = value.map((entry) => {
    const [key = null, part = null] = Array.isArray(entry) ? entry : [];
    return nodeOf(formatWhole(key, 0), part, item);
  });
  return { name, kind: "map", text: "", children };
}

function leafKind(value: CellValue): ValueNode["kind"] {
  switch (typeof value) {
    case "string":
      return "text";
    case "number":
    case "bigint":
      return "number";
    case "boolean":
      return "boolean";
    default:
      return value === null ? "null" : "other";
  }
}

/** Longer JSON text would hold the page up; it is shown as text. */
const MOST_JSON = 4_000_000;
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * The tree of JSON text that is an object or an array. `JSON.parse` only tells whether the text is
 * JSON: its values would lose digits of long numbers, keys that occur twice and the keys' order.
 */
function jsonTree(text: string): ValueNode | null {
  if (text.length > MOST_JSON || !/^\s*[{[]/.test(text)) {
    return null;
  }
  try {
    JSON.parse(text);
    const tokens = text.match(TOKEN) ?? [];
    let at = 0;
    const read = (name: string): ValueNode => {
      const token = tokens[at++] ?? "";
      if (token !== "{" && token !== "[") {
        return jsonLeaf(name, token);
      }
      const isObject = token === "{";
      const children: ValueNode[] = [];
      while (tokens[at] !== "}" && tokens[at] !== "]") {
        let key = String(children.length + 1);
        if (isObject) {
          key = String(JSON.parse(tokens[at] ?? ""));
          at += 2;
        }
        children.push(read(key));
        if (tokens[at] === ",") {
          at++;
        }
      }
      at++;
      return { name, kind: isObject ? "row" : "array", text: "", children };
    };
    return read("");
  } catch {
    // No JSON, or nested deeper than the page can follow: shown as the text it is.
    return null;
  }
}

function jsonLeaf(name: string, token: string): ValueNode {
  if (token.startsWith('"')) {
    return { name, kind: "text", text: String(JSON.parse(token)), children: [] };
  }
  if (token === "null") {
    return { name, kind: "null", text: "NULL", children: [] };
  }
  const kind = token === "true" || token === "false" ? "boolean" : "number";
  return { name, kind, text: token, children: [] };
}
