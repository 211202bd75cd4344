import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { displayKeys, type Scope } from "@/core/hotkeys/hotkeys";
import { t } from "@/messages";
import { type Command, commands } from "./commands";

const SRC = fileURLToPath(new URL("..", import.meta.url));
const list: [string, Command][] = Object.entries(commands);

const WHERE: Record<Scope, string> = {
  always: "everywhere",
  cell: "on the page and in a cell's editor",
  command: "while no text is edited",
  editor: "in a cell's editor",
  grid: "in the rows of a result",
};

/** The registry as a page of the documentation. */
function page(): string {
  const groups = new Set(list.map(([, { group }]) => group));
  const shown = (keys: string) =>
    displayKeys(keys, false)
      .map((chord) => `\`${chord}\``)
      .join(" ");
  const sections = [...groups].map((group) => {
    const members = list.filter(([, command]) => command.group === group);
    const rows = members.map(([, { name, keys, scope }]) => {
      const all = keys.map(shown).join(" or ");
      return `| ${t(name)} | ${all} | ${all === "" ? "by name" : WHERE[scope]} |`;
    });
    return `## ${t(group)}\n\n| what | keys | where |\n|---|---|---|\n${rows.join("\n")}\n`;
  });
  return `# Keys and commands

Made from the page's own list of commands by \`./drey golden\`; not to be edited. Every command can be
found by its name in the command palette (\`Ctrl+K\`); \`?\` shows the keys on the page itself. On a Mac
\`Ctrl\` is \`⌘\`.

A notebook has two modes, as Jupyter has them: while a cell's text is edited, keys type; \`Esc\` leaves
the editor, then single letters act on the selected cells, and \`Enter\` goes back. \`Shift\` with the
arrows or with a click selects several cells: running, moving, cutting, copying, deleting, merging,
folding and changing their kind act on all of them. Whatever changes cells can be undone with \`Z\`.

${sections.join("\n")}`;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return sources(path);
    }
    return /(?<!\.test)\.tsx?$/.test(entry.name) ? [readFileSync(path, "utf8")] : [];
  });
}

describe("the commands", () => {
  it("have keys of their own wherever these count", () => {
    const meet: Record<Scope, Scope[]> = {
      always: ["always", "cell", "command", "editor", "grid"],
      cell: ["always", "cell", "command", "editor"],
      command: ["always", "cell", "command"],
      editor: ["always", "cell", "editor"],
      grid: ["always", "grid"],
    };
    const clashes = list.flatMap(([id, { keys, scope }], i) =>
      list
        .slice(i + 1)
        .filter(([, it]) => meet[scope].includes(it.scope) && it.keys.some((k) => keys.includes(k)))
        .map(([other]) => `${id} and ${other}`),
    );
    expect(clashes).toEqual([]);
  });

  it("are each done by some part of the page", () => {
    const text = sources(SRC).join("\n");
    const missing = list.filter(([id]) => !new RegExp(`(bind|ofEditor)\\(\\s*"${id}"`).test(text));
    expect(missing.map(([id]) => id)).toEqual([]);
  });

  it("no other part of the page names keys", () => {
    expect(
      sources(SRC).flatMap((text) => text.match(/keys="[^"]+"|keysText\("[^"]*"/g) ?? []),
    ).toEqual([]);
  });

  it("are described in docs/keys.md; run ./drey golden", async () => {
    await expect(page()).toMatchFileSnapshot("../../../docs/keys.md");
  });
});
