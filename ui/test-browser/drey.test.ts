import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityProblems, launch, screenshots } from "./browser";

/** A link that signs in to a running Drey, as `./drey url` prints it. */
const link = process.env.DREY_LINK;
if (link === undefined) {
  console.log("skipped: the page on a real Drey (set DREY_LINK to what `./drey url` prints)");
}

describe.skipIf(link === undefined)("the page on a real Drey", () => {
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    browser = await launch();
    const context = await browser.newContext({ viewport: { width: 1280, height: 2400 } });
    context.setDefaultTimeout(60_000);
    page = await context.newPage();
    page.on("pageerror", (error) => problems.push(String(error)));
    await page.goto(link ?? "");
  });
  afterAll(() => browser?.close());

  it("answers the first tutorial with a chart", async () => {
    await page.getByRole("button", { name: "Three million flights" }).click();
    await page.getByRole("button", { name: "Run all" }).click();
    const perDay = page.getByRole("region").filter({ hasText: "per_day" }).first();
    await perDay.getByText("Done").waitFor();
    // Only what is in sight is drawn, and the answers above have pushed the cell down.
    await perDay.scrollIntoViewIfNeeded();
    await perDay.getByRole("img", { name: "Line chart of flights by day" }).waitFor();
    await page.getByText("181 rows", { exact: true }).waitFor();
    await screenshots(page, "real-flights");
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(problems).toEqual([]);
  });

  it("shows its tables at the side, with a preview of batch and stream", async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+b");
    await page.getByRole("treeitem", { name: "flights, table" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("filesystem").first().waitFor();
    await dialog.getByRole("button", { name: "Preview", exact: true }).click();
    await dialog.getByText("50 rows", { exact: true }).waitFor();
    await dialog.getByText(/^(Complete|Stopped)$/).waitFor();
    await page.waitForTimeout(1000);
    await screenshots(page, "real-catalog-preview");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: "Insert a SQL cell here" }).last().click();
    await page.keyboard.type(
      "CREATE TEMPORARY TABLE ticks (n INT) WITH ('connector'='datagen','rows-per-second'='5')",
    );
    await page.keyboard.press("Control+Enter");
    await page.getByRole("treeitem", { name: "ticks temporary, table" }).click();
    await dialog.getByRole("button", { name: "Preview", exact: true }).click();
    await dialog.getByText("A stream: what came in 10 s").waitFor();
    await dialog.getByText("Streaming").waitFor();
    // It ends by itself: at 50 rows after ten seconds, or when its time is over.
    await dialog.getByText("Streaming").waitFor({ state: "detached", timeout: 30_000 });
    await screenshots(page, "real-catalog-stream");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+b");
    expect(problems).toEqual([]);
  }, 120_000);

  it("follows a stream, survives a reload, and stops it", async () => {
    await page.getByRole("link", { name: "Home" }).click();
    await page.getByRole("button", { name: "The same flights as a stream" }).click();
    await page.getByRole("button", { name: "Run all" }).click();
    const live = () =>
      page.getByRole("region").filter({ hasText: "SELECT * FROM departures" }).first();
    await live().getByText("Streaming").nth(1).waitFor();
    const rows = async () =>
      Number(
        (
          await live()
            .getByText(/^[\d,]+ rows?$/)
            .textContent()
        )?.replace(/\D/g, ""),
      );
    await expect.poll(rows, { timeout: 60_000 }).toBeGreaterThan(0);
    const before = await rows();
    await page.reload();
    await live().scrollIntoViewIfNeeded();
    await expect.poll(rows, { timeout: 30_000 }).toBeGreaterThanOrEqual(before);
    await screenshots(page, "real-stream");
    await page.getByRole("button", { name: "Stop everything in this notebook" }).click();
    await live().getByText("Cancelled").first().waitFor();
    expect(problems).toEqual([]);
  }, 180_000);

  it("draws a result, keeps its history, and gives a deleted notebook back", async () => {
    await page.goto(new URL("/notebooks", page.url()).href);
    await page.getByRole("button", { name: "New notebook", exact: true }).first().click();
    const first = page.getByRole("region", { name: "SQL cell 2" });
    await first.locator(".cm-content").click();
    await page.keyboard.type("SELECT name, n FROM (VALUES ('a', 3), ('b', 5)) AS t(name, n)");
    await page.keyboard.press("Control+Enter");
    await first.getByText("2 rows").waitFor();
    await first.getByRole("radio", { name: "Both" }).check();
    await first.getByRole("img", { name: "Bar chart of n by name" }).waitFor();
    await first.getByText("2 values drawn of 2 rows").waitFor();
    await screenshots(page, "real-chart");
    const menu = page.getByRole("button", { name: "History, rename, duplicate or delete" });
    await menu.click();
    await page.getByRole("menuitem", { name: "History" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: /^Run/ }).waitFor();
    await dialog.getByText("bar:name,n;beside").waitFor();
    await screenshots(page, "real-history");
    await dialog.getByRole("button", { name: /^Created/ }).click();
    await dialog.getByRole("button", { name: "Restore this version" }).click();
    await dialog.getByText("Version 1 restored").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await dialog.getByText("VALUES").first().waitFor();
    await dialog.getByRole("button", { name: "Close" }).click();
    await first.getByText("VALUES", { exact: true }).waitFor();
    await menu.click();
    await page.getByRole("menuitem", { name: "Delete notebook" }).click();
    await page.getByRole("button", { name: /^Trash/ }).click();
    await page.getByRole("button", { name: "Bring back Untitled" }).first().click();
    await page.getByText("It is back at untitled", { exact: false }).waitFor();
    expect(problems).toEqual([]);
  }, 180_000);
});
