import { type Block, newCell, newProse } from "./document";

const DIVIDER = "<!-- -->";
const OPEN = /^(`{3,}|~{3,})\s*([A-Za-z][\w+#.-]*)\s+((?:\S+\s+)*?)cell(?:\s+(.*))?$/;
const ATTRIBUTE = /([A-Za-z_][\w.-]*)(?:=(?:"((?:\\.|[^"\\])*)"|'([^']*)'|(\S*)))?/g;
const PLAIN = /^[\w.,:;/+-]+$/;
const ESCAPED: Record<string, string> = { n: "\n", t: "\t" };

/** Cells as they would stand in a notebook's file, for the clipboard. */
export function clipText(blocks: readonly Block[]): string {
  const parts = blocks.map((block, i) => {
    if (block.kind === "cell") {
      return cellText(block);
    }
    const isBehindProse = blocks[i - 1]?.kind === "prose" && block.kind === "prose";
    return `${isBehindProse ? `${DIVIDER}\n` : ""}${block.text.trim()}`;
  });
  return `${parts.join("\n\n")}\n`;
}

/** The cells of a text: a notebook's, or else any text as one SQL cell. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  let prose: string[] = [];
  const endProse = () => {
    if (prose.some((line) => line.trim() !== "")) {
      blocks.push(newProse(prose.join("\n").trim()));
    }
    prose = [];
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const [, fence = "", language = "", before = "", behind = ""] = OPEN.exec(line) ?? [];
    if (fence === "") {
      if (line.trim() === DIVIDER) {
        endProse();
      } else {
        prose.push(line);
      }
      continue;
    }
    endProse();
    const closing = new RegExp(`^\\s*\\${fence.charAt(0)}{${fence.length},}\\s*$`);
    const end = lines.findIndex((it, i) => i > at && closing.test(it));
    const until = end < 0 ? lines.length : end;
    const { id = null, ...attributes } = attributesOf(`${before} ${behind}`);
    const cell = newCell(language, attributes, lines.slice(at + 1, until).join("\n"));
    blocks.push({ ...cell, id });
    at = until;
  }
  if (blocks.length === 0) {
    const source = text.trim();
    return source === "" ? [] : [newCell("sql", {}, source)];
  }
  endProse();
  return blocks;
}

function cellText({ language, id, attributes, text }: Block): string {
  const runs = [...text.matchAll(/`{3,}/g)].map(([run]) => run.length);
  const fence = "`".repeat(Math.max(3, ...runs.map((length) => length + 1)));
  const named = { ...(id !== null && { id }), ...attributes };
  const words = Object.entries(named).map(([key, value]) =>
    value === "true" ? key : `${key}=${PLAIN.test(value) ? value : quoted(value)}`,
  );
  return `${fence}${[language, "cell", ...words].join(" ")}\n${text}\n${fence}`;
}

function quoted(value: string): string {
  const escaped = value.replace(/["\\]/g, "\\$&").replace(/\n/g, "\\n").replace(/\t/g, "\\t");
  return `"${escaped}"`;
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, key = "", inDouble, inSingle, word] of text.matchAll(ATTRIBUTE)) {
    const double = inDouble?.replace(/\\(.)/g, (_, sign: string) => ESCAPED[sign] ?? sign);
    attributes[key] = double ?? inSingle ?? word ?? "true";
  }
  return attributes;
}
