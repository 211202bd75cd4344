import { type Block, sameAttributes } from "./document";

/** The blocks before and after one operation on cells. */
export interface Step {
  before: readonly Block[];
  after: readonly Block[];
}

/**
 * The blocks as they are now without what happened between `from` and `to`. What happened since
 * stays: text typed into cells, cells that came from elsewhere, cells that went elsewhere.
 */
export function travel(
  now: readonly Block[],
  from: readonly Block[],
  to: readonly Block[],
): Block[] {
  const present = byUid(now);
  const left = byUid(from);
  const wanted = byUid(to);
  // Splitting and merging hand text from cell to cell: there only all texts together make sense.
  const isStructural = from.length !== to.length;
  const back = to.flatMap((block) => {
    const current = present.get(block.uid);
    const old = left.get(block.uid);
    if (current === undefined) {
      return old === undefined ? [{ ...block, key: null }] : [];
    }
    const isText = old !== undefined && old.text !== block.text;
    const isAttributes = old !== undefined && !sameAttributes(old.attributes, block.attributes);
    const text = isText && (isStructural || current.text === old.text) ? block.text : current.text;
    const attributes =
      isAttributes && sameAttributes(current.attributes, old.attributes)
        ? block.attributes
        : current.attributes;
    return [{ ...current, text, attributes }];
  });
  const foreign = now.filter((block) => !wanted.has(block.uid) && !left.has(block.uid));
  const alive = byUid([...back, ...foreign]);
  return isReordered(from, to) ? inOrder(to, now, alive) : inOrder(now, to, alive);
}

/** The living blocks in the order of one side; those only the other has follow their neighbours. */
function inOrder(
  lead: readonly Block[],
  follow: readonly Block[],
  alive: ReadonlyMap<string, Block>,
): Block[] {
  const result = lead.flatMap((block) => alive.get(block.uid) ?? []);
  follow.forEach((block, i) => {
    const it = alive.get(block.uid);
    if (it !== undefined && !result.includes(it)) {
      result.splice(placeBehind(result, follow.slice(0, i)), 0, it);
    }
  });
  return result;
}

function isReordered(from: readonly Block[], to: readonly Block[]): boolean {
  const places = to
    .map((block) => from.findIndex((it) => it.uid === block.uid))
    .filter((place) => place >= 0);
  return places.some((place, i) => place < (places[i - 1] ?? 0));
}

/** Where a block belongs that stood behind these: behind the last of them that is still there. */
function placeBehind(blocks: readonly Block[], before: readonly Block[]): number {
  for (const block of [...before].reverse()) {
    const at = blocks.findIndex((it) => it.uid === block.uid);
    if (at >= 0) {
      return at + 1;
    }
  }
  return blocks[0]?.kind === "front-matter" ? 1 : 0;
}

function byUid(blocks: readonly Block[]): Map<string, Block> {
  return new Map(blocks.map((block) => [block.uid, block]));
}
