import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accessibilityProblems, launch, openPage, screenshots } from "./browser";
import { demo, FLIGHTS } from "./fake/demo";
import { FakeServer } from "./fake/server";

const JOB = "/jobs/0123456789abcdef0123456789abcdef";

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

async function open(path: string, width = 1280): Promise<void> {
  ({ page } = await openPage(browser, base, path, { width }));
  await page.locator("h1").first().waitFor();
}

/** What moves, apart from what is over within a frame. */
const moving = () =>
  page.evaluate(() =>
    document
      .getAnimations()
      .filter((it) => it.playState === "running")
      .filter((it) => Number(it.effect?.getComputedTiming().endTime ?? 0) > 16)
      .map((it) => {
        const target = it.effect instanceof KeyframeEffect ? it.effect.target : null;
        return `${target?.tagName} ${target?.getAttribute("class")}`;
      }),
  );

describe("who wants no motion", () => {
  it.each(["/", "/jobs", JOB, `/notebooks/${FLIGHTS}`])("sees none on %s", async (path) => {
    await open(path);
    if (path.startsWith("/notebooks")) {
      await page.getByRole("button", { name: "Run all" }).click();
      await page.getByText("Streaming").first().waitFor();
    }
    await page.waitForTimeout(300);
    expect(await moving()).toEqual([]);
  });

  it("is not everybody: what runs turns for the others", async () => {
    await open("/jobs");
    await page.emulateMedia({ reducedMotion: "no-preference" });
    await expect.poll(moving).not.toEqual([]);
  });
});

describe("every page", () => {
  it.each([
    ["/notebooks/no-such.drey.md", "There is no notebook no-such.drey.md"],
    ["/no-such-page", "There is no such page"],
  ])("has a heading and no mistakes, also where nothing is: %s", async (path, title) => {
    await open(path);
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it("leads back to the list it is of", async () => {
    await open(JOB);
    await page.getByRole("banner").getByRole("link", { name: "Jobs" }).click();
    await page.getByRole("heading", { level: 1, name: "Jobs" }).waitFor();
  });
});

describe("on a phone", () => {
  it("nothing of the bar at the foot and of a list is cut off", async () => {
    await open(`/notebooks/${FLIGHTS}`, 390);
    await page.getByRole("button", { name: "Run all" }).click();
    const foot = page.getByRole("contentinfo");
    await foot.getByText("1 cell running").waitFor();
    expect(await foot.evaluate((it) => it.scrollWidth - it.clientWidth)).toBeLessThanOrEqual(0);
    await page.goto(`${base}/notebooks`);
    await page.getByRole("button", { name: /^New notebook in/ }).waitFor();
    const rows = await page
      .locator("main table tr")
      .evaluateAll((all) =>
        all.map((row) => Math.round(row.lastElementChild?.getBoundingClientRect().right ?? 0)),
      );
    expect(new Set(rows).size).toBe(1);
  });

  it("a job is a table first, whose text can be read", async () => {
    await open(JOB, 390);
    await page.getByRole("radio", { name: "Table" }).waitFor();
    expect(await page.getByRole("radio", { name: "Table" }).isChecked()).toBe(true);
    await page.getByRole("button", { name: /Source: flights/ }).click();
    await page.getByText("Parallelism").waitFor();
    await screenshots(page, "phone-job");
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});

describe("a list of completions", () => {
  it("does not come when the editor was left meanwhile", async () => {
    await open(`/notebooks/${FLIGHTS}`);
    const cell = page.getByRole("region", { name: "SQL cell 3" });
    await cell.locator(".cm-content").click();
    const list = page.locator(".cm-tooltip-autocomplete");
    await page.keyboard.type(" fl");
    await list.waitFor();
    await page.keyboard.press("Escape");
    // A kernel that is slow to answer.
    await page.route("**/complete", async (route) => {
      await new Promise((done) => setTimeout(done, 500));
      await route.continue();
    });
    const asked = page.waitForRequest("**/complete");
    await page.keyboard.type(" f");
    await asked;
    await cell.getByRole("button", { name: "Show the plan" }).click();
    await page.getByRole("dialog").waitFor();
    await page.waitForTimeout(1000);
    expect(await list.count()).toBe(0);
  });
});

/** Opens a menu, and what its item opens; then asks axe, and closes it. */
async function problemsBehind(menu: string, item: RegExp, keep = ""): Promise<string[]> {
  await page.getByRole("button", { name: menu, exact: true }).first().click();
  await page.getByRole("menuitem", { name: item }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.first().waitFor();
  await page.waitForTimeout(400);
  if (keep !== "") {
    await screenshots(page, keep);
  }
  const found = await accessibilityProblems(page);
  await page.keyboard.press("Escape");
  await dialog.first().waitFor({ state: "detached" });
  return found.map((it) => `${menu} → ${item}: ${it}`);
}

describe("what menus open", () => {
  it("is clean on a notebook", async () => {
    await open(`/notebooks/${FLIGHTS}`);
    const cell = page.getByRole("region", { name: "SQL cell 3" });
    await cell.getByRole("button", { name: "Run cell" }).click();
    await cell.getByRole("grid").waitFor();
    const whole = "History, rename, duplicate or delete";
    expect([
      ...(await problemsBehind(whole, /^History/, "dialog-history")),
      ...(await problemsBehind(whole, /^Rename/)),
      ...(await problemsBehind("Flink 1.20 Idle", /^Restart kernel/)),
      ...(await problemsBehind("Flink 1.20 Idle", /^Look into the session/)),
    ]).toEqual([]);
    await cell.getByRole("gridcell").first().dblclick();
    await page.getByRole("dialog").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press("Escape");
    for (const keys of ["Control+k", "?"]) {
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.getByRole("heading", { name: "Live" }).click();
      await page.keyboard.press("Escape");
      await page.keyboard.press(keys);
      await page.getByRole("dialog").waitFor();
      await page.waitForTimeout(300);
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.keyboard.press("Escape");
    }
  }, 150_000);

  it("is clean on the list of notebooks, with its trash", async () => {
    await open("/notebooks");
    const menu = page.getByRole("button", { name: /Where delays come from/ });
    await menu.click();
    await page.getByRole("menuitem", { name: /^Rename/ }).click();
    await page.getByRole("dialog").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await menu.click();
    await page.getByRole("menuitem", { name: /^Delete/ }).click();
    await page.getByRole("button", { name: /^Trash/ }).click();
    await page.getByRole("button", { name: /^Bring back/ }).waitFor();
    await screenshots(page, "trash");
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});
