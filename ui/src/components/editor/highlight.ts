import { tagHighlighter, tags } from "@lezer/highlight";

/** Few colours, named in the style sheet: keywords, text, numbers, comments. Names stay plain. */
export const dreyHighlight = tagHighlighter([
  { tag: tags.keyword, class: "drey-keyword" },
  { tag: [tags.string, tags.special(tags.string)], class: "drey-string" },
  { tag: [tags.number, tags.bool, tags.null], class: "drey-number" },
  { tag: [tags.typeName, tags.standard(tags.name)], class: "drey-type" },
  { tag: tags.comment, class: "drey-comment" },
]);
