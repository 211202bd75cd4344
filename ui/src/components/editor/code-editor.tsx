import type { EditorState } from "@codemirror/state";
import { type ReactNode, useEffect, useRef } from "react";
import css from "./code-editor.module.css";
import type { Complete, Suggestions } from "./completion";
import { createEditor, type EditorHandle, type EditorOptions } from "./editor";
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
  /** Shown instead of an editor, which comes back as it was: many at once make a page slow. */
  instead?: ReactNode;
  marks?: readonly Mark[];
  found?: Found;
  complete?: Complete;
  describe?: Describe;
  /** Not given where the text can only be read. */
  onChange?: (text: string) => void;
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
  const { found = NOTHING_FOUND, instead = null } = props;
  const isThere = instead === null;
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorHandle>(null);
  const kept = useRef<{ language: Props["language"]; state: EditorState }>(null);
  const latest = useRef(props);
  latest.current = props;

  // biome-ignore lint/correctness/useExhaustiveDependencies: later values are written by the effects below
  useEffect(() => {
    if (host.current === null) {
      return;
    }
    const options: EditorOptions = {
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
      isReadOnly: latest.current.onChange === undefined,
      onChange: (text) => latest.current.onChange?.(text),
      onFocus: () => latest.current.onFocus?.(),
      onBlur: () => latest.current.onBlur?.(),
      onLeave: (how) => latest.current.onLeave?.(how),
    };
    const before = kept.current?.language === language ? kept.current.state : null;
    const made = createEditor(host.current, options, before);
    editor.current = made;
    latest.current.onReady?.(made);
    return () => {
      latest.current.onReady?.(null);
      kept.current = { language, state: made.destroy() };
      editor.current = null;
    };
  }, [language, isThere]);

  // Each also when the editor has come back.
  useEffect(() => void (isThere && editor.current?.setText(value)), [value, isThere]);
  useEffect(() => void (isThere && editor.current?.setMarks(marks)), [marks, isThere]);
  useEffect(() => void (isThere && editor.current?.setFound(found)), [found, isThere]);
  useEffect(() => void (isThere && editor.current?.setLabel(label)), [label, isThere]);
  useEffect(() => {
    if (isFocused && isThere) {
      editor.current?.focus();
    } else {
      editor.current?.blur();
    }
  }, [isFocused, isThere]);

  return isThere ? <div ref={host} className={css.editor} /> : instead;
}
