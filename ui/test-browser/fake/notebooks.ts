import { createHash } from "node:crypto";
import type {
  Notebook,
  NotebookBlock,
  NotebookHit,
  NotebookHits,
  NotebookSummary,
  TrashedNotebook,
} from "@/api/generated/schemas";
import type { Edit } from "@/core/notebook/edits";

let nextId = 1;

export function prose(text: string): NotebookBlock {
  return { key: "", kind: "prose", id: null, language: null, attributes: {}, text, startLine: 1 };
}

export function cell(
  id: string,
  text: string,
  attributes: Record<string, string> = {},
): NotebookBlock {
  return { key: id, kind: "cell", id, language: "sql", attributes, text, startLine: 1 };
}

/** Front matter says in its text what its attributes say. */
function withAttributes(block: NotebookBlock, attributes: Record<string, string>): NotebookBlock {
  const session = Object.entries(attributes)
    .filter(([key]) => key.startsWith("session."))
    .map(([key, value]) => `\n  ${key.slice("session.".length)}: ${value}`);
  const text = `drey: 1${session.length > 0 ? "\nsession:" : ""}${session.join("")}`;
  return { ...block, attributes, text: block.kind === "front-matter" ? text : block.text };
}

/** The settings of the session, as the kernel of a notebook begins with them. */
export function sessionOfFile(notebook: Notebook | null): Record<string, string> {
  const attributes = notebook?.blocks.find((it) => it.kind === "front-matter")?.attributes ?? {};
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([key, value]) =>
      key.startsWith("session.") ? [[key.slice("session.".length), value]] : [],
    ),
  );
}

/** Notebooks in memory, with versions and edits as the API has them. */
export class FakeNotebooks {
  private readonly files = new Map<
    string,
    { blocks: NotebookBlock[]; title: string; updatedAt: string }
  >();
  private readonly listeners = new Set<(path: string, movedTo?: string) => void>();

  onChange(listener: (path: string, movedTo?: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  put(path: string, blocks: NotebookBlock[], title?: string): Notebook {
    const heading = blocks
      .map((it) => /^# (.+)$/m.exec(it.text)?.[1])
      .find((it) => it !== undefined);
    this.files.set(path, {
      blocks: blocks.map((block, i) => ({ ...block, key: block.id ?? `p${i}` })),
      title: heading ?? title ?? path,
      updatedAt: new Date().toISOString(),
    });
    for (const listener of this.listeners) {
      listener(path);
    }
    const notebook = this.get(path);
    if (notebook === null) {
      throw new Error(path);
    }
    return notebook;
  }

  get(path: string): Notebook | null {
    const file = this.files.get(path);
    if (file === undefined) {
      return null;
    }
    const version = createHash("sha1").update(JSON.stringify(file.blocks)).digest("hex");
    const { title, blocks } = file;
    const damaged = blocks.some((block) => block.kind === "damaged");
    return { path, version, title, warnings: [], damaged, blocks };
  }

  /** Gives a notebook another path; false where that is taken. */
  move(path: string, to: string): boolean {
    const file = this.files.get(path);
    if (file === undefined || this.files.has(to)) {
      return false;
    }
    this.files.delete(path);
    this.files.set(to, file);
    for (const listener of this.listeners) {
      listener(path, to);
    }
    return true;
  }

  delete(path: string): boolean {
    const isThere = this.files.delete(path);
    for (const listener of this.listeners) {
      listener(path);
    }
    return isThere;
  }

  /** Where the notebook is that was deleted under an id. */
  trashed(id: string): string | undefined {
    return [...this.files.keys()].find((path) => path.startsWith(`.trash/${id}/`));
  }

  trash(): TrashedNotebook[] {
    return this.list(() => 0, true).map(({ path, title, updatedAt, sizeBytes }) => {
      const [, id = "", ...rest] = path.split("/");
      return { id, path: rest.join("/"), title, deletedAt: updatedAt, sizeBytes };
    });
  }

  list(runningCells: (path: string) => number, isTrash = false): NotebookSummary[] {
    const files = [...this.files].filter(([path]) => path.startsWith(".trash/") === isTrash);
    return files.map(([path, { title, updatedAt, blocks }]) => ({
      path,
      title,
      updatedAt,
      sizeBytes: JSON.stringify(blocks).length,
      damaged: false,
      runningCells: runningCells(path),
    }));
  }

  search(text: string): NotebookHits {
    const hits = this.list(() => 0).flatMap(({ path, title }) =>
      (this.files.get(path)?.blocks ?? []).flatMap((block) =>
        block.text.split("\n").flatMap((excerpt, i): NotebookHit[] => {
          const from = excerpt.toLowerCase().indexOf(text.toLowerCase());
          const { key, id, kind } = block;
          const place = { path, title, key, cell: id, kind, line: i + 1, excerpt };
          return from < 0 ? [] : [{ ...place, from, to: from + text.length }];
        }),
      ),
    );
    return { hits, isTruncated: false };
  }

  edit(path: string, edits: readonly Edit[]): Notebook {
    let blocks = [...(this.files.get(path)?.blocks ?? [])];
    const behind = (key: string | null) =>
      key === null ? 0 : blocks.findIndex((block) => block.key === key) + 1;
    for (const edit of edits) {
      switch (edit.op) {
        case "replace":
          blocks = blocks.map((it) => (it.key === edit.key ? { ...it, text: edit.text } : it));
          break;
        case "attributes":
          blocks = blocks.map((it) =>
            it.key === edit.key ? withAttributes(it, edit.attributes) : it,
          );
          break;
        case "delete":
          blocks = blocks.filter((it) => it.key !== edit.key);
          break;
        case "move": {
          const moving = blocks.find((it) => it.key === edit.key);
          blocks = blocks.filter((it) => it.key !== edit.key);
          blocks.splice(behind(edit.after), 0, ...(moving === undefined ? [] : [moving]));
          break;
        }
        case "insert": {
          const { id, ...attributes } = edit.attributes;
          const front = withAttributes({ ...prose(""), kind: "front-matter" }, edit.attributes);
          const made =
            edit.kind === "front-matter"
              ? front
              : edit.kind === "cell"
                ? cell(id ?? `cell_${nextId++}`, edit.text, attributes)
                : prose(edit.text);
          blocks.splice(behind(edit.after), 0, { ...made, key: `new${nextId++}` });
          break;
        }
      }
    }
    return this.put(path, blocks, this.files.get(path)?.title);
  }
}
