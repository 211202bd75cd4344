import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const SRC = fileURLToPath(new URL("..", import.meta.url));

interface SourceFile {
  path: string;
  text: string;
  imports: string[];
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

const files: SourceFile[] = filesBelow(SRC)
  .filter((path) => /\.(tsx?|css)$/.test(path))
  .map((path) => {
    const text = readFileSync(path, "utf8");
    const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].flatMap(
      (it) => it[1] ?? [],
    );
    return { path: relative(SRC, path), text, imports };
  });

const within = (area: string) =>
  files.filter((file) => file.path.startsWith(area) && !file.path.includes(".test."));

function importsOf(area: string, forbidden: (it: string, file: SourceFile) => boolean): string[] {
  return within(area).flatMap((file) =>
    file.imports.filter((it) => forbidden(it, file)).map((it) => `${file.path} imports ${it}`),
  );
}

describe("walls", () => {
  it("core knows nothing of the page, not even React", () => {
    expect(importsOf("core/", (it) => /^(react|@mantine|@tanstack)|^@\/(?!core)/.test(it))).toEqual(
      [],
    );
  });

  it("components know no feature and no API", () => {
    expect(importsOf("components/", (it) => /^@\/(features|api|app)/.test(it))).toEqual([]);
  });

  it("a feature knows no other feature and not the application", () => {
    const isForeign = (it: string, file: SourceFile) => {
      const own = file.path.split("/")[1];
      const other = /^@\/features\/([^/]+)/.exec(it)?.[1];
      return it.startsWith("@/app") || (other !== undefined && other !== own);
    };
    expect(importsOf("features/", isForeign)).toEqual([]);
  });

  it("a feature and the API are entered by their door only", () => {
    const isInside = (it: string) => /^@\/(features\/[^/]+|api)\/./.test(it);
    expect([...importsOf("app/", isInside), ...importsOf("features/", isInside)]).toEqual([]);
  });

  it("only the API fetches", () => {
    const fetching = files.filter(
      (file) =>
        !/^(api|test)\/|\.test\./.test(file.path) &&
        /\bfetch\(|new (WebSocket|EventSource)\b/.test(file.text),
    );
    expect(fetching.map((file) => file.path)).toEqual([]);
  });

  it("all text is in the catalogue", () => {
    const written = files.filter(({ path }) => /\.tsx$/.test(path) && !path.includes(".test."));
    const literals = written.flatMap(({ path, text }) =>
      [
        // Words between tags, and in attributes that people see or hear.
        ...text.matchAll(
          /<[a-zA-Z][^<>=]*(?:=(?:"[^"]*"|\{[^{}]*\})[^<>=]*)*>\s*([A-Z][a-z]+[^<>{}=;]*)</g,
        ),
        ...text.matchAll(/\b(?:aria-label|title|alt|label|description)="([^"]*[a-z]{2}[^"]*)"/g),
      ].map((it) => `${path}: ${it[1]?.trim()}`),
    );
    expect(literals).toEqual([]);
  });

  it("files stay small", () => {
    const written = within("").filter((file) => !file.path.includes("/generated/"));
    const lines = written.map((file) => [file.text.split("\n").length, file.path] as const);
    expect(lines.filter(([count, path]) => count > 400 && !path.endsWith(".css"))).toEqual([]);
    expect(lines.filter(([count]) => count > 600)).toEqual([]);
  });
});
