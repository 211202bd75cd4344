import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from "@codemirror/autocomplete";
import {
  defaultKeymap,
  history,
  historyKeymap,
  indentLess,
  indentMore,
  toggleComment,
} from "@codemirror/commands";
import { bracketMatching, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { Annotation, Compartment, EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightSpecialChars,
  type KeyBinding,
  keymap,
  placeholder,
} from "@codemirror/view";
import { type Complete, completionSource } from "./completion";
import { flinkSql } from "./flink-sql";
import { type Found, foundField, NOTHING_FOUND, showFound } from "./found";
import { type Describe, help } from "./help";
import { dreyHighlight } from "./highlight";
import { type Mark, marks, setMarks } from "./marks";

export interface EditorOptions {
  value: string;
  language: "sql" | "markdown" | "plain";
  label: string;
  isReadOnly: boolean;
  placeholder: string;
  complete: Complete | null;
  describe: Describe | null;
  onChange: (text: string) => void;
  onFocus: () => void;
  onBlur: () => void;
  onLeave: (how: "command" | "up" | "down") => void;
}

/** Text that comes from outside must not be reported back as typed. */
const fromOutside = Annotation.define<true>();

const label = new Compartment();

export interface EditorHandle {
  setText(text: string): void;
  setMarks(marks: readonly Mark[]): void;
  setLabel(label: string): void;
  setFound(found: Found): void;
  select(from: number, to: number): void;
  selection(): { from: number; to: number };
  /** Puts a text in the place of what is selected. */
  insert(text: string): void;
  toggleComment(): void;
  focus(): void;
  blur(): void;
  /** Ends it; what it leaves is its text, selection and what can be undone, for another. */
  destroy(): EditorState;
}

/**
 * @param kept of an editor of before, which this one goes on from; that one's options stay in force
 */
export function createEditor(
  parent: HTMLElement,
  options: EditorOptions,
  kept: EditorState | null,
): EditorHandle {
  // One that comes back to the screen must not scroll to a place that was left.
  let shown = kept === null ? NOTHING_FOUND : null;
  const labelled = (text: string) =>
    EditorView.contentAttributes.of({ "aria-label": text, spellcheck: "false" });
  const fresh = () =>
    EditorState.create({
      doc: options.value,
      extensions: [
        history(),
        highlightSpecialChars(),
        drawSelection(),
        EditorState.allowMultipleSelections.of(true),
        EditorView.lineWrapping,
        indentUnit.of("  "),
        marks(),
        foundField,
        label.of(labelled(options.label)),
        EditorState.readOnly.of(options.isReadOnly),
        placeholder(options.placeholder),
        syntaxHighlighting(dreyHighlight),
        keymap.of(leaving(options.onLeave)),
        languageExtensions(options),
        keymap.of([
          { key: "Tab", run: indentMore, shift: indentLess },
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        EditorView.updateListener.of((update) => {
          const isTyped = !update.transactions.some((it) => it.annotation(fromOutside));
          if (update.docChanged && isTyped) {
            options.onChange(update.state.doc.toString());
          }
          if (update.focusChanged && update.view.hasFocus) {
            options.onFocus();
          } else if (update.focusChanged && document.hasFocus()) {
            options.onBlur();
          }
        }),
      ],
    });
  const view = new EditorView({ parent, state: kept ?? fresh() });
  return {
    setText(text) {
      const now = view.state.doc.toString();
      if (now !== text) {
        view.dispatch({
          changes: smallestChange(now, text),
          annotations: fromOutside.of(true),
        });
      }
    },
    setMarks: (found) => view.dispatch({ effects: setMarks.of(found) }),
    setLabel: (text) => view.dispatch({ effects: label.reconfigure(labelled(text)) }),
    setFound(found) {
      if (found !== shown) {
        showFound(view, found, shown !== null && found.current !== shown.current);
        shown = found;
      }
    },
    select(from, to) {
      const end = view.state.doc.length;
      view.dispatch({ selection: { anchor: Math.min(from, end), head: Math.min(to, end) } });
    },
    selection: () => {
      const { from, to } = view.state.selection.main;
      return { from, to };
    },
    insert: (text) => view.dispatch(view.state.replaceSelection(text)),
    toggleComment: () => void toggleComment(view),
    focus: () => view.focus(),
    blur: () => {
      if (view.hasFocus) {
        view.contentDOM.blur();
      }
    },
    destroy: () => {
      view.destroy();
      return view.state;
    },
  };
}

function languageExtensions(options: EditorOptions): Extension {
  if (options.language !== "sql") {
    return [];
  }
  const sources = options.complete === null ? [] : [completionSource(options.complete)];
  return [
    flinkSql(sources),
    options.describe === null ? [] : help(options.describe),
    bracketMatching(),
    closeBrackets(),
    // Only what begins as typed: Enter must never put in a word nobody meant.
    autocompletion({
      activateOnTypingDelay: 120,
      filterStrict: true,
      maxRenderedOptions: 60,
    }),
    // What is asked for and not there yet would else open when the editor has been left.
    EditorView.domEventHandlers({
      blur: (_, view) => {
        setTimeout(() => view.hasFocus || closeCompletion(view));
      },
    }),
    keymap.of([...closeBracketsKeymap, ...completionKeymap]),
  ];
}

/** Replaces only the part that differs, so that the caret stays where it is. */
function smallestChange(was: string, now: string): { from: number; to: number; insert: string } {
  const shorter = Math.min(was.length, now.length);
  let start = 0;
  while (start < shorter && was[start] === now[start]) {
    start++;
  }
  let end = 0;
  while (end < shorter - start && was[was.length - 1 - end] === now[now.length - 1 - end]) {
    end++;
  }
  return { from: start, to: was.length - end, insert: now.slice(start, now.length - end) };
}

function leaving(onLeave: EditorOptions["onLeave"]): KeyBinding[] {
  return [
    {
      key: "Escape",
      run: (view) => {
        if (view.dom.querySelector(".cm-tooltip-autocomplete") !== null) {
          return false;
        }
        onLeave("command");
        return true;
      },
    },
    {
      key: "ArrowUp",
      run: ({ state }) => {
        const { main } = state.selection;
        if (!main.empty || main.head !== 0) {
          return false;
        }
        onLeave("up");
        return true;
      },
    },
    {
      key: "ArrowDown",
      run: ({ state }) => {
        const { main } = state.selection;
        if (!main.empty || main.head !== state.doc.length) {
          return false;
        }
        onLeave("down");
        return true;
      },
    },
  ];
}
