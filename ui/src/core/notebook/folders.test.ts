import { describe, expect, it } from "vitest";
import { folderRows, foldersOf, freePath, linkedPath, shortPath } from "./folders";

const at = (...paths: string[]) => paths.map((path) => ({ path }));
const shown = (rows: ReturnType<typeof folderRows>) =>
  rows.map((row) =>
    row.kind === "folder"
      ? `${"  ".repeat(row.depth)}${row.isOpen ? "v" : ">"} ${row.path} ${row.count}`
      : `${"  ".repeat(row.depth)}${row.notebook.path}`,
  );

describe("folders", () => {
  it("come first, by name, with what is in them", () => {
    const list = at("z.drey.md", "b/x.drey.md", "a/deep/y.drey.md", "a/w.drey.md");
    expect(shown(folderRows(list, new Set()))).toEqual([
      "v a 2",
      "  v a/deep 1",
      "    a/deep/y.drey.md",
      "  a/w.drey.md",
      "v b 1",
      "  b/x.drey.md",
      "z.drey.md",
    ]);
  });

  it("hide what is in them while they are closed", () => {
    const list = at("a/deep/y.drey.md", "a/w.drey.md", "z.drey.md");
    expect(shown(folderRows(list, new Set(["a"])))).toEqual(["> a 2", "z.drey.md"]);
  });

  it("are offered also where only folders are in them", () => {
    expect(foldersOf(["a/deep/y.drey.md", "b/x.drey.md", "z.drey.md"])).toEqual([
      "a",
      "a/deep",
      "b",
    ]);
  });

  it("give new notebooks names that are free", () => {
    const paths = ["untitled.drey.md", "a/untitled.drey.md", "a/untitled-2.drey.md"];
    expect(freePath("", "untitled", paths)).toBe("untitled-2.drey.md");
    expect(freePath("a", "untitled", paths)).toBe("a/untitled-3.drey.md");
    expect(freePath("b", "untitled", paths)).toBe("b/untitled.drey.md");
  });

  it("are not led to in the trash", () => {
    expect(linkedPath("a/b.drey.md")).toBe("a/b.drey.md");
    expect(linkedPath(".trash/20261123-080000-000/a.drey.md")).toBeNull();
    expect(linkedPath(null)).toBeNull();
  });

  it("show paths without the ending that all have", () => {
    expect(shortPath("a/b.drey.md")).toBe("a/b");
    expect(shortPath("a/b")).toBe("a/b");
  });
});
