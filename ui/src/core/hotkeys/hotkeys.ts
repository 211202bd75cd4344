/** What a user can do, with its name, its group and its keys. One list feeds all that shows keys. */
export interface Action {
  id: string;
  name: string;
  group: string;
  /** As `Shift-Enter`, `Mod-k`, `g h` or `d d`. `Mod` is Ctrl, and Cmd on a Mac. */
  keys: readonly string[];
  /** Where the keys count: everywhere, or only while no text is being edited. */
  scope: "always" | "command";
  run: () => void;
  isEnabled?: () => boolean;
}

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** The name of a key press as the registry writes it. */
export function nameOfKey(press: KeyPress): string {
  const key = press.key.length === 1 ? press.key : press.key.replace(/^Arrow/, "");
  const isLetter = /^[a-z]$/i.test(key);
  const parts: string[] = [];
  if (press.ctrlKey || press.metaKey) {
    parts.push("Mod");
  }
  if (press.altKey) {
    parts.push("Alt");
  }
  // The shift of "?" is part of the character itself.
  if (press.shiftKey && (key.length > 1 || isLetter)) {
    parts.push("Shift");
  }
  parts.push(isLetter ? key.toLowerCase() : key === " " ? "Space" : key);
  return parts.join("-");
}

/** Follows key presses and finds the action whose keys were typed, also over two presses. */
export class KeySequence {
  private pending: { key: string; at: number } | null = null;

  constructor(private readonly patienceMillis = 800) {}

  next(
    press: KeyPress,
    isEditing: boolean,
    actions: readonly Action[],
    now: number,
  ): Action | null {
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
      (action) => (action.scope === "always" || !isEditing) && (action.isEnabled?.() ?? true),
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
  const scored = actions.flatMap((action) => {
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
