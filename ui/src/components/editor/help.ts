import { type Extension, Prec, StateEffect, StateField } from "@codemirror/state";
import {
  type EditorView,
  hoverTooltip,
  keymap,
  showTooltip,
  type Tooltip,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import type { CompletionRequest } from "./completion";

/** What a word of the text stands for. */
export interface Description {
  from: number;
  to: number;
  kind: string;
  title: string;
  text: string | null;
  lines: readonly string[];
  columns: readonly { name: string; value: string }[];
}

/** The call that the caret is in. */
export interface Call {
  name: string;
  signatures: readonly string[];
  text: string | null;
  argument: number;
}

export interface Described {
  word: Description | null;
  call: Call | null;
}

/** Asks somebody who knows what stands at a place, and which call it is in. */
export type Describe = (request: CompletionRequest) => Promise<Described>;

/** How long the caret must have been still before its call is asked about. */
const STILL_MS = 250;

/** Tells of what is under the mouse, and of the call that is being typed. */
export function help(describe: Describe): Extension {
  return [
    hoverTooltip(async (view, position) => {
      const found = await ask(view, position, describe);
      return found?.word ? wordTip(found.word) : null;
    }),
    callField,
    ViewPlugin.define((view) => new CallWatch(view, describe)),
    // Before the key that leaves the cell.
    Prec.high(
      keymap.of([
        {
          key: "Escape",
          run: (view) => {
            if (view.state.field(callField) === null) {
              return false;
            }
            view.dispatch({ effects: setCall.of(null) });
            return true;
          },
        },
      ]),
    ),
  ];
}

async function ask(
  view: EditorView,
  position: number,
  describe: Describe,
): Promise<Described | null> {
  try {
    return await describe({ source: view.state.doc.toString(), position });
  } catch {
    // No kernel, no help; reading and typing go on.
    return null;
  }
}

const setCall = StateEffect.define<Tooltip | null>();

const callField = StateField.define<Tooltip | null>({
  create: () => null,
  update(tip, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setCall)) {
        return effect.value;
      }
    }
    return tip && { ...tip, pos: transaction.changes.mapPos(tip.pos) };
  },
  provide: (field) => showTooltip.from(field),
});

class CallWatch {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly view: EditorView,
    private readonly describe: Describe,
  ) {}

  update(update: ViewUpdate): void {
    if (update.docChanged || (update.selectionSet && this.isShown())) {
      clearTimeout(this.timer);
      const isTyped = update.transactions.some((it) => it.isUserEvent("input"));
      if (isTyped || this.isShown()) {
        this.timer = setTimeout(() => void this.look(), STILL_MS);
      }
    }
    if (update.focusChanged && !update.view.hasFocus && this.isShown()) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.view.dispatch({ effects: setCall.of(null) }));
    }
  }

  destroy(): void {
    clearTimeout(this.timer);
  }

  private isShown(): boolean {
    return this.view.state.field(callField) !== null;
  }

  private async look(): Promise<void> {
    const { state } = this.view;
    const { head } = state.selection.main;
    const before = state.sliceDoc(0, head);
    const found = before.includes("(") ? await ask(this.view, head, this.describe) : null;
    if (this.view.state.doc.eq(state.doc) && this.view.state.selection.main.head === head) {
      const tip = found?.call ? callTip(found.call, head) : null;
      if (tip !== null || this.isShown()) {
        this.view.dispatch({ effects: setCall.of(tip) });
      }
    }
  }
}

function wordTip(word: Description): Tooltip {
  return { pos: word.from, end: word.to, above: true, create: () => ({ dom: wordDom(word) }) };
}

function callTip(call: Call, pos: number): Tooltip {
  return { pos, above: true, create: () => ({ dom: callDom(call) }) };
}

function wordDom(word: Description): HTMLElement {
  const dom = box();
  add(dom, "strong", word.title);
  add(dom, "span", ` ${word.kind}`);
  if (word.text) {
    add(dom, "p", word.text);
  }
  for (const line of word.lines) {
    add(dom, "p", line);
  }
  if (word.columns.length > 0) {
    const table = add(dom, "table", "");
    for (const { name, value } of word.columns) {
      const row = add(table, "tr", "");
      add(row, "td", name);
      add(row, "td", value);
    }
  }
  return dom;
}

function callDom(call: Call): HTMLElement {
  const dom = box();
  for (const signature of call.signatures) {
    const line = add(dom, "p", "");
    const { before, current, after } = atArgument(signature, call.argument);
    add(line, "code", before);
    add(line, "code", current).className = "drey-argument";
    add(line, "code", after);
  }
  if (call.text) {
    add(dom, "p", call.text);
  }
  return dom;
}

/** Cuts a signature so that the argument at the caret stands alone. */
export function atArgument(
  signature: string,
  argument: number,
): { before: string; current: string; after: string } {
  const open = signature.indexOf("(") + 1;
  const close = signature.lastIndexOf(")");
  if (open === 0 || close < open) {
    return { before: signature, current: "", after: "" };
  }
  const parts = signature.slice(open, close).split(",");
  const index = Math.min(argument, parts.length - 1);
  const start = open + parts.slice(0, index).join(",").length + (index > 0 ? 1 : 0);
  const end = start + (parts[index]?.length ?? 0);
  return {
    before: signature.slice(0, start),
    current: signature.slice(start, end),
    after: signature.slice(end),
  };
}

function box(): HTMLElement {
  const dom = document.createElement("div");
  dom.className = "drey-tip";
  return dom;
}

function add(parent: HTMLElement, tag: string, text: string): HTMLElement {
  const child = parent.appendChild(document.createElement(tag));
  child.textContent = text;
  return child;
}
