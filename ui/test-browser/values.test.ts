import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accessibilityProblems, launch, openPage, screenshots } from "./browser";
import { demo } from "./fake/demo";
import { cell } from "./fake/notebooks";
import { FakeServer } from "./fake/server";

let browser: Browser;
let server: FakeServer;
let page: Page;
let problems: string[];
let output: Locator;
let grid: Locator;
let panel: Locator;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = new FakeServer();
  demo(server);
  server.notebooks.put("values.drey.md", [
    cell("values", "SELECT * FROM nested", { mode: "batch" }),
    cell("instants", "SELECT * FROM instants", { mode: "batch" }),
  ]);
  const base = await server.start();
  ({ page, problems } = await openPage(browser, base, "/notebooks/values.drey.md"));
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  panel = page.getByRole("dialog");
});
afterEach(async () => {
  await page.context().close();
  await server.stop();
});

const run = async (number: number) => {
  output = page.getByRole("region", { name: `SQL cell ${number}`, exact: true });
  await output.getByRole("button", { name: "Run cell", exact: true }).click();
  grid = output.getByRole("grid");
  await grid.getByRole("gridcell").first().waitFor();
};
const cellAt = (row: number, column: number) =>
  grid.locator(`[role=row][aria-rowindex="${row + 1}"] [aria-colindex="${column}"]`);
const part = (name: string) => panel.getByRole("treeitem", { name });
const clipboard = () => page.evaluate(() => navigator.clipboard.readText());

describe("a value aside", () => {
  beforeEach(() => run(1));

  it("opens by Enter, and the arrows lead to its neighbours and to rows out of sight", async () => {
    await cellAt(1, 1).click();
    await page.keyboard.press("Enter");
    await panel.getByText("Row 1 · INT").waitFor();
    // It is drawn before it has the focus; until then keys are the grid's.
    await expect.poll(() => panel.evaluate((it) => it.contains(document.activeElement))).toBe(true);
    await page.keyboard.press("ArrowRight");
    await panel.getByText("Row 1 · ROW").waitFor();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    for (let i = 0; i < 80; i++) {
      await page.keyboard.press("ArrowDown");
    }
    await part("order: 123456789012345678980").waitFor();
    await panel.getByText("Row 81 · STRING").waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => panel.count()).toBe(0);
    expect(await cellAt(81, 4).getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => cellAt(82, 4).getAttribute("aria-selected")).toBe("true");
    expect(problems).toEqual([]);
  });

  it("is a tree that folds by keys, and is copied whole", async () => {
    await cellAt(1, 4).dblclick();
    await part("order: 12345678901234567890").waitFor();
    await screenshots(page, "value-tree");
    expect(await accessibilityProblems(page)).toEqual([]);
    await panel.getByRole("tree").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowLeft");
    await expect
      .poll(() => part("lines: array of 2 items").getAttribute("aria-expanded"))
      .toBe("false");
    expect(await part("sku: A-1").count()).toBe(0);
    await page.keyboard.press("Enter");
    await part("sku: A-1").waitFor();
    await page.keyboard.press("Alt+ArrowLeft");
    await panel.getByText("Row 1 · ARRAY").waitFor();
    await part("200: tag 200").waitFor();
    await part("Show more, 250 left").click();
    await part("400: tag 400").waitFor();
    await part("Show more, 50 left").waitFor();
    await panel.getByRole("button", { name: "Copy all of it" }).click();
    const tags = Array.from({ length: 450 }, (_, i) => `tag ${i + 1}`);
    await expect.poll(clipboard).toBe(JSON.stringify(tags, null, 2));
    expect(problems).toEqual([]);
  });

  it("is text, wrapped or not, with its size", async () => {
    await cellAt(3, 4).dblclick();
    await panel.getByText("660 characters").waitFor();
    const text = panel.locator("pre");
    const isWide = () => text.evaluate((it) => it.scrollWidth > it.clientWidth);
    expect(await isWide()).toBe(false);
    await panel.getByRole("switch", { name: "Wrap lines" }).click();
    await expect.poll(isWide).toBe(true);
    await screenshots(page, "value-text");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press("Alt+ArrowUp");
    await panel.getByRole("radio", { name: "Text" }).click();
    await expect.poll(() => text.textContent()).toContain('{"order": 12345678901234567891');
    expect(problems).toEqual([]);
  });
});

describe("instants", () => {
  beforeEach(() => run(2));
  const seen = () => grid.locator('[role=gridcell][aria-colindex="2"]').allTextContents();

  it("are shown and copied in the zone chosen, which is remembered", async () => {
    expect((await seen())[0]).toBe("2026-01-15 08:00:00.000");
    await output.getByRole("button", { name: "times in UTC" }).click();
    await screenshots(page, "value-zones");
    expect(await accessibilityProblems(page)).toEqual([]);
    await panel.getByRole("radio", { name: "This browser’s: Europe/Berlin" }).click();
    await page.keyboard.press("Enter");
    await expect
      .poll(seen)
      .toEqual([
        "2026-01-15 09:00:00.000+01:00",
        "2026-10-25 02:30:00.000+02:00",
        "2026-10-25 02:30:00.000+01:00",
        "0001-01-01 00:53:28.000+00:53:28",
        "9999-12-31 13:00:00.000+01:00",
        "NULL",
      ]);
    expect(await cellAt(1, 3).textContent()).toBe("2026-01-15 08:00:00.000");
    expect(await cellAt(1, 4).textContent()).toBe("2026-01-15T08:00:00Z");
    await cellAt(1, 2).click();
    await page.keyboard.press("Control+c");
    await expect.poll(clipboard).toBe("2026-01-15T09:00:00.000+01:00");
    await page.keyboard.press("Enter");
    await panel.getByText("2026-01-15T09:00:00.000+01:00").waitFor();
    await page.keyboard.press("Escape");
    await page.reload();
    await grid.getByRole("gridcell").first().waitFor();
    await output.getByRole("button", { name: "times in Europe/Berlin" }).waitFor();
    await screenshots(page, "value-zoned");
    expect(problems).toEqual([]);
  });

  it("are shown in a zone typed by its name, if there is one", async () => {
    await output.getByRole("button", { name: "times in UTC" }).click();
    await panel.getByRole("radio", { name: "Another, by its name" }).click();
    const name = panel.getByRole("combobox", { name: "Name" });
    await name.fill("Asia/Tokio");
    await page.keyboard.press("Enter");
    await panel.getByText("No time zone “Asia/Tokio” is known here.").waitFor();
    await screenshots(page, "value-zone-name");
    expect(await accessibilityProblems(page)).toEqual([]);
    await name.fill("asia/tokyo");
    await page.keyboard.press("Enter");
    await output.getByRole("button", { name: "times in Asia/Tokyo" }).waitFor();
    await expect.poll(async () => (await seen())[0]).toBe("2026-01-15 17:00:00.000+09:00");
    expect(problems).toEqual([]);
  });
});
