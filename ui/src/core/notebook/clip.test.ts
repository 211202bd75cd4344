import { describe, expect, it } from "vitest";
import { blocksOf, clipText } from "./clip";
import { type Block, newCell, newProse } from "./document";

const plain = (blocks: readonly Block[]) =>
  blocks.map(({ kind, id, language, attributes, text }) => ({
    kind,
    id,
    language,
    attributes,
    text,
  }));

describe("cells on the clipboard", () => {
  it("come back as they were copied", () => {
    const cells = [
      newProse("# Title\n\nwords"),
      newProse("another text"),
      {
        ...newCell("sql", { mode: "batch", show: 'bar:a b,"c"\\', fresh: "true" }, "SELECT 1;\n"),
        id: "one",
      },
      newCell("python", {}, 'print("""```sql cell\n````""")'),
    ];
    expect(plain(blocksOf(clipText(cells)))).toEqual(plain(cells));
    expect(clipText(cells)).toContain(
      '```sql cell id=one mode=batch show="bar:a b,\\"c\\"\\\\" fresh\nSELECT 1;\n\n```\n',
    );
  });

  it("are read from a notebook's text of any line ends, closed or not", () => {
    const text = "Words\r\n\r\n~~~sql cell id=a\r\nSELECT 1\r\n~~~\r\n```sql cell\nSELECT 2";
    expect(plain(blocksOf(text))).toEqual([
      { kind: "prose", id: null, language: null, attributes: {}, text: "Words" },
      { kind: "cell", id: "a", language: "sql", attributes: {}, text: "SELECT 1" },
      { kind: "cell", id: null, language: "sql", attributes: {}, text: "SELECT 2" },
    ]);
  });

  it("are one SQL cell where the text is no notebook's", () => {
    expect(plain(blocksOf("  SELECT 1;\nSELECT 2;\n"))).toEqual([
      { kind: "cell", id: null, language: "sql", attributes: {}, text: "SELECT 1;\nSELECT 2;" },
    ]);
    expect(blocksOf(" \n")).toEqual([]);
  });
});
