import { blocksOf, clipText } from "@/core/notebook/clip";
import {
  type Block,
  insertAfter,
  moveAll,
  newCell,
  newProse,
  newUid,
  update,
} from "@/core/notebook/document";
import { toggleComment } from "@/core/sql/comments";
import { joinStatements } from "@/core/sql/statements";
import { selection } from "./selection";
import type { NotebookSession } from "./session";

type Kind = "cell" | "prose";

// One for all notebooks of the page, so that cells can be carried from one to another.
let clipboard: readonly Block[] = [];

/** What can be done to cells. Each operation is one step of undo. */
export class CellEdits {
  constructor(private readonly session: NotebookSession) {}

  /** Inserts a cell or text behind a block, selects it and opens it for typing. */
  insert(kind: Kind, after: string | null): string {
    const block = kind === "prose" ? newProse() : newCell("sql", this.modeNear(after));
    this.session.edit(insertAfter(this.blocks, after ?? this.behindWhat(null), block), {
      selected: block.uid,
      anchor: null,
      isEditing: true,
    });
    return block.uid;
  }

  insertBefore(kind: Kind, before: string | null): string {
    return this.insert(kind, this.behindWhat(before));
  }

  /** Returns how many were deleted. */
  delete(uids: readonly string[]): number {
    const gone = this.blocks.filter((it) => uids.includes(it.uid) && it.kind !== "front-matter");
    if (gone.length === 0) {
      return 0;
    }
    const last = this.blocks.findLastIndex((block) => gone.includes(block));
    const rest = this.blocks.filter((block) => !gone.includes(block));
    const before = this.blocks.slice(0, last).findLast((block) => !gone.includes(block));
    const next = this.blocks[last + 1] ?? before;
    this.session.edit(rest, { selected: next?.uid ?? null, anchor: null, isEditing: false });
    return gone.length;
  }

  move(uids: readonly string[], by: number): void {
    const first = this.blocks.findIndex((block) => uids.includes(block.uid));
    const moved = moveAll(this.blocks, uids, first + by);
    if (first >= 0 && moved.some((block, i) => block !== this.blocks[i])) {
      this.session.edit(moved);
    }
  }

  /** Moves cells to the place of another one. */
  moveOnto(uids: readonly string[], target: string): void {
    const others = this.blocks.filter((block) => !uids.includes(block.uid));
    const at = others.findIndex((block) => block.uid === target);
    const from = this.blocks.findIndex((block) => uids.includes(block.uid));
    const isDown = from < this.blocks.findIndex((block) => block.uid === target);
    if (at >= 0 && from >= 0) {
      this.session.edit(moveAll(this.blocks, uids, isDown ? at + 1 : at));
    }
  }

  /** Turns cells into text or text into cells; the words stay. */
  convert(uids: readonly string[], kind: Kind): void {
    const made = new Map<string, Block>();
    for (const block of this.blocks) {
      const isOther = block.kind === "cell" || block.kind === "prose";
      if (uids.includes(block.uid) && isOther && block.kind !== kind) {
        const { text } = block;
        made.set(block.uid, kind === "prose" ? newProse(text) : newCell("sql", {}, text));
      }
    }
    if (made.size > 0) {
      const { selected, anchor } = this.session.state;
      const now = (uid: string | null) => (uid === null ? null : (made.get(uid)?.uid ?? uid));
      this.session.edit(
        this.blocks.map((block) => made.get(block.uid) ?? block),
        { selected: now(selected), anchor: now(anchor) },
      );
    }
  }

  /** Cuts a cell in two at an offset, or in three at both ends of a selection. */
  split(uid: string, from: number, to = from): void {
    const block = this.session.find(uid);
    if (block === undefined || (block.kind !== "cell" && block.kind !== "prose")) {
      return;
    }
    const { text } = block;
    const [first = "", ...rest] = [text.slice(0, from), text.slice(from, to), text.slice(to)]
      .map((part) => part.replace(/^[ \t]*\n+/, "").replace(/\n\s*$/, ""))
      .filter((_part, i) => i !== 1 || from !== to);
    const made = rest.map((part) => ({
      ...block,
      uid: newUid(),
      key: null,
      id: null,
      attributes: block.attributes,
      text: part,
      theirs: null,
    }));
    const next = this.blocks.flatMap((it) =>
      it.uid === uid ? [{ ...block, text: first }, ...made] : [it],
    );
    this.session.edit(next, { selected: made[0]?.uid ?? uid, anchor: null, isEditing: false });
  }

  /** Makes one cell of several, or of one and the one below. Refuses what is of several kinds. */
  merge(uids: readonly string[]): boolean {
    const first = this.blocks.findIndex((block) => block.uid === uids[0]);
    const parts = this.blocks.slice(first, first + Math.max(uids.length, 2));
    const [head, ...rest] = parts;
    const isOneKind = parts.every(
      (it) => it.kind === head?.kind && it.language === head.language && it.theirs === null,
    );
    const isMergeable = head?.kind === "cell" || head?.kind === "prose";
    if (first < 0 || rest.length === 0 || !isOneKind || !isMergeable) {
      return false;
    }
    const text = rest.reduce(
      (joined, { text: next }) =>
        head.kind === "cell"
          ? joinStatements(joined, next)
          : `${joined.trimEnd()}\n\n${next.trimStart()}`,
      head.text,
    );
    const blocks = this.blocks.filter((block) => !rest.includes(block));
    this.session.edit(update(blocks, head.uid, { text }), {
      selected: head.uid,
      anchor: null,
      isEditing: false,
    });
    return true;
  }

  /** Returns the cells as the text of a notebook. */
  copy(uids: readonly string[]): string {
    const chosen = this.blocks.filter((block) => uids.includes(block.uid));
    if (chosen.length > 0) {
      clipboard = chosen;
    }
    return clipText(clipboard);
  }

  cut(uids: readonly string[]): string {
    const text = this.copy(uids);
    this.delete(uids);
    return text;
  }

  /** Inserts the cells of a text below, whatever program it was copied in. */
  pasteText(text: string): void {
    // Another program may give it other line ends.
    if (text.replace(/\r\n?/g, "\n") !== clipText(clipboard)) {
      clipboard = blocksOf(text);
    }
    this.paste("below");
  }

  get canPaste(): boolean {
    return clipboard.length > 0;
  }

  /** Cells come back under their own names where these are free, so that results find them. */
  paste(where: "above" | "below"): void {
    const chosen = selection(this.session.state);
    const after = (where === "below" && chosen.at(-1)) || this.behindWhat(chosen[0] ?? null);
    const ids = new Set(this.blocks.map((block) => block.id));
    const made = clipboard.map((block) => ({
      ...block,
      uid: newUid(),
      key: null,
      id: ids.has(block.id) ? null : block.id,
      theirs: null,
    }));
    const blocks = [...made]
      .reverse()
      .reduce<readonly Block[]>((joined, block) => insertAfter(joined, after, block), this.blocks);
    const last = made.at(-1)?.uid ?? null;
    const anchor = made.length > 1 ? (made[0]?.uid ?? null) : null;
    if (last !== null) {
      this.session.edit([...blocks], { selected: last, anchor, isEditing: false });
    }
  }

  toggleMode(uids: readonly string[]): void {
    const isCell = (block: Block) => uids.includes(block.uid) && block.kind === "cell";
    const first = this.blocks.find(isCell);
    const mode = first?.attributes.mode?.startsWith("stream") ? "batch" : "streaming";
    this.session.edit(
      this.blocks.map((block) =>
        isCell(block) ? { ...block, attributes: { ...block.attributes, mode } } : block,
      ),
    );
  }

  toggleComments(uids: readonly string[]): void {
    const cells = this.blocks.filter((it) => uids.includes(it.uid) && it.language === "sql");
    this.setTexts(new Map(cells.map((block) => [block.uid, toggleComment(block.text)])));
  }

  /** Gives cells other texts; returns how many are other than before. */
  setTexts(texts: ReadonlyMap<string, string>): number {
    const isOther = (block: Block) => (texts.get(block.uid) ?? block.text) !== block.text;
    const changed = this.blocks.filter(isOther).length;
    if (changed > 0) {
      this.session.edit(
        this.blocks.map((block) =>
          isOther(block) ? { ...block, text: texts.get(block.uid) ?? block.text } : block,
        ),
      );
    }
    return changed;
  }

  private get blocks(): readonly Block[] {
    return this.session.state.blocks;
  }

  private behindWhat(before: string | null): string | null {
    const at = this.blocks.findIndex((block) => block.uid === before);
    const first = this.blocks[0];
    return this.blocks[at - 1]?.uid ?? (first?.kind === "front-matter" ? first.uid : null);
  }

  /** A new cell runs as the one above it does. */
  private modeNear(after: string | null): Record<string, string> {
    const at = this.blocks.findIndex((block) => block.uid === after);
    const above = this.blocks.slice(0, at + 1).findLast((block) => block.kind === "cell");
    if (above === undefined) {
      return { mode: "batch" };
    }
    const { mode } = above.attributes;
    return mode === undefined ? {} : { mode };
  }
}
