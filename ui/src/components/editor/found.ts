import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

/** Places that were looked for, and where the one begins that the reader is at. */
export interface Found {
  ranges: readonly { from: number; to: number }[];
  current: number | null;
}

export const NOTHING_FOUND: Found = { ranges: [], current: null };

const setFound = StateEffect.define<Found>();

export const foundField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    let next = decorations.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setFound)) {
        const { ranges, current } = effect.value;
        const length = transaction.newDoc.length;
        next = Decoration.set(
          ranges
            .filter(({ to }) => to <= length)
            .map(({ from, to }) =>
              Decoration.mark({
                class: from === current ? "drey-found drey-found-current" : "drey-found",
              }).range(from, to),
            ),
        );
      }
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Marks what was found, and brings the place the reader is at into sight. */
export function showFound(view: EditorView, found: Found, isMoved: boolean): void {
  const { current } = found;
  const isThere = current !== null && current <= view.state.doc.length;
  view.dispatch({
    effects: [
      setFound.of(found),
      ...(isThere && isMoved ? [EditorView.scrollIntoView(current, { y: "center" })] : []),
    ],
  });
}
