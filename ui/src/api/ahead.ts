import { api } from "./calls";

type Answer = ReturnType<typeof api.notebook>;

let asked: { path: string; answer: Answer } | null = null;

/** Asks for the notebook an address names while the code that shows it is on its way. */
export function askAhead(address: string): void {
  const path = pathIn(address);
  if (path !== null) {
    asked = { path, answer: api.notebook(path) };
    // Who needs it asks again, and tells what is wrong.
    asked.answer.catch(() => undefined);
  }
}

/** A notebook as it is now; what was asked for ahead counts for the first one that is opened. */
export async function openNotebook(path: string, signal: AbortSignal): Promise<Awaited<Answer>> {
  const ahead = asked?.path === path ? asked.answer : null;
  asked = null;
  return (await ahead?.catch(() => null)) ?? api.notebook(path, signal);
}

function pathIn(address: string): string | null {
  const [, path = null] = /^\/notebooks\/(.+)$/.exec(address) ?? [];
  try {
    return path === null ? null : decodeURIComponent(path);
  } catch {
    // Such as a lone percent sign; the page says that there is no such notebook.
    return null;
  }
}
