import { expect, it } from "vitest";
import { quickFix } from "./quick-fix";

function fixOf(text: string, marked: string, suggestion: string) {
  const column = text.indexOf(marked) + 1;
  const endColumn = column + marked.length - 1;
  const fix = quickFix(text, { suggestion, line: 1, column, endLine: 1, endColumn });
  return fix && text.slice(0, fix.from) + fix.insert + text.slice(fix.to);
}

it("puts in the nearest name", () => {
  expect(fixOf("SELECT orgin", "orgin", "Did you mean `origin`?")).toBe("SELECT origin");
});

it("keeps the quotes of connectors and options", () => {
  const table = "WITH ('connector' = 'datagne', 'rows-per-secnd' = '1')";
  expect(fixOf(table, "'datagne'", "Did you mean 'datagen'?")).toContain("= 'datagen',");
  expect(fixOf(table, "'rows-per-secnd'", "Did you mean 'rows-per-second'?")).toContain(
    ", 'rows-per-second' =",
  );
});

it("puts a reserved word in backticks", () => {
  expect(fixOf("SELECT date", "date", "Put it in backticks: `date`")).toBe("SELECT `date`");
});

it("applies no sentence", () => {
  expect(fixOf("SELECT a", "a", "DESCRIBE lists a table's columns.")).toBeNull();
});
