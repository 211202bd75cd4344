import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accessibilityProblems, launch, openPage, screenshots } from "./browser";
import { cell } from "./fake/notebooks";
import { FakeServer } from "./fake/server";

const PATH = "charts.drey.md";

let browser: Browser;
let server: FakeServer;
let page: Page;
let problems: string[];

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(() => {
  server = new FakeServer();
});
afterEach(async () => {
  await page.context().close();
  await server.stop();
});

/** Opens a notebook of one cell and runs it. */
async function run(source: string, show: string | null, width = 1280): Promise<void> {
  const attributes = { mode: "streaming", ...(show !== null && { show }) };
  server.notebooks.put(PATH, [cell("one", source, attributes)], "Charts");
  const base = await server.start();
  ({ page, problems } = await openPage(browser, base, `/notebooks/${PATH}`, { width }));
  await page.getByRole("button", { name: "Run cell" }).click();
  await page.getByText("Complete", { exact: false }).first().waitFor();
}

const view = (name: string) => page.getByRole("radio", { name, exact: true });
const chart = (name: string) => page.getByRole("img", { name, exact: true });
const shown = () => server.notebooks.get(PATH)?.blocks[0]?.attributes.show;

describe("a chart", () => {
  it("of time is a line, with exact values under the mouse and series that hide", async () => {
    await run("SELECT per hour", null);
    await view("Chart").check();
    await chart("Line chart of delay by hour").waitFor();
    expect(await page.getByText("144 values drawn of 144 rows").count()).toBe(1);
    await page.locator(".u-over").hover({ position: { x: 300, y: 60 } });
    await page.locator("[class*=tooltip] b").first().waitFor();
    const told = await page.locator("[class*=tooltip]").textContent();
    expect(told).toMatch(/2026-01-1\d \d\d:00:00AA-?[\d.]+DL-?[\d.]+WN-?[\d.]+/);
    await screenshots(page, "chart-split");
    await page.mouse.move(0, 0);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "DL", exact: true, pressed: true }).click();
    await page.getByRole("button", { name: "DL", exact: true, pressed: false }).waitFor();
    await page.getByText("96 values drawn of 144 rows").waitFor();
    expect(await page.getByText(/^AA, WN, from 2026-01-15 08:00:00 to/).count()).toBe(1);
    await expect.poll(shown).toBe("line:hour,delay,carrier");
    expect(problems).toEqual([]);
  });

  it("stacks areas and bars, joins rows of one place, and says so", async () => {
    await run("SELECT per hour", "area:hour,flights,carrier;stacked");
    await chart("Area chart of flights by hour").waitFor();
    await page.waitForTimeout(300);
    await screenshots(page, "chart-area");
    await page.getByLabel("Kind of chart").selectOption("bar");
    await page.getByLabel("Across").selectOption("carrier");
    await chart("Bar chart of flights by carrier").waitFor();
    await page.getByText("rows of one place are joined: Sum").waitFor();
    await page.getByLabel("Rows of one place").selectOption("avg");
    await page.getByText("rows of one place are joined: Average").waitFor();
    await page.getByText("Average of flights", { exact: true }).waitFor();
    await page.getByLabel("Logarithmic").check();
    await page.waitForTimeout(300);
    await screenshots(page, "chart-bar-log");
    expect(await accessibilityProblems(page)).toEqual([]);
    await expect.poll(shown).toBe("bar:carrier,flights;avg;log");
    expect(problems).toEqual([]);
  });

  it("of two numbers is a cloud of points", async () => {
    await run("SELECT pairs", null);
    await view("Chart").check();
    await chart("Scatter chart of minutes by distance").waitFor();
    await page.waitForTimeout(300);
    await screenshots(page, "chart-scatter");
    await expect.poll(shown).toBe("scatter:distance,minutes");
    expect(problems).toEqual([]);
  });

  it("of one number is that number, large, and how it changed", async () => {
    await run("SELECT revenue", null);
    await view("Chart").check();
    await page.getByText("1,234.75", { exact: true }).waitFor();
    await page.getByText("+34.25 (+2.9%)", { exact: false }).waitFor();
    await screenshots(page, "chart-number");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByLabel("Of the rows").selectOption("sum");
    await page.getByText("2,435.25", { exact: true }).waitFor();
    await page.getByText("Sum of revenue, 2 rows").waitFor();
    await expect.poll(shown).toBe("number:revenue;sum");
    expect(problems).toEqual([]);
  });

  it("stands beside the table, and is there again after a reload", async () => {
    await run("SELECT per hour", "line:hour,flights,carrier;beside", 1600);
    await chart("Line chart of flights by hour").waitFor();
    await page.getByRole("grid").waitFor();
    const table = await page.getByRole("grid").boundingBox();
    const drawn = await chart("Line chart of flights by hour").boundingBox();
    expect((table?.x ?? 0) + (table?.width ?? 0)).toBeLessThan(drawn?.x ?? 0);
    const following = await page.getByText("Follow the newest rows").boundingBox();
    expect(following?.x).toBeLessThan(drawn?.x ?? 0);
    const form = await page.getByLabel("Kind of chart").boundingBox();
    expect(form?.y).toBeLessThan(following?.y ?? 0);
    await page.waitForTimeout(300);
    await screenshots(page, "chart-beside");
    await view("Table").check();
    await view("Both").check();
    await page.reload();
    await chart("Line chart of flights by hour").waitFor();
    await page.getByRole("grid").waitFor();
    expect(shown()).toBe("line:hour,flights,carrier;beside");
    expect(problems).toEqual([]);
  });

  it("that does not fit says what it needs", async () => {
    await run("SELECT per hour", "line:hour,carrier");
    await page
      .getByText("No row has both a value for “hour” and a number in “carrier”", {
        exact: false,
      })
      .waitFor();
    await screenshots(page, "chart-unfit");
    expect(problems).toEqual([]);
  });

  it("is saved as a picture and as numbers", async () => {
    await run("SELECT per hour", "line:hour,flights,carrier");
    await chart("Line chart of flights by hour").waitFor();
    const saved = async (button: string) => {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: button }).click(),
      ]);
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    };
    const picture = await saved("Save as PNG");
    expect(picture.name).toBe("flights-hour.png");
    expect(picture.bytes.subarray(1, 4).toString()).toBe("PNG");
    const numbers = await saved("Save the numbers as CSV");
    const lines = numbers.bytes.toString().split("\r\n");
    expect(lines.slice(0, 2)).toEqual(["hour,AA,DL,WN", "2026-01-15 08:00:00,60,94,96"]);
    expect(lines).toHaveLength(50);
    await page.getByLabel("Kind of chart").selectOption("bar");
    await chart("Bar chart of flights by hour").waitFor();
    const bars = await saved("Save as PNG");
    expect(bars.bytes.length).toBeGreaterThan(3_000);
    expect(problems).toEqual([]);
  });
});
