/**
 * Where keys count: everywhere; wherever but in a plain field, so also in a cell's editor; only while
 * no text is edited; or in the editor or the rows of a result alone, which then see to them
 * themselves.
 */
export type Scope = "always" | "cell" | "command" | "editor" | "grid";

/** Where a key was pressed: on the page, in a cell's editor, or in a plain field. */
export type Place = "page" | "editor" | "field";

/** What a user can do, with its name, its group and its keys. One list feeds all that shows keys. */
export interface Action {
  id: string;
  name: string;
  group: string;
  /** As `Shift-Enter`, `Mod-k`, `g h` or `d d`. `Mod` is Ctrl, and Cmd on a Mac. */
  keys: readonly string[];
  scope: Scope;
  run: () => void;
  isEnabled?: () => boolean;
}

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
  /** The key's place on the keyboard; Alt makes other characters of letters on some systems. */
  code?: string;
}

/** The name of a key press as the registry writes it. */
export function nameOfKey(press: KeyPress): string {
  const letter = press.altKey ? /^Key([A-Z])$/.exec(press.code ?? "")?.[1] : undefined;
  const isCommand = press.ctrlKey || press.metaKey;
  // Zooming browsers know this pair by its minus, whatever character Shift makes of it.
  const isMinus = isCommand && press.shiftKey && press.key === "_";
  const key = letter ?? (isMinus ? "-" : press.key.replace(/^Arrow(?=.)/, ""));
  const isLetter = /^[a-z]$/i.test(key);
  const parts: string[] = [];
  if (isCommand) {
    parts.push("Mod");
  }
  if (press.altKey) {
    parts.push("Alt");
  }
  // The shift of "?" is part of the character itself.
  if (press.shiftKey && (key.length > 1 || isLetter || isMinus)) {
    parts.push("Shift");
  }
  parts.push(isLetter ? key.toLowerCase() : key === " " ? "Space" : key);
  return parts.join("-");
}

const SCOPES: Record<Place, readonly Scope[]> = {
  page: ["always", "cell", "command"],
  editor: ["always", "cell"],
  field: ["always"],
};

/** Follows key presses and finds the action whose keys were typed, also over two presses. */
export class KeySequence {
  private pending: { key: string; at: number } | null = null;

  constructor(private readonly patienceMillis = 800) {}

  next(press: KeyPress, place: Place, actions: readonly Action[], now: number): Action | null {
    if (["Shift", "Control", "Alt", "Meta"].includes(press.key)) {
      return null;
    }
    const key = nameOfKey(press);
    const before =
      this.pending !== null && now - this.pending.at < this.patienceMillis
        ? this.pending.key
        : null;
    this.pending = null;
    const usable = actions.filter(
      (action) => SCOPES[place].includes(action.scope) && (action.isEnabled?.() ?? true),
    );
    const find = (keys: string) => usable.find((action) => action.keys.includes(keys));
    const found = (before !== null ? find(`${before} ${key}`) : undefined) ?? find(key);
    if (found !== undefined) {
      return found;
    }
    if (usable.some((action) => action.keys.some((keys) => keys.startsWith(`${key} `)))) {
      this.pending = { key, at: now };
    }
    return null;
  }
}

/** Keys as a reader knows them: `Ctrl+K`, `⌘K` on a Mac, `D D`. */
export function displayKeys(keys: string, isMac: boolean): string[] {
  return keys.split(" ").map((chord) => {
    const parts = chord.split(/-(?=.)/).map((part) => {
      switch (part) {
        case "Mod":
          return isMac ? "⌘" : "Ctrl";
        case "Shift":
          return isMac ? "⇧" : "Shift";
        case "Enter":
          return isMac ? "↵" : "Enter";
        case "Up":
          return "↑";
        case "Down":
          return "↓";
        case "Escape":
          return "Esc";
        default:
          return part.length === 1 ? part.toUpperCase() : part;
      }
    });
    return parts.join(isMac ? "" : "+");
  });
}

/** Ranks actions for what was typed into the palette; every typed word must be found. */
export function matchActions(actions: readonly Action[], typed: string): Action[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const offered = actions.filter((action) => action.scope !== "editor");
  const scored = offered.flatMap((action) => {
    const text = `${action.name} ${action.group}`.toLowerCase();
    let score = 0;
    for (const word of words) {
      const at = text.indexOf(word);
      if (at < 0) {
        return [];
      }
      score += at === 0 ? 3 : text[at - 1] === " " ? 2 : 1;
    }
    return [{ action, score }];
  });
  return scored.sort((a, b) => b.score - a.score).map(({ action }) => action);
}
