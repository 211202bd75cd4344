import { useEffect, useState } from "react";
import { api, type CheckRequest, type TextCheck } from "@/api";

/** How long the text must have been still. */
const STILL_MS = 400;

/** What is longer is refused anyway, and would be sent with every pause. */
const MOST_CHARACTERS = 1 << 20;

interface Checked {
  text: string;
  found: TextCheck;
}

/** What the kernel says is wrong with a text while it is being written; null until it has said. */
export function useLiveCheck(
  text: string,
  mode: CheckRequest["mode"],
  isOn: boolean,
  kernel: () => Promise<string>,
): TextCheck | null {
  const [checked, setChecked] = useState<Checked | null>(null);
  useEffect(() => {
    if (!isOn || text.length > MOST_CHARACTERS || text.trim() === "") {
      return;
    }
    let isCurrent = true;
    const timer = setTimeout(async () => {
      try {
        const found = await api.check(await kernel(), text, mode);
        if (isCurrent) {
          setChecked({ text, found });
        }
      } catch {
        // Without a kernel nobody knows; the run will say what is wrong.
      }
    }, STILL_MS);
    return () => {
      clearTimeout(timer);
      isCurrent = false;
    };
  }, [text, mode, isOn, kernel]);
  return checked?.text === text ? checked.found : null;
}
