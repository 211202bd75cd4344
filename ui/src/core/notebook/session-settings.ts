import { type Block, newFrontMatter, update } from "./document";

const PREFIX = "session.";
const FREE = "settings.";
/** What the kernel shows in place of a secret. */
const MASK = "******";

/** What a notebook asks for its session, by the keys its file has below `session`. */
export type SessionSettings = Readonly<Record<string, string>>;

/** What the file says of the session. */
export function sessionSettings(blocks: readonly Block[]): SessionSettings {
  const attributes = frontMatter(blocks)?.attributes ?? {};
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([key, value]) =>
      key.startsWith(PREFIX) ? [[key.slice(PREFIX.length), value]] : [],
    ),
  );
}

/** The settings of Flink among them, by the keys of Flink. */
export function flinkSettings(settings: SessionSettings): [string, string][] {
  return Object.entries(settings).flatMap(([key, value]): [string, string][] =>
    key.startsWith(FREE) ? [[key.slice(FREE.length), value]] : [],
  );
}

/** The name in the file of a setting of Flink. */
export function ofFlink(key: string): string {
  return FREE + key;
}

/** The blocks with one setting more, changed, or with null taken away. */
export function withSessionSetting(
  blocks: readonly Block[],
  key: string,
  value: string | null,
): Block[] {
  const block = frontMatter(blocks);
  const { [PREFIX + key]: _old, ...rest } = block?.attributes ?? {};
  const attributes = value === null ? rest : { ...block?.attributes, [PREFIX + key]: value };
  return block === undefined
    ? [newFrontMatter(attributes), ...blocks]
    : update(blocks, block.uid, { attributes });
}

/** Whether a session began with other settings than the file asks for now. */
export function isOutdated(begun: SessionSettings | null, asked: SessionSettings): boolean {
  if (begun === null) {
    return false;
  }
  const keys = new Set([...Object.keys(begun), ...Object.keys(asked)]);
  return [...keys].some((key) => begun[key] !== asked[key] && !isHidden(begun[key], asked[key]));
}

/** A secret is not told, so it counts as the same as long as there is one. */
function isHidden(begun: string | undefined, asked: string | undefined): boolean {
  return begun?.includes(MASK) === true && asked !== undefined;
}

function frontMatter(blocks: readonly Block[]): Block | undefined {
  return blocks.find((block) => block.kind === "front-matter");
}
