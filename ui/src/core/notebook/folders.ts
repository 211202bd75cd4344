const SUFFIX = ".drey.md";

/** A line of the list of notebooks: a folder, or a notebook in one. */
export type FolderRow<T> =
  | { kind: "folder"; path: string; name: string; depth: number; count: number; isOpen: boolean }
  | { kind: "notebook"; notebook: T; depth: number };

interface Folder<T> {
  name: string;
  path: string;
  folders: Map<string, Folder<T>>;
  notebooks: T[];
}

/** Notebooks below their folders, folders first; what is in a closed folder is left out. */
export function folderRows<T extends { path: string }>(
  notebooks: readonly T[],
  closed: ReadonlySet<string>,
): FolderRow<T>[] {
  const root: Folder<T> = { name: "", path: "", folders: new Map(), notebooks: [] };
  for (const notebook of notebooks) {
    let folder = root;
    for (const name of notebook.path.split("/").slice(0, -1)) {
      const path = join(folder.path, name);
      const next = folder.folders.get(name) ?? { name, path, folders: new Map(), notebooks: [] };
      folder.folders.set(name, next);
      folder = next;
    }
    folder.notebooks.push(notebook);
  }
  return rowsOf(root, 0, closed);
}

function rowsOf<T>(folder: Folder<T>, depth: number, closed: ReadonlySet<string>): FolderRow<T>[] {
  const folders = [...folder.folders.values()].sort((a, b) => a.name.localeCompare(b.name));
  return [
    ...folders.flatMap((it): FolderRow<T>[] => {
      const { path, name } = it;
      const isOpen = !closed.has(path);
      const row = { kind: "folder" as const, path, name, depth, count: countOf(it), isOpen };
      return isOpen ? [row, ...rowsOf(it, depth + 1, closed)] : [row];
    }),
    ...folder.notebooks.map((notebook) => ({ kind: "notebook" as const, notebook, depth })),
  ];
}

function countOf<T>(folder: Folder<T>): number {
  let count = folder.notebooks.length;
  for (const inner of folder.folders.values()) {
    count += countOf(inner);
  }
  return count;
}

/** Every folder that has a notebook in it or below it. */
export function foldersOf(paths: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    const names = path.split("/").slice(0, -1);
    names.forEach((_, i) => {
      folders.add(names.slice(0, i + 1).join("/"));
    });
  }
  return [...folders].sort((a, b) => a.localeCompare(b));
}

/** The first path in a folder, with a number where it is needed, that no notebook has. */
export function freePath(folder: string, name: string, paths: readonly string[]): string {
  const taken = new Set(paths);
  for (let n = 1; ; n++) {
    const path = join(folder, `${name}${n === 1 ? "" : `-${n}`}${SUFFIX}`);
    if (!taken.has(path)) {
      return path;
    }
  }
}

/** A path as people type it: without the ending that every notebook has. */
export function shortPath(path: string): string {
  return path.endsWith(SUFFIX) ? path.slice(0, -SUFFIX.length) : path;
}

function join(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

/** Where a link to a notebook leads; null for none, and for one that was deleted. */
export function linkedPath(path: string | null): string | null {
  return path === null || path.startsWith(".trash/") ? null : path;
}
