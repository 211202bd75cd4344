import { createStore } from "zustand/vanilla";
import { type Match, matchesIn, patternOf, type Query, replaced } from "@/core/notebook/find";
import type { CellEdits } from "./cell-edits";
import type { NotebookSession } from "./session";

export interface FindState {
  isOpen: boolean;
  isReplacing: boolean;
  query: Query;
  replacement: string;
  /** Null when there is nothing to look for. */
  pattern: RegExp | null;
  /** The match one is at. */
  at: Match | null;
  /** Counts the times it was asked for, so that the field takes the focus anew. */
  asked: number;
}

/** Finds and replaces in all cells and texts of a notebook, whether their editors are there or not. */
export class Finder {
  readonly store = createStore<FindState>(() => ({
    isOpen: false,
    isReplacing: false,
    query: { text: "", isCase: false, isWord: false, isRegex: false },
    replacement: "",
    pattern: null,
    at: null,
    asked: 0,
  }));

  constructor(
    private readonly session: NotebookSession,
    private readonly cells: CellEdits,
  ) {}

  get state(): FindState {
    return this.store.getState();
  }

  open(isReplacing: boolean, text: string | null): void {
    const { asked } = this.state;
    this.store.setState({ isOpen: true, isReplacing, asked: asked + 1 });
    if (text !== null && text !== "") {
      this.look({ text });
    }
  }

  close(): void {
    this.store.setState({ isOpen: false });
  }

  /** Looks for something else, from the place one is at. */
  look(change: Partial<Query>): void {
    const query = { ...this.state.query, ...change };
    const start = this.place();
    this.store.setState({ query, pattern: patternOf(query), at: null });
    this.goTo(this.from(start, 0));
  }

  setReplacement(replacement: string): void {
    this.store.setState({ replacement });
  }

  matches(): Match[] {
    const { pattern } = this.state;
    return pattern === null ? [] : matchesIn(this.session.state.blocks, pattern);
  }

  next(): void {
    this.goTo(this.from(this.place(), 1));
  }

  previous(): void {
    const matches = this.matches();
    const place = this.place();
    const before = matches.filter((match) => this.compare(match, place) < 0);
    this.goTo(before.at(-1) ?? matches.at(-1) ?? null);
  }

  /** Replaces the match one is at, and goes on to the next. */
  replaceOne(): void {
    const { at, pattern, replacement, query } = this.state;
    const text = at === null ? undefined : this.session.find(at.uid)?.text;
    const isThere = this.matches().some((it) => it.uid === at?.uid && it.from === at.from);
    if (at === null || pattern === null || text === undefined || !isThere) {
      this.next();
      return;
    }
    const changed = replaced(text, pattern, replacement, query.isRegex, at.from);
    this.cells.setTexts(new Map([[at.uid, changed]]));
    const from = at.to + changed.length - text.length;
    this.store.setState({ at: null });
    this.goTo(this.from({ uid: at.uid, from }, 0));
  }

  /** Replaces all matches as one step of undo. */
  replaceAll(): { matches: number; cells: number } {
    const { pattern, replacement, query } = this.state;
    const matches = this.matches();
    if (pattern === null || matches.length === 0) {
      return { matches: 0, cells: 0 };
    }
    const texts = new Map<string, string>();
    for (const uid of new Set(matches.map((match) => match.uid))) {
      const text = this.session.find(uid)?.text ?? "";
      texts.set(uid, replaced(text, pattern, replacement, query.isRegex));
    }
    this.cells.setTexts(texts);
    this.store.setState({ at: null });
    return { matches: matches.length, cells: texts.size };
  }

  /** The match one is at, else the beginning of the selected cell. */
  private place(): { uid: string | null; from: number } {
    return this.state.at ?? { uid: this.session.state.selected, from: 0 };
  }

  /** The first match from a place on, or behind it; after the last comes the first. */
  private from(place: { uid: string | null; from: number }, least: 0 | 1): Match | null {
    const matches = this.matches();
    const isAtMatch = this.state.at !== null;
    const first = matches.find((it) => this.compare(it, place) >= (isAtMatch ? least : 0));
    return first ?? matches[0] ?? null;
  }

  private compare(match: Match, place: { uid: string | null; from: number }): number {
    const { blocks } = this.session.state;
    const index = (uid: string | null) => blocks.findIndex((block) => block.uid === uid);
    return index(match.uid) - index(place.uid) || Math.sign(match.from - place.from);
  }

  private goTo(match: Match | null): void {
    this.store.setState({ at: match });
    if (match !== null) {
      this.session.select(match.uid);
    }
  }
}
