import type { Block } from "./document";

const SETTING = /^title:.*$/m;
const HEADING = /^#[ \t]+(.*?)[ \t]*#*[ \t]*$/m;

/**
 * The blocks with another title, where they have a place for one: the setting `title` at the top of
 * the file, else the first heading of level one.
 */
export function retitled(blocks: readonly Block[], title: string): Block[] | null {
  return (
    replaced(blocks, "front-matter", SETTING, `title: ${JSON.stringify(title)}`) ??
    replaced(blocks, "prose", HEADING, `# ${title}`)
  );
}

function replaced(
  blocks: readonly Block[],
  kind: Block["kind"],
  place: RegExp,
  line: string,
): Block[] | null {
  const at = blocks.findIndex((block) => block.kind === kind && place.test(block.text));
  return at < 0
    ? null
    : blocks.map((block, i) =>
        i === at ? { ...block, text: block.text.replace(place, () => line) } : block,
      );
}
