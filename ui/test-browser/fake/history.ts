import type {
  BlockDiff,
  DiffLine,
  Notebook,
  NotebookBlock,
  NotebookDiff,
  NotebookVersion,
} from "@/api/generated/schemas";
import type { FakeNotebooks } from "./notebooks";

interface Kept {
  version: NotebookVersion;
  blocks: NotebookBlock[];
}

/** Versions of notebooks: one for each state that somebody looked at. */
export class FakeHistory {
  private readonly kept = new Map<string, Kept[]>();

  /** What the API answers about versions of a notebook. */
  answer(
    notebooks: FakeNotebooks,
    path: string,
    [number, what]: string[],
    from: string | null,
    block: string | null,
  ): unknown {
    const notebook = notebooks.get(path);
    if (notebook === null) {
      throw new Error(path);
    }
    const all = this.list(notebook);
    if (what === "diff") {
      return this.diff(notebook, Number(number), from === null ? null : Number(from));
    }
    if (what === "restore") {
      const then = all[Number(number) - 1]?.blocks ?? [];
      const one = then.filter((it) => it.key === block);
      const blocks = notebook.blocks.map((it) => one.find((old) => old.key === it.key) ?? it);
      const restored = notebooks.put(path, block === null ? then : blocks, notebook.title);
      this.list(restored, Number(number));
      return { notebook: restored, replaced: all.length };
    }
    return { notebook: path, versions: all.map((it) => it.version).reverse() };
  }

  private list(
    { path, version: content, blocks }: Notebook,
    restoredFrom: number | null = null,
  ): Kept[] {
    const all = this.kept.get(path) ?? [];
    const last = all.at(-1);
    if (last?.version.content === content) {
      return all;
    }
    const diff = blocksBetween(last?.blocks ?? [], blocks);
    const count = (change: string) => diff.filter((it) => it.change === change).length;
    const version: NotebookVersion = {
      number: all.length + 1,
      at: new Date().toISOString(),
      cause: restoredFrom !== null ? "restored" : last === undefined ? "created" : "edited",
      content,
      sizeBytes: 1,
      added: count("added"),
      changed: count("changed"),
      removed: count("removed"),
      moved: 0,
      copiedFrom: null,
      restoredFrom,
    };
    this.kept.set(path, [...all, { version, blocks }]);
    return this.kept.get(path) ?? [];
  }

  private diff(notebook: Notebook, number: number, from: number | null): NotebookDiff | null {
    const all = this.list(notebook);
    const later = all.find((it) => it.version.number === number);
    const earlier = all.find((it) => it.version.number === (from ?? number - 1));
    return later === undefined
      ? null
      : {
          from: earlier?.version ?? null,
          to: later.version,
          blocks: blocksBetween(earlier?.blocks ?? [], later.blocks),
        };
  }
}

function blocksBetween(before: NotebookBlock[], after: NotebookBlock[]): BlockDiff[] {
  const removed = before.filter((then) => after.every((now) => now.key !== then.key));
  const now = after.map((block): BlockDiff => {
    const then = before.find((it) => it.key === block.key);
    const isSame = then?.text === block.text;
    const change = then === undefined ? "added" : isSame ? "same" : "changed";
    return diffOf(then ?? null, block, change);
  });
  return [...now, ...removed.map((block) => diffOf(block, null, "removed"))];
}

function diffOf(
  before: NotebookBlock | null,
  after: NotebookBlock | null,
  change: BlockDiff["change"],
): BlockDiff {
  const text = after?.text ?? before?.text ?? "";
  return {
    before: before?.key ?? null,
    after: after?.key ?? null,
    kind: after?.kind ?? before?.kind ?? "cell",
    change,
    moved: false,
    label: text.split("\n", 1)[0] ?? "",
    attributes: [],
    lines: change === "same" ? [] : linesBetween(before?.text ?? "", after?.text ?? ""),
  };
}

function linesBetween(before: string, after: string): DiffLine[] {
  const then = before === "" ? [] : before.split("\n");
  const now = after === "" ? [] : after.split("\n");
  const same = then.filter((line, i) => now[i] === line).length;
  return [
    ...now.slice(0, same).map((text, i) => line("same", i + 1, i + 1, text)),
    ...then.slice(same).map((text, i) => line("removed", same + i + 1, 0, text)),
    ...now.slice(same).map((text, i) => line("added", 0, same + i + 1, text)),
  ];
}

function line(op: DiffLine["op"], before: number, after: number, text: string): DiffLine {
  return { op, before, after, text, left: 0 };
}
