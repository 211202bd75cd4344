import type { Block } from "./document";

/** What git left in a file for a person to decide. */
export type Side = "ours" | "theirs";

/** The two versions of a conflict, and the names git gives them. */
export interface Versions {
  ours: string;
  theirs: string;
  oursName: string;
  theirsName: string;
}

const OPEN = /^<{7}(?: (.*))?$/;
const BASE = /^\|{7}(?: .*)?$/;
const MIDDLE = /^={7}$/;
const CLOSE = /^>{7}(?: (.*))?$/;

/** The first conflict inside one block's text, with the text around it; null if there is none. */
export function conflictIn(text: string): Versions | null {
  const lines = text.split("\n");
  const from = lines.findIndex((line) => OPEN.test(line));
  const middle = lines.findIndex((line, i) => i > from && MIDDLE.test(line));
  const to = lines.findIndex((line, i) => i > middle && CLOSE.test(line));
  if (from < 0 || middle < 0 || to < 0) {
    return null;
  }
  const base = lines.findIndex((line, i) => i > from && i < middle && BASE.test(line));
  const around = (kept: string[]) =>
    [...lines.slice(0, from), ...kept, ...lines.slice(to + 1)].join("\n");
  return {
    ours: around(lines.slice(from + 1, base < 0 ? middle : base)),
    theirs: around(lines.slice(middle + 1, to)),
    oursName: OPEN.exec(lines[from] ?? "")?.[1] ?? "",
    theirsName: CLOSE.exec(lines[to] ?? "")?.[1] ?? "",
  };
}

/** A conflict over whole blocks: its markers stand between them, as unreadable parts. */
export interface BlockConflict {
  ours: Block[];
  theirs: Block[];
  oursName: string;
  theirsName: string;
  /** What goes when both sides stay: the markers, and git's common ancestor. */
  markers: Block[];
}

/** Whether a block is one of the markers of a conflict that a choice is offered for. */
export function isMarkerOfChoice(blocks: readonly Block[], uid: string): boolean {
  return blocks.some((opening) =>
    conflictFrom(blocks, opening.uid)?.markers.some((marker) => marker.uid === uid),
  );
}

/** The conflict that the block with this uid opens; null if it opens none. */
export function conflictFrom(blocks: readonly Block[], uid: string): BlockConflict | null {
  const from = blocks.findIndex((block) => block.uid === uid);
  const opening = blocks[from];
  if (opening === undefined || !isMarker(opening, OPEN)) {
    return null;
  }
  const behind = blocks.slice(from + 1);
  const to = behind.findIndex((block) => isMarker(block, CLOSE));
  const inside = behind.slice(0, to < 0 ? 0 : to);
  const closing = behind[to];
  const middle = inside.findIndex((block) => isMarker(block, MIDDLE));
  if (closing === undefined || middle < 0) {
    return null;
  }
  const base = inside.findIndex((block, i) => i < middle && isMarker(block, BASE));
  const oursEnd = base < 0 ? middle : base;
  return {
    ours: inside.slice(0, oursEnd),
    theirs: inside.slice(middle + 1),
    oursName: OPEN.exec(opening.text.trim())?.[1] ?? "",
    theirsName: CLOSE.exec(closing.text.trim())?.[1] ?? "",
    markers: [opening, ...inside.slice(oursEnd, middle + 1), closing],
  };
}

/** The blocks without what a choice leaves out. */
export function decided(
  blocks: readonly Block[],
  conflict: BlockConflict,
  side: Side | "both",
): Block[] {
  const gone = new Set([
    ...conflict.markers,
    ...(side === "ours" ? conflict.theirs : []),
    ...(side === "theirs" ? conflict.ours : []),
  ]);
  return blocks.filter((block) => !gone.has(block));
}

function isMarker(block: Block, marker: RegExp): boolean {
  return block.kind === "damaged" && marker.test(block.text.trim());
}
