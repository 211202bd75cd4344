import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accessibilityProblems, launch, openPage, screenshots } from "./browser";
import { cell, prose } from "./fake/notebooks";
import { FakeServer } from "./fake/server";

const PATH = "editing.drey.md";

let browser: Browser;
let server: FakeServer;
let base: string;
let page: Page;
let problems: string[];

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = new FakeServer();
  server.notebooks.put(PATH, [
    prose("# Editing"),
    cell("one", "SELECT 1"),
    cell("two", "SELECT 2"),
    cell("three", "SELECT 3"),
  ]);
  base = await server.start();
  ({ page, problems } = await openPage(browser, base, `/notebooks/${PATH}`, { height: 1000 }));
});
afterEach(async () => {
  expect(problems).toEqual([]);
  await page.context().close();
  await server.stop();
});

const region = (name: string) => page.getByRole("region", { name, exact: true });
const texts = () => server.notebooks.get(PATH)?.blocks.map((block) => block.text);
const press = async (...keys: string[]) => {
  for (const key of keys) {
    await page.keyboard.press(key);
  }
};
/** Clicks into the frame of a cell, beside its buttons and its text. */
const choose = (name: string, modifiers: "Shift"[] = []) =>
  region(name).click({ position: { x: 500, y: 18 }, modifiers });
const chosen = () =>
  page.locator("section[data-selected]").evaluateAll((all) => all.map((it) => it.ariaLabel));

/** The text of an element in runs of one colour. */
function lookOf(element: Element): { text: string; colour: string }[] {
  const look: { text: string; colour: string }[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent?.replaceAll(/\s/g, "") ?? "";
    const colour = getComputedStyle(node.parentElement ?? element).color;
    const last = look.at(-1);
    if (last?.colour === colour) {
      last.text += text;
    } else if (text !== "") {
      look.push({ text, colour });
    }
  }
  return look;
}

/**
 * Scrolls for some seconds, frame by frame; how many cells were given an editor meanwhile, and how
 * the one in the middle looks at the end.
 */
async function scrollAndLook() {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const [scroller] = [...document.querySelectorAll("*")]
    .filter((it) => it.scrollHeight > it.clientHeight + 200 && it.clientHeight > 300)
    .sort((a, b) => b.scrollHeight - a.scrollHeight);
  const had = new Set([...document.querySelectorAll("section:has(.cm-editor)")]);
  for (let i = 0; i < 120; i++) {
    scroller?.scrollBy(0, 60);
    await frame();
  }
  const made = [...document.querySelectorAll("section:has(.cm-editor)")].filter(
    (it) => !had.has(it),
  );
  const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest("section");
  const text = middle?.querySelector("pre");
  if (!middle || !text) {
    throw new Error("no cell without an editor");
  }
  return {
    editors: made.length,
    label: middle.ariaLabel ?? "",
    look: lookOf(text),
    height: text.getBoundingClientRect().height,
  };
}

describe("cells", () => {
  it("far away have no editor, and come back with what can be undone", async () => {
    const many = Array.from({ length: 80 }, (_, i) => cell(`c${i}`, `SELECT ${i}\nFROM t`));
    server.notebooks.put("many.drey.md", many);
    await page.goto(new URL("/notebooks/many.drey.md", base).href);
    await region("SQL cell 1").locator(".cm-line").first().click();
    await press("End");
    await page.keyboard.type(", 'kept'");
    await region("SQL cell 80").scrollIntoViewIfNeeded();
    await region("SQL cell 80").locator(".cm-line").first().click();
    await expect.poll(() => page.locator(".cm-editor").count()).toBeLessThan(40);
    await expect.poll(() => region("SQL cell 1").locator(".cm-editor").count()).toBe(0);
    expect(await region("SQL cell 1").locator("pre").textContent()).toContain("0, 'kept'");
    await region("SQL cell 1").scrollIntoViewIfNeeded();
    await region("SQL cell 1").locator(".cm-line").first().click();
    await press("Control+z");
    await expect
      .poll(() => server.notebooks.get("many.drey.md")?.blocks.map((it) => it.text)[0])
      .toBe("SELECT 0\nFROM t");
    expect(await region("SQL cell 1").locator(".cm-content").textContent()).not.toContain("kept");
  });

  it("have no editor made while the page is scrolled, and look the same without", async () => {
    const text = `SELECT '${"long ".repeat(60)}', 12 AS n -- why\n  , CAST(a AS BIGINT), \`b\`\nFROM t\n`;
    const many = Array.from({ length: 80 }, (_, i) => cell(`c${i}`, `${text}LIMIT ${i}\n`));
    server.notebooks.put("scrolled.drey.md", many);
    await page.goto(new URL("/notebooks/scrolled.drey.md", base).href);
    await region("SQL cell 1").locator(".cm-line").first().waitFor();
    const scrolled: Awaited<ReturnType<typeof scrollAndLook>> = await page.evaluate(
      `(() => { ${lookOf}; return (${scrollAndLook})(); })()`,
    );
    expect(scrolled.editors).toBe(0);
    expect(new Set(scrolled.look.map(({ colour }) => colour)).size).toBe(6);
    const editor = page.locator(`section[aria-label="${scrolled.label}"] .cm-content`);
    await editor.waitFor();
    expect(await editor.evaluate(lookOf)).toEqual(scrolled.look);
    expect((await editor.boundingBox())?.height).toBe(scrolled.height);
  });

  it("are edited with Jupyter's keys, and every step is undone", async () => {
    await choose("SQL cell 2");
    await press("c", "j", "v");
    await expect.poll(texts).toEqual(["# Editing", "SELECT 1", "SELECT 2", "SELECT 1", "SELECT 3"]);
    await press("x", "k", "k", "Shift+V");
    await expect.poll(texts).toEqual(["# Editing", "SELECT 1", "SELECT 1", "SELECT 2", "SELECT 3"]);
    await press("m");
    await region("Text cell 2").waitFor();
    await press("y");
    await region("SQL cell 2").waitFor();
    await press("a");
    await page.keyboard.type("SELECT 0");
    await press("Escape", "Escape", "d", "d");
    await page.getByText("Cell deleted").waitFor();
    await expect.poll(texts).toEqual(["# Editing", "SELECT 1", "SELECT 1", "SELECT 2", "SELECT 3"]);
    await press("z", "z", "z", "z", "z", "z", "z");
    await expect.poll(texts).toEqual(["# Editing", "SELECT 1", "SELECT 2", "SELECT 3"]);
    await press("Shift+Z");
    await expect.poll(texts).toHaveLength(5);
  });

  it("go over the system's clipboard as text of a notebook, and come in from any text", async () => {
    await choose("SQL cell 2");
    await choose("SQL cell 3", ["Shift"]);
    await press("Control+c");
    // What an editor would get.
    await press("Control+f");
    const field = page.getByLabel("Find", { exact: true });
    await field.fill("");
    await press("Control+v");
    expect(await field.inputValue()).toContain("```sql cell id=one SELECT 1 ```");
    await press("Escape");
    await choose("SQL cell 4");
    await press("Control+x");
    await expect.poll(texts).toEqual(["# Editing", "SELECT 1", "SELECT 2"]);
    await choose("Text cell 1");
    await press("Control+v");
    await expect.poll(texts).toEqual(["# Editing", "SELECT 3", "SELECT 1", "SELECT 2"]);
    const foreign = "Words\r\n\r\n```sql cell mode=batch\r\nSELECT 4\r\n```\r\n";
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      (document.activeElement ?? document.body).dispatchEvent(paste);
    }, foreign);
    const all = ["# Editing", "SELECT 3", "Words", "SELECT 4", "SELECT 1", "SELECT 2"];
    await expect.poll(texts).toEqual(all);
    await press("z");
    await expect.poll(texts).toHaveLength(4);
  });

  it("are selected by Shift, and moved, folded, merged and deleted together", async () => {
    await choose("SQL cell 2");
    await choose("SQL cell 4", ["Shift"]);
    expect(await chosen()).toEqual(["SQL cell 2", "SQL cell 3", "SQL cell 4"]);
    await page.getByText("3 cells selected").waitFor();
    await screenshots(page, "selection");
    expect(await accessibilityProblems(page)).toEqual([]);
    await press("Shift+ArrowUp");
    await page.getByText("2 cells selected").waitFor();
    await press("Alt+ArrowDown");
    await expect.poll(texts).toEqual(["# Editing", "SELECT 3", "SELECT 1", "SELECT 2"]);
    await press("Control+Enter");
    await expect.poll(() => server.runs.size).toBe(2);
    await expect.poll(() => page.getByText("912345").count()).toBe(2);
    await press("o");
    await expect.poll(() => page.getByText("912345").count()).toBe(0);
    await press("o");
    await expect.poll(() => page.getByText("912345").count()).toBe(2);
    await press("Shift+M");
    await expect.poll(texts).toEqual(["# Editing", "SELECT 3", "SELECT 1;\n\nSELECT 2"]);
    await press("Shift+ArrowUp", "d", "d");
    await page.getByText("2 cells deleted").waitFor();
    await expect.poll(texts).toEqual(["# Editing"]);
    await press("z", "z", "z");
    await expect.poll(texts).toEqual(["# Editing", "SELECT 1", "SELECT 2", "SELECT 3"]);
  });

  it("have all their keys in the help, from the same list as the palette", async () => {
    await choose("SQL cell 2");
    await press("h");
    await page.getByRole("dialog").getByText("Split the cell at the cursor").waitFor();
    await page.getByRole("dialog").getByText("Ctrl+Shift+-").waitFor();
    await screenshots(page, "help-notebook");
    await press("Escape", "Control+k");
    await page.getByRole("combobox").fill("split");
    await page.getByRole("option", { name: /Split the cell/ }).waitFor();
  });

  it("are split at the cursor", async () => {
    await region("SQL cell 2").locator(".cm-content").click();
    await press("Control+Home", "Control+ArrowRight", "Control+Shift+Minus");
    await expect.poll(texts).toEqual(["# Editing", "SELECT", " 1", "SELECT 2", "SELECT 3"]);
    expect(await chosen()).toEqual(["SQL cell 3"]);
    await press("z");
    await expect.poll(texts).toEqual(["# Editing", "SELECT 1", "SELECT 2", "SELECT 3"]);
  });

  it("restart the kernel only after a question", async () => {
    await choose("SQL cell 2");
    await press("Control+Enter");
    await page.getByText("912345").waitFor();
    await page.getByText("Flink 1.20").first().waitFor();
    await press("0", "0");
    await page.getByRole("dialog").getByText("Restart the kernel?").waitFor();
    await page.getByRole("button", { name: "Restart kernel" }).click();
    await page.getByText("The kernel is restarting").waitFor();
  });

  it("say their place in the queue, and which ran before a change", async () => {
    server.notebooks.edit(PATH, [{ op: "replace", key: "one", text: "INSERT INTO slow VALUES 1" }]);
    await region("SQL cell 2").getByText("INSERT INTO slow").waitFor();
    await press("Control+Shift+Enter");
    await region("SQL cell 3").getByText("Number 1 in the queue").waitFor();
    await region("SQL cell 4").getByText("Number 2 in the queue").waitFor();
    await choose("SQL cell 2");
    await press("i", "i");
    await region("SQL cell 4").getByText("Cancelled").waitFor();
    await choose("SQL cell 3");
    await press("Control+Enter");
    await region("SQL cell 3").getByText("912345").waitFor();
    await press("Enter", "Control+End");
    await page.keyboard.type(" AS two");
    await region("SQL cell 3").getByText("Text changed since this ran").waitFor();
    await press("Control+k");
    await page.getByRole("combobox").fill("changed since");
    await press("Enter");
    await region("SQL cell 3")
      .getByText("Text changed since this ran")
      .waitFor({ state: "hidden" });
    await expect.poll(() => [...server.runs.values()].at(-1)?.source).toBe("SELECT 2 AS two");
  });

  it("run above, below, and a selected text with its errors in their place", async () => {
    await choose("SQL cell 3");
    const run = async (name: string) => {
      server.runs.clear();
      await press("Control+k");
      await page.getByRole("combobox").fill(name);
      await press("Enter");
    };
    const sources = () => [...server.runs.values()].map((it) => it.source);
    await run("all above");
    await expect.poll(sources).toEqual(["SELECT 1"]);
    await run("all below");
    await expect.poll(sources).toEqual(["SELECT 2", "SELECT 3"]);
    await region("SQL cell 2").locator(".cm-content").fill("SELECT 1;\nSELECT orgin");
    await press("Shift+Home", "Control+Alt+Enter");
    await region("SQL cell 2").getByText("Line 2, column 8", { exact: true }).waitFor();
    await region("SQL cell 2").getByText("Only the selected text was run").waitFor();
    expect(await region("SQL cell 2").locator(".drey-mark").textContent()).toBe("orgin");
    expect(sources().at(-1)).toBe("         \nSELECT orgin");
  });

  it("are formatted and commented, in the editor and together, as one step of undo", async () => {
    const assets: string[] = [];
    page.on("request", (request) => assets.push(request.url()));
    await choose("SQL cell 3");
    await choose("SQL cell 2", ["Shift"]);
    await press("Alt+Shift+F");
    const laidOut = ["# Editing", "SELECT\n  1", "SELECT\n  2", "SELECT 3"];
    await expect.poll(texts).toEqual(laidOut);
    expect(assets.filter((it) => it.includes("/format-"))).toHaveLength(1);
    await press("Control+/");
    await expect.poll(() => texts()?.[1]).toBe("-- SELECT\n--   1");
    await press("z");
    await expect.poll(texts).toEqual(laidOut);
    await press("z");
    await expect.poll(() => texts()?.[1]).toBe("SELECT 1");
    await region("SQL cell 4").locator(".cm-content").click();
    await press("Control+/");
    await expect.poll(() => texts()?.[3]).toBe("-- SELECT 3");
    await press("Control+/", "Control+End");
    await page.keyboard.type(", 'open");
    // The editor closed the quote by itself.
    await press("Delete", "Alt+Shift+F");
    await page.getByText("The cell was left as it is").waitFor();
    await expect.poll(() => texts()?.[3]).toMatch(/^SELECT 3, 'open/);
  });
});

describe("finding", () => {
  const count = (text: string) => page.getByText(text, { exact: true }).waitFor();

  it("goes through all cells, also those without an editor, and back into the cell", async () => {
    const many = Array.from({ length: 80 }, (_, i) =>
      cell(`c${i}`, `SELECT ${i},\n  needle\nFROM t`),
    );
    server.notebooks.put("many.drey.md", [prose("# Many\n\nA Needle here."), ...many]);
    await page.goto(`${base}/notebooks/many.drey.md`);
    await region("SQL cell 81").waitFor({ state: "attached" });
    expect(await page.locator(".cm-editor").count()).toBeLessThan(60);
    await press("Control+f");
    await page.getByLabel("Find", { exact: true }).fill("NEEDLE");
    await count("2 of 81");
    await press("Shift+Enter");
    await count("1 of 81");
    expect(await page.locator(".drey-found-current").textContent()).toBe("Needle");
    await press("Shift+Enter");
    await count("81 of 81");
    await region("SQL cell 81").locator(".drey-found-current").waitFor();
    await expect
      .poll(async () => (await region("SQL cell 81").boundingBox())?.y ?? 5_000)
      .toBeLessThan(1000);
    await page.getByRole("button", { name: "Match upper and lower case" }).click();
    await count("No matches");
    await page.getByRole("button", { name: "Match upper and lower case" }).click();
    await count("81 of 81");
    await page.getByLabel("Find", { exact: true }).press("F3");
    await count("1 of 81");
    await press("F3");
    await count("2 of 81");
    await page.getByLabel("Find", { exact: true }).press("Escape");
    await page.keyboard.type("found");
    await expect
      .poll(() => server.notebooks.get("many.drey.md")?.blocks[1]?.text)
      .toBe("SELECT 0,\n  found\nFROM t");
    expect(server.runs.size).toBe(0);
  });

  it("replaces one, or all as one step of undo, and can be used without a mouse", async () => {
    await choose("SQL cell 2");
    await press("Control+h");
    await page.getByLabel("Find", { exact: true }).fill("SELECT (\\d)");
    await count("No matches");
    await page.getByRole("button", { name: "Regular expression" }).click();
    await count("1 of 3");
    await page.getByLabel("Replace by").fill("VALUES ($1)");
    await screenshots(page, "find");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByLabel("Replace by").press("Enter");
    await count("1 of 2");
    await expect.poll(texts).toEqual(["# Editing", "VALUES (1)", "SELECT 2", "SELECT 3"]);
    await page.getByRole("button", { name: "Replace all" }).click();
    await page.getByText("2 matches replaced, cells: 2").waitFor();
    await expect.poll(texts).toEqual(["# Editing", "VALUES (1)", "VALUES (2)", "VALUES (3)"]);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(texts).toEqual(["# Editing", "VALUES (1)", "SELECT 2", "SELECT 3"]);
    await page.getByLabel("Find", { exact: true }).fill("(");
    await count("Not a regular expression");
    expect(server.runs.size).toBe(0);
  });
});
