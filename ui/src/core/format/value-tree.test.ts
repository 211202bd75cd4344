import { describe, expect, it } from "vitest";
import type { ArrowField, ArrowType } from "@/core/arrow/schema";
import { countNodes, treeOf, type ValueNode } from "./value-tree";
import { formatWhole } from "./values";

const field = (name: string, type: ArrowType, ...children: ArrowField[]): ArrowField => ({
  name,
  type,
  sqlType: null,
  children,
});
const text = field("key", { is: "utf8" });
const number = field("value", { is: "int", bits: 32, signed: true });
const map = field("m", { is: "map" }, field("entries", { is: "struct" }, text, number));

/** A tree on one line, for comparing. */
function written({ name, kind, text: leaf, children }: ValueNode): string {
  const inner = children.length > 0 ? `(${children.map(written).join(" ")})` : leaf;
  return `${name}:${kind}=${inner}`;
}

describe("the tree of a value", () => {
  it("tells rows, arrays and maps apart", () => {
    const row = field("r", { is: "struct" }, map);
    const tree = treeOf({ m: [["k", 7]], tags: ["a", null] }, row);
    expect(tree && written(tree)).toBe(
      ":row=(m:map=(k:number=7) tags:array=(1:text=a 2:null=NULL))",
    );
    const pairs = treeOf([["k", 7]], undefined);
    expect(pairs && written(pairs)).toBe(":array=(1:array=(1:text=k 2:number=7))");
  });

  it("keeps of JSON text every digit, key and their order", () => {
    const tree = treeOf(
      ' {"b": 12345678901234567890, "1": "a, \\"]\\u00e9", "b": [], "n": null}',
      text,
    );
    expect(tree && written(tree)).toBe(
      ':row=(b:number=12345678901234567890 1:text=a, "]é b:array= n:null=NULL)',
    );
  });

  it("has none for plain values, broken JSON and JSON too deep to follow", () => {
    for (const value of ["plain", "12", "{broken", "[1, 2", null, 7, new Uint8Array([1])]) {
      expect(treeOf(value, undefined)).toBeNull();
    }
    const deep = 200_000;
    expect(treeOf("[".repeat(deep) + "]".repeat(deep), text)).toBeNull();
  });

  it("is counted up to a limit", () => {
    const tree = treeOf([1, [2, 3], 4], undefined);
    expect(tree && countNodes(tree, 100)).toBe(6);
    expect(tree && countNodes(tree, 2)).toBeGreaterThan(2);
  });

  it("is copied whole, bytes within it too", () => {
    expect(formatWhole({ raw: new Uint8Array(100) }, 0)).toBe(`{"raw":"0x${"00".repeat(100)}"}`);
  });
});
