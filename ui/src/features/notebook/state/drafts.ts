import type { Block } from "@/core/notebook/document";

/** Blocks that are not in the file yet, with the version they were written on. */
export interface Draft {
  saved: Block[];
  blocks: Block[];
  /** What was sent and not answered; null when `blocks` may have been. */
  sent: Block[] | null;
}

export interface DraftStore {
  load(path: string): Draft | null;
  /** Returns whether there was room for it. */
  keep(path: string, draft: Draft): boolean;
  forget(path: string): void;
}

interface Stored extends Draft {
  tab: string;
}

/** Drafts in the browser's own storage. A tab never forgets the draft of another tab. */
export function browserDrafts(storage: Storage, tab: string): DraftStore {
  const keyOf = (path: string) => `drey.draft.${path}`;
  const read = (path: string): Stored | null => {
    const text = storage.getItem(keyOf(path));
    if (text === null) {
      return null;
    }
    try {
      const stored: Stored = JSON.parse(text);
      return Array.isArray(stored.saved) && Array.isArray(stored.blocks) ? stored : null;
    } catch {
      return null;
    }
  };
  return {
    load: read,
    keep(path, draft) {
      try {
        storage.setItem(keyOf(path), JSON.stringify({ ...draft, tab } satisfies Stored));
        return true;
      } catch (error) {
        // A full storage must not stop typing; the text is still in the page.
        console.warn("the draft could not be kept in the browser", error);
        return false;
      }
    },
    forget(path) {
      const stored = read(path);
      if (stored !== null && stored.tab === tab) {
        storage.removeItem(keyOf(path));
      }
    },
  };
}
