import type { Block } from "./document";

const HEADING = /^#[ \t]+(.*?)[ \t]*#*[ \t]*$/m;

/** The block that holds the notebook's title: its first heading of level one. */
export function retitled(blocks: readonly Block[], title: string): Block[] | null {
  const at = blocks.findIndex((block) => block.kind === "prose" && HEADING.test(block.text));
  if (at < 0) {
    return null;
  }
  return blocks.map((block, i) =>
    i === at ? { ...block, text: block.text.replace(HEADING, () => `# ${title}`) } : block,
  );
}
