import { createStore } from "zustand/vanilla";
import type { ZoneChoice } from "@/core/format/time-zones";

type Density = "roomy" | "dense";

interface Preferences {
  density: Density;
  isRailNarrow: boolean;
  /** Where instants are shown in results. */
  timeZone: ZoneChoice;
}

const KEY = "drey.preferences";

function load(): Preferences {
  const fallback: Preferences = { density: "roomy", isRailNarrow: false, timeZone: "UTC" };
  try {
    const stored: Partial<Preferences> = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return { ...fallback, ...stored };
  } catch {
    return fallback;
  }
}

export const preferences = createStore<Preferences>(load);

export function setPreferences(change: Partial<Preferences>): void {
  preferences.setState(change);
  localStorage.setItem(KEY, JSON.stringify(preferences.getState()));
}

/** Writes the density onto the page, where the style sheets find it; follows changes. */
export function applyDensity(): () => void {
  const write = () => {
    document.documentElement.dataset.density = preferences.getState().density;
  };
  write();
  return preferences.subscribe(write);
}
