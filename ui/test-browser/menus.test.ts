import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accessibilityProblems, launch, openPage } from "./browser";
import { demo, FLIGHTS } from "./fake/demo";
import { FakeServer } from "./fake/server";

let browser: Browser;
let server: FakeServer;
let base: string;
let page: Page;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = new FakeServer();
  demo(server);
  base = await server.start();
});
afterEach(async () => {
  await page.context().close();
  await server.stop();
});

const popups = () => page.locator("[aria-haspopup]:visible");

/** Opens whatever opens on the page, one after another, and asks axe about each. */
async function problemsOfPopups(): Promise<string[]> {
  const found: string[] = [];
  const names = await popups().evaluateAll((all) =>
    all.map((it) => it.getAttribute("aria-label") ?? it.textContent ?? ""),
  );
  expect(names.length).toBeGreaterThan(0);
  const seen = new Set<string>();
  for (const [i, name] of names.entries()) {
    // The same menu of each cell, each row and each column.
    const kind = name.replace(/ (of|for) .*|\d+/, "");
    if (seen.has(kind)) {
      continue;
    }
    seen.add(kind);
    const popup = popups().nth(i);
    await popup.scrollIntoViewIfNeeded();
    await popup.click({ force: true });
    await page.waitForTimeout(200);
    const problems = await accessibilityProblems(page);
    found.push(...problems.map((problem) => `${name}: ${problem}`));
    await page.keyboard.press("Escape");
    await page.waitForTimeout(100);
  }
  return found;
}

async function open(path: string): Promise<void> {
  ({ page } = await openPage(browser, base, path, { height: 1400 }));
  await page.locator("main h1").first().waitFor();
}

describe("every menu", () => {
  it.each(["/", "/notebooks", "/jobs", "/status"])("of %s is clean", async (path) => {
    await open(path);
    expect(await problemsOfPopups()).toEqual([]);
  });

  it("of a notebook with a result is clean", async () => {
    await open(`/notebooks/${FLIGHTS}`);
    const cell = page.getByRole("region", { name: "SQL cell 3" });
    await cell.getByRole("button", { name: "Run cell" }).click();
    await cell.getByRole("grid").waitFor();
    expect(await problemsOfPopups()).toEqual([]);
  }, 120_000);
});
