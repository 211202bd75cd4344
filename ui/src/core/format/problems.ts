/** What says why something failed and what to do next. */
interface Reason {
  title: string;
  detail?: string | null;
  help: string;
}

/** Why, and what to do, in sentences. */
export function reasonOf({ title, detail, help }: Reason): string {
  return sentences([detail ?? title, help]);
}

/** What failed, why, and what to do, in sentences. */
export function problemText({ title, detail, help }: Reason): string {
  return sentences([title, detail ?? "", help]);
}

function sentences(parts: string[]): string {
  return parts
    .map((it) => it.trim())
    .filter((it) => it !== "")
    .map((it) => it.charAt(0).toLocaleUpperCase() + it.slice(1))
    .map((it) => (/[.!?…]$/.test(it) ? it : `${it}.`))
    .join(" ");
}
