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
}

/** Asks somebody who knows what could stand at a place. */
export type Complete = (request: CompletionRequest) => Promise<readonly Suggestion[]>;

const WORD = /[\p{L}\p{N}_$`.-]*$/u;

export function completionSource(complete: Complete) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const word = WORD.exec(before)?.[0] ?? "";
    if (word === "" && !context.explicit) {
      return null;
    }
    let items: readonly Suggestion[];
    try {
      items = await complete({ source: context.state.doc.toString(), position: context.pos });
    } catch {
      // No kernel, no completion; typing goes on.
      return null;
    }
    if (context.aborted || items.length === 0) {
      return null;
    }
    const lastPart = word.slice(word.lastIndexOf(".") + 1);
    const isQualified = items.some((item) => item.text.includes(".") && item.text.startsWith(word));
    return {
      from: context.pos - (isQualified ? word : lastPart).length,
      validFor: /^[\p{L}\p{N}_$`]*$/u,
      options: items.map((item) =>
        item.kind === "keyword"
          ? keyword(item.text)
          : // The type is the icon; code-editor.module.css draws one for each kind.
            { label: item.text, type: item.kind, detail: item.detail ?? item.kind },
      ),
    };
  };
}
