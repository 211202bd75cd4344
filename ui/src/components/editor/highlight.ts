import { HighlightStyle } from "@codemirror/language";
import { tags } from "@lezer/highlight";

/** Few colours: keywords, text, numbers, comments. Names stay plain. */
export const dreyHighlight = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--d-syntax-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--d-syntax-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--d-syntax-number)" },
  { tag: [tags.typeName, tags.standard(tags.name)], color: "var(--d-syntax-type)" },
  { tag: tags.comment, color: "var(--d-dim)", fontStyle: "italic" },
]);
