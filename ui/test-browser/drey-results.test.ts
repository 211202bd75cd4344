import { readFile } from "node:fs/promises";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityProblems, launch, screenshots } from "./browser";

/** A running Drey and the token of its command line; `./drey test` sets both. */
const { DREY_LINK: link, DREY_TOKEN: token } = process.env;

/** The link of the environment signs in once, and other tests may have used it. */
async function freshLink(): Promise<string> {
  const answer = await fetch(new URL("/api/v1/links", link), {
    method: "POST",
    headers: { Authorization: `Bearer ${token}` },
  });
  const { url } = (await answer.json()) as { url: string };
  return url;
}

const ROWS = `
CREATE TEMPORARY TABLE counted (id BIGINT) WITH ('connector' = 'datagen',
  'number-of-rows' = '50000', 'fields.id.kind' = 'sequence',
  'fields.id.start' = '1', 'fields.id.end' = '50000');
SELECT id, MOD(id, 7) AS weekday, id * 0.25e0 AS price, 'row ' || CAST(id AS STRING) AS name
FROM counted`;
// Of a table, since the planner would write constants of this size into code that does not compile.
const FAT = `
CREATE TEMPORARY TABLE ones (n INT) WITH ('connector' = 'datagen',
  'number-of-rows' = '1', 'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '1');
SELECT REPEAT('0123456789', n * 1048576) AS huge, REPEAT('x', n * 10000) AS lengthy,
  'שלום 123 עולם' AS rtl, 'e\u0301Z\u0335\u0321' AS combining,
  CAST('NaN' AS DOUBLE) AS odd, CAST('-Infinity' AS DOUBLE) AS endless,
  CAST(NULL AS INT) AS nothing, TIMESTAMP '0001-01-01 00:00:00' AS first_year,
  TIMESTAMP '9999-12-31 23:59:59' AS last_year, 1e-7 AS tiny,
  MAP['key', REPEAT('y', n * 5000)] AS nested
FROM ones`;
const WIDE = `SELECT ${Array.from({ length: 2000 }, (_, i) => `n + ${i} AS c${i}`).join(", ")}
FROM (VALUES (1000000), (2000000)) AS t (n)`;

if (link === undefined || token === undefined) {
  console.log("skipped: results on a real Drey (set DREY_LINK and DREY_TOKEN)");
}

describe.skipIf(link === undefined || token === undefined)("results on a real Drey", () => {
  let browser: Browser;
  let page: Page;
  let output: Locator;
  let grid: Locator;
  const problems: string[] = [];

  beforeAll(async () => {
    browser = await launch();
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    context.setDefaultTimeout(60_000);
    page = await context.newPage();
    page.on("pageerror", (error) => problems.push(String(error)));
    await page.goto(await freshLink());
    await page.getByRole("heading").first().waitFor();
    const cells = [ROWS, FAT, WIDE].map(
      (sql, i) => `\`\`\`sql cell id=c${i} mode=batch\n${sql.trim()}\n\`\`\``,
    );
    const path = await page.evaluate(
      async (source) => {
        const answer = await fetch("/api/v1/notebooks", {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-Drey": "1" },
          body: JSON.stringify({ path: null, title: "Results", source }),
        });
        return String((await answer.json()).path);
      },
      `---\ndrey: 1\ntitle: Results\n---\n${cells.join("\n\n")}\n`,
    );
    await page.goto(new URL(`/notebooks/${path}`, page.url()).href);
  });
  afterAll(() => browser?.close());

  const run = async (number: number) => {
    output = page.getByRole("region", { name: `SQL cell ${number}`, exact: true });
    await output.scrollIntoViewIfNeeded();
    await output.getByRole("button", { name: "Run cell", exact: true }).click();
    const done = output.getByText("Done", { exact: true });
    await done.waitFor({ timeout: 150_000 });
    // Only what is in sight is drawn, and the query above it may fill the screen.
    await done.evaluate((it) => it.scrollIntoView({ block: "center" }));
    grid = output.getByRole("grid");
    await grid.getByRole("gridcell").first().waitFor();
    await grid.scrollIntoViewIfNeeded();
  };
  const head = (name: string) =>
    grid.getByRole("columnheader").filter({ has: page.getByText(name, { exact: true }) });
  const cellAt = (row: number, column: number) =>
    grid.locator(`[role=row][aria-rowindex="${row + 1}"] [aria-colindex="${column}"]`);
  const exported = async (format: string) => {
    await output.getByRole("button", { name: /^Export/ }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: format, exact: true }).first().click(),
    ]);
    return readFile(await download.path());
  };

  it("are sorted, searched and exported as they are shown", async () => {
    await run(1);
    await output.getByText("50,000 rows", { exact: true }).waitFor();
    await head("id").click();
    await head("id").click();
    await expect.poll(() => cellAt(1, 1).textContent()).toBe("50000");
    await cellAt(1, 1).click();
    await page.keyboard.press("/");
    await output.getByRole("textbox", { name: "Find in all rows" }).fill("ROW 4999");
    await output.getByText("11 of 50,000 rows match").waitFor();
    await screenshots(page, "real-arranged");
    expect(await accessibilityProblems(page)).toEqual([]);
    const csv = (await exported("CSV")).toString().trimEnd().split("\n");
    expect(csv).toHaveLength(12);
    expect(csv.slice(0, 2)).toEqual(["id,weekday,price,name", "49999,5,12499.75,row 49999"]);
    const parquet = await exported("Parquet");
    expect(parquet.subarray(0, 4).toString()).toBe("PAR1");
    expect(parquet.subarray(-4).toString()).toBe("PAR1");
    expect(problems).toEqual([]);
  }, 300_000);

  it("cut values of 10 MB, say how large they are, and show them whole aside", async () => {
    await run(2);
    await expect.poll(() => cellAt(1, 1).textContent()).toContain("10.0 MB");
    await screenshots(page, "real-fat");
    await cellAt(1, 1).dblclick();
    const panel = page.getByRole("dialog");
    await panel.getByText("10,485,760 characters, 10.0 MB").waitFor();
    await panel.getByRole("button", { name: "Show more, 10,385,760 left" }).waitFor();
    await screenshots(page, "real-fat-aside");
    await page.keyboard.press("Escape");
    await cellAt(1, 2).click();
    await page.keyboard.press("Control+c");
    await expect
      .poll(() => page.evaluate(async () => (await navigator.clipboard.readText()).length))
      .toBe(10_000);
    await page.keyboard.press("End");
    await expect.poll(() => cellAt(1, 11).textContent()).toContain("4.9 kB");
    await page.keyboard.press("Enter");
    await panel.getByText("map of 1 entry").waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => cellAt(1, 8).textContent()).toContain("0001-01-01 00:00:00");
    await expect.poll(() => cellAt(1, 9).textContent()).toContain("9999-12-31 23:59:59");
    expect(await cellAt(1, 10).textContent()).toBe("1e-7");
    await screenshots(page, "real-fat-end");
    expect(problems).toEqual([]);
  }, 300_000);

  it("show 2,000 columns, of which only those in sight are drawn", async () => {
    await run(3);
    expect(await grid.getAttribute("aria-colcount")).toBe("2000");
    expect(await grid.getByRole("columnheader").count()).toBeLessThan(40);
    await cellAt(1, 1).click();
    await page.keyboard.press("End");
    await expect.poll(() => cellAt(1, 2000).textContent()).toBe("1001999");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Alt+ArrowDown");
    await page.getByRole("menuitem", { name: "Pin to the left" }).click();
    await expect.poll(() => cellAt(1, 1).textContent()).toBe("1001999");
    await cellAt(2, 1).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Control+a");
    await output.getByText("2 rows × 2,000 selected").waitFor();
    await page.keyboard.press("Control+c");
    await expect
      .poll(() =>
        page.evaluate(async () => (await navigator.clipboard.readText()).split("\t").length),
      )
      .toBe(3999);
    await screenshots(page, "real-wide");
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(problems).toEqual([]);
  }, 300_000);
});
