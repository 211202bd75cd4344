import { displayKeys } from "@/core/hotkeys/hotkeys";
import css from "./kbd.module.css";

const isMac = typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.platform);

export function keysText(keys: string): string {
  return displayKeys(keys, isMac).join(" ");
}

export function Kbd({ keys }: { keys: string }) {
  return (
    <span className={css.keys}>
      {displayKeys(keys, isMac).map((chord, i) => (
        <kbd key={i} className={css.key}>
          {chord}
        </kbd>
      ))}
    </span>
  );
}
