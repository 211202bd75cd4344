import type { CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { keyword } from "./flink-sql";

export interface CompletionRequest {
  source: string;
  position: number;
}

export interface Suggestion {
  text: string;
  kind: string;
  detail: string | null;
  help: string | null;
}

export interface Suggestions {
  /** Where the text begins that each would replace. */
  from: number;
  /** False when there is more than is given. */
  isWhole: boolean;
  items: readonly Suggestion[];
}

/** Asks somebody who knows what could stand at a place. */
export type Complete = (request: CompletionRequest) => Promise<Suggestions>;

/** What makes a list pop up by itself: a word, and what opens a name, a text or an option. */
const BEGINS = /[\p{L}\p{N}_$.`'-]$/u;
const NAME = /^[\p{L}\p{N}_$`]*$/u;
const KEY = /^[\p{L}\p{N}_$.#-]*$/u;
const KEYS = new Set(["option", "setting", "value", "connector", "format"]);
const MOST_BOOST = 99;

export function completionSource(complete: Complete) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const { state, pos } = context;
    const line = state.doc.lineAt(pos);
    if (!context.explicit && !BEGINS.test(line.text.slice(0, pos - line.from))) {
      return null;
    }
    let found: Suggestions;
    try {
      found = await complete({ source: state.doc.toString(), position: pos });
    } catch {
      // No kernel, no completion; typing goes on.
      return null;
    }
    const { from, items, isWhole } = found;
    // A list for an editor that was left meanwhile would lie over what was opened since.
    if (context.aborted || items.length === 0 || context.view?.hasFocus === false) {
      return null;
    }
    const isInBackticks = state.sliceDoc(from, from + 1) === "`" && from < pos;
    return {
      from,
      // The editor closes a backtick as it is opened; what is put in brings its own.
      to: isInBackticks && state.sliceDoc(pos, pos + 1) === "`" ? pos + 1 : pos,
      ...(isWhole && { validFor: items.every((item) => KEYS.has(item.kind)) ? KEY : NAME }),
      options: items.map((item, index) =>
        item.kind === "keyword"
          ? keyword(item.text)
          : // The type is the icon; code-editor.module.css draws one for each kind.
            {
              label: item.text,
              type: item.kind,
              detail: item.detail ?? item.kind,
              boost: Math.max(0, MOST_BOOST - index),
              ...(item.help !== null && { info: item.help }),
            },
      ),
    };
  };
}
