import type { Messages } from "@/core/i18n/translate";

export const common = {
  cancel: "Cancel",
  close: "Close",
  copy: "Copy",
  copied: "Copied",
  undo: "Undo",
  retry: "Try again",
  reload: "Reload",
  details: "Full text from Flink",
  openFlink: "Open in Flink",
  unknown: "not known",
  none: "none",
  loading: "Loading",
  "problem.help": "What to do",
  "problem.trace": "Trace {id}",
  "opens.new": "opens in a new tab",
  popups: "Open menus",
  "undo.earlier": { one: "(and {n} before)", other: "(and {n} before)" },
} satisfies Messages;
