import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accessibilityProblems, launch, openPage, screenshots } from "./browser";
import { demo, FLIGHTS } from "./fake/demo";
import { FakeServer } from "./fake/server";

let browser: Browser;
let server: FakeServer;
let page: Page;
let problems: string[];
let grid: Locator;
let output: Locator;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = new FakeServer();
  demo(server);
  const base = await server.start();
  ({ page, problems } = await openPage(browser, base, `/notebooks/${FLIGHTS}`, { height: 1000 }));
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  output = page.getByRole("region", { name: "SQL cell 3", exact: true });
  await output.getByRole("button", { name: "Run cell", exact: true }).click();
  grid = output.getByRole("grid");
  await grid.getByRole("gridcell").first().waitFor();
});
afterEach(async () => {
  await page.context().close();
  await server.stop();
});

const column = async (index: number) =>
  grid.locator(`[role=gridcell][aria-colindex="${index}"]`).allTextContents();
const head = (name: string) => grid.getByRole("columnheader").filter({ hasText: name });
const clipboard = () => page.evaluate(() => navigator.clipboard.readText());

describe("the rows of a result", () => {
  it("are sorted by the heads of columns, by mouse and by keys", async () => {
    await head("carrier").click();
    await expect.poll(() => head("carrier").getAttribute("aria-sort")).toBe("ascending");
    await expect
      .poll(async () => (await column(1)).join())
      .toBe([...(await column(1))].sort().join());
    await head("carrier").click();
    await expect.poll(() => head("carrier").getAttribute("aria-sort")).toBe("descending");
    await grid.getByRole("gridcell").first().click();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+Space");
    await expect.poll(() => head("flights").getAttribute("aria-sort")).toBe("ascending");
    expect(await head("carrier").getAttribute("aria-sort")).toBe("descending");
    await screenshots(page, "result-sorted");
    expect(await accessibilityProblems(page)).toEqual([]);
    await output.getByRole("button", { name: "Clear", exact: true }).click();
    await expect.poll(() => head("carrier").getAttribute("aria-sort")).toBe("none");
    expect(problems).toEqual([]);
  });

  it("are arranged and laid out the same after a reload, which says so", async () => {
    await head("carrier").click();
    await head("carrier").click();
    await grid.getByRole("gridcell").first().click();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Alt+ArrowDown");
    await page.getByRole("menuitem", { name: "Hide" }).click();
    await expect.poll(() => head("flights").count()).toBe(0);
    const [first] = await column(1);
    await page.reload();
    await grid.getByRole("gridcell").first().waitFor();
    expect(await head("carrier").getAttribute("aria-sort")).toBe("descending");
    expect(await head("flights").count()).toBe(0);
    expect((await column(1))[0]).toBe(first);
    await output.getByText("1 column hidden").waitFor();
    await output.getByRole("button", { name: "Clear", exact: true }).click();
    await expect.poll(() => head("carrier").getAttribute("aria-sort")).toBe("none");
    expect(problems).toEqual([]);
  });

  it("are searched and filtered, and say how many match", async () => {
    const [first = ""] = await column(1);
    await grid.getByRole("gridcell").first().click();
    await page.keyboard.press("/");
    await output.getByRole("textbox", { name: "Find in all rows" }).fill(first.toLowerCase());
    await output.getByText(/^1 of \d+ rows matches$/).waitFor();
    await output.getByRole("button", { name: "Stop searching" }).click();
    await expect.poll(async () => (await column(1)).length).toBeGreaterThan(1);
    await grid.getByRole("gridcell").first().click();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Alt+ArrowDown");
    await page.getByRole("menuitem", { name: "Filter …" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Value" }).fill("no such carrier");
    await screenshots(page, "result-filter");
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Filter", exact: true }).click();
    await output.getByText("No row matches").waitFor();
    await output.getByRole("button", { name: /^Remove carrier/ }).click();
    await expect.poll(async () => (await column(1)).length).toBeGreaterThan(1);
    expect(problems).toEqual([]);
  });

  it("let a filter be changed that no row passes, and one of several values", async () => {
    const [first = "", second = ""] = await column(1);
    await grid.getByRole("gridcell").first().click();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Alt+ArrowDown");
    await page.getByRole("menuitem", { name: "Filter …" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Value" }).fill("no such carrier");
    await dialog.getByRole("button", { name: "Filter", exact: true }).click();
    await output.getByText("No row matches").waitFor();
    await output.getByRole("button", { name: /^Change the filter carrier/ }).click();
    await dialog.getByRole("combobox").selectOption("in");
    const values = dialog.getByRole("textbox", { name: "Values" });
    await values.fill(`Paris, TX\n\n${first}\n${second}\n`);
    await screenshots(page, "result-filter-several");
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Filter", exact: true }).click();
    await expect.poll(async () => (await column(1)).sort()).toEqual([first, second].sort());
    await output.getByRole("button", { name: /^Change the filter carrier/ }).click();
    expect(await values.inputValue()).toBe(`Paris, TX\n${first}\n${second}`);
    await page.keyboard.press("Escape");
    await output.getByRole("button", { name: "Clear", exact: true }).click();
    expect(problems).toEqual([]);
  });

  it("are no longer searched once all is cleared, and the same text can be searched again", async () => {
    const [first = ""] = await column(1);
    await grid.getByRole("gridcell").first().click();
    await page.keyboard.press("/");
    const search = output.getByRole("textbox", { name: "Find in all rows" });
    await search.fill(first);
    await output.getByText(/^1 of \d+ rows matches$/).waitFor();
    await output.getByRole("button", { name: "Clear", exact: true }).click();
    await expect.poll(async () => (await column(1)).length).toBeGreaterThan(1);
    expect(await search.inputValue()).toBe("");
    await search.fill(first);
    await output.getByText(/^1 of \d+ rows matches$/).waitFor();
    expect(problems).toEqual([]);
  });

  it("hide, show, pin and size their columns", async () => {
    await head("carrier").hover();
    await page.getByRole("button", { name: "Sort, filter, hide carrier" }).click();
    await page.getByRole("menuitem", { name: "Hide" }).click();
    await expect.poll(() => head("carrier").count()).toBe(0);
    await output.getByRole("button", { name: "1 column hidden" }).click();
    await page.getByRole("menuitem", { name: "Show all" }).click();
    await expect.poll(() => head("carrier").count()).toBe(1);
    await head("flights").hover();
    await page.getByRole("button", { name: "Sort, filter, hide flights" }).click();
    await page.getByRole("menuitem", { name: "Pin to the left" }).click();
    await expect.poll(() => head("flights").getAttribute("aria-colindex")).toBe("1");
    await page.mouse.move(0, 0);
    await expect.poll(() => page.getByRole("menu").count()).toBe(0);
    const before = await head("carrier").boundingBox();
    const edge = { x: (before?.x ?? 0) + (before?.width ?? 0) - 3, y: (before?.y ?? 0) + 10 };
    await page.mouse.move(edge.x, edge.y);
    await page.mouse.down();
    await page.mouse.move(edge.x + 80, edge.y);
    await page.mouse.up();
    await expect
      .poll(async () => (await head("carrier").boundingBox())?.width)
      .toBe((before?.width ?? 0) + 80);
    expect(await head("carrier").getAttribute("aria-sort")).toBe("none");
    expect(problems).toEqual([]);
  });

  it("are selected and copied", async () => {
    const carriers = await column(1);
    await grid.getByRole("gridcell").first().click();
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await output.getByText("3 rows × 1 selected").waitFor();
    await page.keyboard.press("Control+c");
    await expect.poll(clipboard).toBe(carriers.slice(0, 3).join("\n"));
    await page.keyboard.press("Control+a");
    await grid.getByRole("gridcell").nth(1).click({ button: "right" });
    await screenshots(page, "result-copy");
    await page.getByRole("menuitem", { name: "Copy as Markdown" }).click();
    await expect.poll(clipboard).toContain("| AA | 912345 | 14.2 |");
    expect(problems).toEqual([]);
  });
});
