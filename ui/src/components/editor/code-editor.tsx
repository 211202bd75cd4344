import { useEffect, useRef } from "react";
import css from "./code-editor.module.css";
import type { Complete, Suggestions } from "./completion";
import { createEditor, type EditorHandle } from "./editor";
import { type Found, NOTHING_FOUND } from "./found";
import type { Describe } from "./help";
import type { Mark } from "./marks";

interface Props {
  value: string;
  language: "sql" | "markdown" | "plain";
  label: string;
  placeholder?: string;
  /** Takes the focus while true. */
  isFocused?: boolean;
  marks?: readonly Mark[];
  found?: Found;
  complete?: Complete;
  describe?: Describe;
  onChange: (text: string) => void;
  onFocus?: () => void;
  onBlur?: () => void;
  /** Told the editor when it is there, and null when it goes. */
  onReady?: (editor: EditorHandle | null) => void;
  /** Asked to leave by a key: `command` is Escape, the others arrows at the end of the text. */
  onLeave?: (how: "command" | "up" | "down") => void;
}

const NONE: Suggestions = { from: 0, isWhole: true, items: [] };
const NO_MARKS: readonly Mark[] = [];

/** A CodeMirror editor that grows with its text. */
export function CodeEditor(props: Props) {
  const { value, language, label, placeholder, isFocused = false, marks = NO_MARKS } = props;
  const { found = NOTHING_FOUND } = props;
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorHandle>(null);
  const latest = useRef(props);
  latest.current = props;

  // biome-ignore lint/correctness/useExhaustiveDependencies: later values are written by the effects below
  useEffect(() => {
    if (host.current === null) {
      return;
    }
    const made = createEditor(host.current, {
      value,
      language,
      label,
      placeholder: placeholder ?? "",
      complete: latest.current.complete
        ? (it) => latest.current.complete?.(it) ?? Promise.resolve(NONE)
        : null,
      describe: latest.current.describe
        ? (it) => latest.current.describe?.(it) ?? Promise.resolve({ word: null, call: null })
        : null,
      onChange: (text) => latest.current.onChange(text),
      onFocus: () => latest.current.onFocus?.(),
      onBlur: () => latest.current.onBlur?.(),
      onLeave: (how) => latest.current.onLeave?.(how),
    });
    editor.current = made;
    latest.current.onReady?.(made);
    return () => {
      latest.current.onReady?.(null);
      made.destroy();
      editor.current = null;
    };
  }, [language]);

  useEffect(() => editor.current?.setText(value), [value]);
  useEffect(() => editor.current?.setMarks(marks), [marks]);
  useEffect(() => editor.current?.setFound(found), [found]);
  useEffect(() => editor.current?.setLabel(label), [label]);
  useEffect(() => {
    if (isFocused) {
      editor.current?.focus();
    } else {
      editor.current?.blur();
    }
  }, [isFocused]);

  return <div ref={host} className={css.editor} />;
}
