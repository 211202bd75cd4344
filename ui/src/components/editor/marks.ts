import { type EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  hoverTooltip,
  keymap,
  type Tooltip,
} from "@codemirror/view";

/** A change that puts a marked place right. */
export interface Fix {
  label: string;
  from: number;
  to: number;
  insert: string;
}

/** A place in the text with something wrong, or that may not be meant. */
export interface Mark {
  from: number;
  to: number;
  message: string;
  suggestion?: string | null;
  isWarning?: boolean;
  fix?: Fix | null;
}

export const setMarks = StateEffect.define<readonly Mark[]>();

const markField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) {
        const length = transaction.newDoc.length;
        next = Decoration.set(
          effect.value
            .filter((mark) => mark.from < mark.to && mark.to <= length)
            .map((mark) =>
              Decoration.mark({
                class: mark.isWarning ? "drey-mark drey-warning" : "drey-mark",
                mark,
              }).range(mark.from, mark.to),
            ),
          true,
        );
      }
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Underlines what is wrong; says why under the mouse; `Mod-.` applies the fix at the caret. */
export function marks(): Extension {
  return [
    markField,
    hoverTooltip((view, at) => tooltip(view.state, at)),
    keymap.of([{ key: "Mod-.", run: (view) => applyFix(view, view.state.selection.main.head) }]),
  ];
}

function markAt(state: EditorState, at: number): Mark | null {
  let found: Mark | null = null;
  state.field(markField).between(at, at, (_from, _to, value) => {
    found = value.spec.mark;
  });
  return found;
}

function applyFix(view: EditorView, at: number): boolean {
  const fix = markAt(view.state, at)?.fix ?? null;
  if (fix === null) {
    return false;
  }
  view.dispatch({
    changes: { from: fix.from, to: fix.to, insert: fix.insert },
    selection: { anchor: fix.from + fix.insert.length },
    userEvent: "input.fix",
  });
  return true;
}

function tooltip(state: EditorState, at: number): Tooltip | null {
  const mark = markAt(state, at);
  if (mark === null) {
    return null;
  }
  return {
    pos: mark.from,
    end: mark.to,
    above: true,
    create: (view) => {
      const dom = document.createElement("div");
      dom.className = "drey-tip";
      const message = dom.appendChild(document.createElement("p"));
      message.textContent = mark.message;
      message.className = mark.isWarning ? "drey-warns" : "";
      if (mark.suggestion && (mark.isWarning || !mark.fix)) {
        dom.appendChild(document.createElement("p")).textContent = mark.suggestion;
      }
      if (mark.fix) {
        const button = dom.appendChild(document.createElement("button"));
        button.type = "button";
        button.textContent = mark.fix.label;
        // The editor keeps the focus, so that typing goes on.
        button.onmousedown = (event) => event.preventDefault();
        button.onclick = () => applyFix(view, at);
      }
      return { dom };
    },
  };
}
