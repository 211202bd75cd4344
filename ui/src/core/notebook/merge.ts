import { type Block, newUid, type ServerBlock, sameContent } from "./document";

/**
 * Joins what was edited here with what the server has now. `base` is the version both started
 * from. A block changed on one side takes that side; one changed differently on both keeps ours
 * and carries the other text in `theirs`. Nothing that someone wrote is dropped.
 */
export function merge(
  base: readonly Block[],
  mine: readonly Block[],
  server: readonly ServerBlock[],
): { saved: Block[]; blocks: Block[]; conflicts: number } {
  const saved = adopt(base, server);
  const theirs = new Map(saved.map((block) => [block.uid, block]));
  const before = new Map(base.map((block) => [block.uid, block]));
  let conflicts = 0;

  const joined = new Map<string, Block>();
  for (const block of mine) {
    const old = before.get(block.uid);
    const other = theirs.get(block.uid);
    if (old === undefined) {
      joined.set(block.uid, block);
    } else if (other === undefined) {
      // Deleted there: stays only where it was changed here, as a new block.
      if (!sameContent(old, block)) {
        joined.set(block.uid, { ...block, key: null });
      }
    } else {
      const next = join(old, block, other);
      conflicts += next.theirs !== null && block.theirs === null ? 1 : 0;
      joined.set(block.uid, next);
    }
  }
  const deletedHere = (uid: string) => before.has(uid) && !mine.some((block) => block.uid === uid);
  for (const block of saved) {
    const old = before.get(block.uid);
    const goneHere = deletedHere(block.uid) && old !== undefined && sameContent(old, block);
    if (!joined.has(block.uid) && !goneHere) {
      joined.set(block.uid, block);
    }
  }
  return { saved, blocks: order(base, mine, saved, joined), conflicts };
}

/**
 * What both sides started from when edits were sent and no answer came: what the server has of
 * them is known. Else a new cell would come twice, and one's own text as that of somebody else.
 */
export function withArrived(
  base: readonly Block[],
  sent: readonly Block[],
  server: readonly ServerBlock[],
): Block[] {
  const before = new Map(base.map((block) => [block.uid, block]));
  const there = new Map(adopt(sent, server).map((block) => [block.uid, block]));
  const known = sent.flatMap((block) => {
    const now = there.get(block.uid);
    const hasArrived = now !== undefined && sameContent(block, now);
    return hasArrived ? { ...block, id: now.id, key: now.key } : (before.get(block.uid) ?? []);
  });
  const left = new Set(adopt(base, server).map((block) => block.uid));
  const isSent = new Set(sent.map((block) => block.uid));
  return [...known, ...base.filter(({ uid }) => !isSent.has(uid) && left.has(uid))];
}

/** Whether two states of a notebook have the same blocks, as far as their content goes. */
export function isSame(one: readonly Block[], other: readonly Block[]): boolean {
  return (
    one.length === other.length &&
    one.every((block) => other.some((it) => it.uid === block.uid && sameContent(it, block)))
  );
}

function join(old: Block, mine: Block, theirs: Block): Block {
  const next: Block = { ...theirs, theirs: mine.theirs };
  if (old.text !== mine.text) {
    next.text = mine.text;
    if (old.text !== theirs.text && theirs.text !== mine.text) {
      next.theirs = theirs.text;
    }
  }
  for (const name of new Set([...Object.keys(old.attributes), ...Object.keys(mine.attributes)])) {
    const value = mine.attributes[name];
    if (value !== old.attributes[name]) {
      const { [name]: _changed, ...rest } = next.attributes;
      next.attributes = value === undefined ? rest : { ...next.attributes, [name]: value };
    }
  }
  return next;
}

/** The order of the side that reordered; blocks only one side has follow their neighbour. */
function order(
  base: readonly Block[],
  mine: readonly Block[],
  saved: readonly Block[],
  joined: Map<string, Block>,
): Block[] {
  const mineUids = mine.map((block) => block.uid);
  const savedUids = saved.map((block) => block.uid);
  const baseUids = base.map((block) => block.uid);
  const reorderedHere = !inSameOrder(baseUids, mineUids);
  const [lead, follow] = reorderedHere ? [mineUids, savedUids] : [savedUids, mineUids];
  const result = lead.filter((uid) => joined.has(uid));
  follow.forEach((uid, i) => {
    if (!joined.has(uid) || result.includes(uid)) {
      return;
    }
    let neighbour = i - 1;
    while (neighbour >= 0 && !result.includes(follow[neighbour] ?? "")) {
      neighbour--;
    }
    const at = neighbour < 0 ? 0 : result.indexOf(follow[neighbour] ?? "") + 1;
    result.splice(at, 0, uid);
  });
  return result.flatMap((uid) => joined.get(uid) ?? []);
}

function inSameOrder(a: readonly string[], b: readonly string[]): boolean {
  const common = a.filter((uid) => b.includes(uid));
  const other = b.filter((uid) => a.includes(uid));
  return common.every((uid, i) => uid === other[i]);
}

/**
 * The server's blocks with the page's uids, where a block can be recognised: cells by id, others
 * by equal text, and then by their place between recognised neighbours.
 */
export function adopt(known: readonly Block[], server: readonly ServerBlock[]): Block[] {
  const uids = new Array<string | undefined>(server.length);
  const free = new Set(known.map((_, i) => i));
  const take = (serverIndex: number, knownIndex: number) => {
    uids[serverIndex] = known[knownIndex]?.uid;
    free.delete(knownIndex);
  };
  const pass = (matches: (block: Block, other: ServerBlock) => boolean) => {
    server.forEach((other, i) => {
      if (uids[i] === undefined) {
        const found = [...free].find((at) => {
          const block = known[at];
          return block !== undefined && block.kind === other.kind && matches(block, other);
        });
        if (found !== undefined) {
          take(i, found);
        }
      }
    });
  };
  pass((block, other) => block.id !== null && block.id === other.id);
  pass(
    (block, other) =>
      (block.id === null || block.kind !== "cell") && block.text.trim() === other.text.trim(),
  );
  matchByPlace(known, server, uids, free, take);
  const byUid = new Map(known.map((block) => [block.uid, block]));
  return server.map((block, i) => {
    const uid = uids[i] ?? newUid();
    const text = byUid.get(uid)?.text;
    return {
      uid,
      key: block.key,
      kind: block.kind,
      id: block.id,
      language: block.language,
      attributes: block.attributes,
      // Blank lines at the ends are the file's affair; taking them over would move the caret.
      text: text !== undefined && text.trim() === block.text.trim() ? text : block.text,
      theirs: null,
    };
  });
}

function matchByPlace(
  known: readonly Block[],
  server: readonly ServerBlock[],
  uids: (string | undefined)[],
  free: Set<number>,
  take: (serverIndex: number, knownIndex: number) => void,
): void {
  let cursor = 0;
  server.forEach((other, i) => {
    const uid = uids[i];
    if (uid !== undefined) {
      cursor = known.findIndex((block) => block.uid === uid) + 1;
      return;
    }
    const block = known[cursor];
    const mayBeSame = block?.kind !== "cell" || block.id === null;
    if (block !== undefined && free.has(cursor) && block.kind === other.kind && mayBeSame) {
      take(i, cursor);
      cursor++;
    }
  });
}
