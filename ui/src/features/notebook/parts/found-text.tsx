import { type ReactNode, useEffect, useRef } from "react";
import type { Found } from "@/components/editor/found";

/** Text without an editor, with what was found in it; brings the current place into sight. */
export function FoundText({ text, found, className }: Props) {
  const current = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: goes along with each new place
  useEffect(() => {
    current.current?.scrollIntoView({ block: "center" });
  }, [found.current]);
  const parts: ReactNode[] = [];
  let end = 0;
  for (const { from, to } of found.ranges) {
    const isCurrent = from === found.current;
    parts.push(
      text.slice(end, from),
      <mark
        key={from}
        ref={isCurrent ? current : null}
        className={isCurrent ? "drey-found drey-found-current" : "drey-found"}
      >
        {text.slice(from, to)}
      </mark>,
    );
    end = to;
  }
  parts.push(text.slice(end));
  return <pre className={className}>{parts}</pre>;
}

interface Props {
  text: string;
  found: Found;
  className: string | undefined;
}
