import { type Block, sameAttributes } from "./document";

export type Edit =
  | { op: "replace"; key: string; text: string }
  | {
      op: "insert";
      after: string | null;
      kind: "cell" | "prose" | "front-matter";
      language: string | null;
      attributes: Record<string, string>;
      text: string;
    }
  | { op: "delete"; key: string }
  | { op: "move"; key: string; after: string | null }
  | { op: "attributes"; key: string; attributes: Record<string, string> };

/**
 * The edits that turn the saved blocks into the wanted ones. They refer only to keys of the saved
 * version, so that one request can carry them all: new blocks that stand in a row go behind the
 * same saved block, the last first.
 */
export function editsBetween(saved: readonly Block[], wanted: readonly Block[]): Edit[] {
  const before = new Map(saved.map((block) => [block.uid, block]));
  const kept = wanted.filter((block) => before.has(block.uid));
  const keptUids = new Set(kept.map((block) => block.uid));
  const edits: Edit[] = [];

  for (const block of saved) {
    if (!keptUids.has(block.uid) && block.key !== null) {
      edits.push({ op: "delete", key: block.key });
    }
  }
  edits.push(
    ...moves(
      saved.filter((block) => keptUids.has(block.uid)),
      kept,
    ),
  );
  for (const block of kept) {
    const old = before.get(block.uid);
    if (old === undefined || old.key === null) {
      continue;
    }
    if (old.text !== block.text) {
      edits.push({ op: "replace", key: old.key, text: block.text });
    }
    if (!sameAttributes(old.attributes, block.attributes)) {
      edits.push({ op: "attributes", key: old.key, attributes: block.attributes });
    }
  }
  edits.push(...insertions(wanted, before));
  return edits;
}

function insertions(wanted: readonly Block[], before: Map<string, Block>): Edit[] {
  const edits: Edit[] = [];
  let after: string | null = null;
  let row: Edit[] = [];
  for (const block of wanted) {
    const old = before.get(block.uid);
    if (old !== undefined) {
      edits.push(...row.reverse());
      row = [];
      after = old.key;
    } else if (block.kind !== "damaged") {
      const attributes =
        block.id === null ? block.attributes : { id: block.id, ...block.attributes };
      const { kind, language, text } = block;
      row.push({ op: "insert", after, kind, language, attributes, text });
    }
  }
  edits.push(...row.reverse());
  return edits;
}

function moves(from: readonly Block[], to: readonly Block[]): Edit[] {
  const order = from.map((block) => block.uid);
  const edits: Edit[] = [];
  const stay = longestInOrder(to.map((block) => order.indexOf(block.uid)));
  let after: string | null = null;
  to.forEach((block, i) => {
    const key = from[order.indexOf(block.uid)]?.key ?? null;
    if (!stay.has(i) && key !== null) {
      edits.push({ op: "move", key, after });
    }
    after = key;
  });
  return edits;
}

/** Places of a longest increasing subsequence: what can stay while the rest moves around it. */
function longestInOrder(values: readonly number[]): Set<number> {
  const best: number[] = [];
  const previous: number[] = [];
  values.forEach((value, i) => {
    let length = 1;
    let link = -1;
    for (let j = 0; j < i; j++) {
      const candidate = (best[j] ?? 0) + 1;
      if ((values[j] ?? 0) < value && candidate > length) {
        length = candidate;
        link = j;
      }
    }
    best.push(length);
    previous.push(link);
  });
  let at = best.indexOf(Math.max(0, ...best));
  const places = new Set<number>();
  while (at >= 0 && at < values.length) {
    places.add(at);
    at = previous[at] ?? -1;
  }
  return places;
}
