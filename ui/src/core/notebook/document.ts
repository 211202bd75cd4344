/** A part of a notebook as the page edits it. `uid` lives as long as the page shows the part. */
export interface Block {
  uid: string;
  /** The server's name for the block in the version last seen; null while it is not saved. */
  key: string | null;
  kind: "front-matter" | "prose" | "cell" | "damaged";
  id: string | null;
  language: string | null;
  attributes: Record<string, string>;
  text: string;
  /** The other side of an edit conflict, to be chosen from; null almost always. */
  theirs: string | null;
}

export interface ServerBlock {
  key: string;
  kind: Block["kind"];
  id: string | null;
  language: string | null;
  attributes: Record<string, string>;
  text: string;
}

// Drafts outlive the page, so names must differ between page loads.
const pageTag = Math.random().toString(36).slice(2, 8);
let nextUid = 1;

export function newUid(): string {
  return `u${nextUid++}-${pageTag}`;
}

export function fromServer(blocks: readonly ServerBlock[]): Block[] {
  return blocks.map((block) => ({
    uid: newUid(),
    key: block.key,
    kind: block.kind,
    id: block.id,
    language: block.language,
    attributes: block.attributes,
    text: block.text,
    theirs: null,
  }));
}

export function newCell(language: string, attributes: Record<string, string>, text = ""): Block {
  return {
    uid: newUid(),
    key: null,
    kind: "cell",
    id: null,
    language,
    attributes,
    text,
    theirs: null,
  };
}

export function newProse(text = ""): Block {
  return {
    uid: newUid(),
    key: null,
    kind: "prose",
    id: null,
    language: null,
    attributes: {},
    text,
    theirs: null,
  };
}

/** Settings for a file that has none yet; the server writes them. */
export function newFrontMatter(attributes: Record<string, string>): Block {
  return { ...newProse(), kind: "front-matter", attributes };
}

export function sameAttributes(a: Record<string, string>, b: Record<string, string>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

export function sameContent(a: Block, b: Block): boolean {
  return a.text === b.text && sameAttributes(a.attributes, b.attributes);
}

/** Puts a block behind another, or first. */
export function insertAfter(blocks: readonly Block[], after: string | null, block: Block): Block[] {
  const at = after === null ? 0 : blocks.findIndex((it) => it.uid === after) + 1;
  return [...blocks.slice(0, at), block, ...blocks.slice(at)];
}

export function remove(blocks: readonly Block[], uid: string): Block[] {
  return blocks.filter((block) => block.uid !== uid);
}

export function update(
  blocks: readonly Block[],
  uid: string,
  change: Partial<Pick<Block, "text" | "attributes" | "theirs" | "kind" | "language">>,
): Block[] {
  return blocks.map((block) => (block.uid === uid ? { ...block, ...change } : block));
}

/** Moves a block to a place counted among the others; front matter stays first. */
export function moveTo(blocks: readonly Block[], uid: string, index: number): Block[] {
  return moveAll(blocks, [uid], index);
}

/** Moves blocks, in their order, to a place counted among the others; front matter stays first. */
export function moveAll(blocks: readonly Block[], uids: readonly string[], index: number): Block[] {
  const isMoving = (block: Block) => uids.includes(block.uid) && block.kind !== "front-matter";
  const others = blocks.filter((block) => !isMoving(block));
  const first = others[0]?.kind === "front-matter" ? 1 : 0;
  const at = Math.min(Math.max(index, first), others.length);
  return [...others.slice(0, at), ...blocks.filter(isMoving), ...others.slice(at)];
}

/** Sets or, with null, removes one attribute. */
export function withAttribute(
  attributes: Record<string, string>,
  name: string,
  value: string | null,
): Record<string, string> {
  const { [name]: _old, ...rest } = attributes;
  if (value === null) {
    return rest;
  }
  return name in attributes ? { ...attributes, [name]: value } : { ...rest, [name]: value };
}
