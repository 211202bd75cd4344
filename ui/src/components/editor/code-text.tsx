import { highlightTree } from "@lezer/highlight";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import css from "./code-editor.module.css";
import { flinkParser } from "./flink-sql";
import type { Found } from "./found";
import { dreyHighlight } from "./highlight";

/** A longer one is left plain: colouring it would take longer than a frame. */
const LONGEST_COLOURED = 20_000;

interface Props {
  text: string;
  language: "sql" | "plain";
  found: Found;
  className?: string | undefined;
}

/**
 * Code that looks as in its editor and costs a fraction of one; brings the place that was found
 * into sight.
 */
export function CodeText({ text, language, found, className }: Props) {
  const current = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: goes along with each new place
  useEffect(() => {
    current.current?.scrollIntoView({ block: "center" });
  }, [found.current]);
  const colours = useMemo(() => (language === "sql" ? coloured(text) : []), [text, language]);
  const parts: ReactNode[] = [];
  let end = 0;
  for (const { from, to } of found.ranges) {
    const isCurrent = from === found.current;
    parts.push(
      ...pieces(text, colours, end, from),
      <mark
        key={`found ${from}`}
        ref={isCurrent ? current : null}
        className={isCurrent ? "drey-found drey-found-current" : "drey-found"}
      >
        {text.slice(from, to)}
      </mark>,
    );
    end = to;
  }
  parts.push(...pieces(text, colours, end, text.length));
  return (
    <pre className={`${css.editor} ${css.text} ${className ?? ""}`}>
      {parts}
      {/* An editor shows the line behind the last line break too. */}
      {(text === "" || text.endsWith("\n")) && "\n"}
    </pre>
  );
}

interface Colour {
  from: number;
  to: number;
  classes: string;
}

function coloured(text: string): Colour[] {
  if (text.length > LONGEST_COLOURED) {
    return [];
  }
  const colours: Colour[] = [];
  highlightTree(flinkParser.parse(text), dreyHighlight, (from, to, classes) =>
    colours.push({ from, to, classes }),
  );
  return colours;
}

/** The text of a range with its colours. */
function pieces(text: string, colours: readonly Colour[], from: number, to: number): ReactNode[] {
  const parts: ReactNode[] = [];
  let end = from;
  for (const colour of colours) {
    const start = Math.max(colour.from, end);
    const stop = Math.min(colour.to, to);
    if (start < stop) {
      parts.push(
        text.slice(end, start),
        <span key={start} className={colour.classes}>
          {text.slice(start, stop)}
        </span>,
      );
      end = stop;
    }
  }
  parts.push(text.slice(end, to));
  return parts;
}
