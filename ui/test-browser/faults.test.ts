import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accessibilityProblems, launch, openPage, screenshots } from "./browser";
import { demo, FLIGHTS } from "./fake/demo";
import { problem } from "./fake/problem";
import { FakeServer } from "./fake/server";

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
  demo(server);
  base = await server.start();
  ({ page, problems } = await openPage(browser, base, `/notebooks/${FLIGHTS}`, { height: 1000 }));
  await region("SQL cell 3").waitFor();
  await page.getByText("Connected", { exact: true }).waitFor();
});
afterEach(async () => {
  await page.context().close();
  await server.stop();
});

const texts = () => server.notebooks.get(FLIGHTS)?.blocks.map((block) => block.text) ?? [];
const textOf = (id: string) =>
  server.notebooks.get(FLIGHTS)?.blocks.find((block) => block.id === id)?.text;
const region = (name: string) => page.getByRole("region", { name, exact: true });
const savedAs = (text: string) => expect.poll(() => textOf("by_carrier")).toContain(text);
const type = async (text: string) => {
  await region("SQL cell 3").locator(".cm-content").click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type(text);
};
const port = () => Number(new URL(base).port);

describe("a connection that is lost", () => {
  it("leaves the editor, its caret and what can be undone where they were", async () => {
    await type("-- one\n");
    await savedAs("-- one\n");
    server.dropSockets();
    await page.getByText("Reconnecting").waitFor();
    await page.getByText("Connected", { exact: true }).waitFor();
    await page.waitForTimeout(500);
    await page.keyboard.type("-- two\n");
    await savedAs("-- one\n-- two\n");
    await page.keyboard.press("Control+z");
    await expect.poll(() => textOf("by_carrier")).not.toContain("-- two\n");
    expect(textOf("by_carrier")).toContain("-- one\n");
    expect(problems).toEqual([]);
  });

  it("says since when, keeps what is typed meanwhile, and saves it on return", async () => {
    await server.stop();
    await type("-- meanwhile\n");
    await page.getByText("Not saved.", { exact: false }).waitFor();
    await page.getByText(/^Offline since/).waitFor();
    await page.keyboard.type("-- and more\n");
    await screenshots(page, "fault-offline");
    await server.start(port());
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await page.getByText("Connected", { exact: true }).waitFor();
    await expect
      .poll(() => textOf("by_carrier"), { timeout: 10_000 })
      .toContain("-- meanwhile\n-- and more\n");
    await page.getByText("Not saved.", { exact: false }).waitFor({ state: "detached" });
  });

  it("never doubles a cell whose save arrived without an answer", async () => {
    const before = texts().length;
    let cut = 0;
    await page.route("**/api/v1/notebooks/**", async (route) => {
      if (route.request().method() === "PATCH" && cut++ === 0) {
        await route.fetch();
        await route.abort();
      } else {
        await route.continue();
      }
    });
    await page.getByRole("button", { name: "Insert a SQL cell here" }).nth(1).click();
    await page.keyboard.type("SELECT 'once'");
    await expect.poll(() => cut).toBeGreaterThan(0);
    await page.keyboard.type(" AS x");
    await expect
      .poll(() => texts().filter((text) => text.includes("'once'")), { timeout: 10_000 })
      .toEqual(["SELECT 'once' AS x"]);
    expect(texts()).toHaveLength(before + 1);
    await page.reload();
    await page.getByRole("button", { name: "Saved", exact: true }).waitFor();
    expect(texts()).toHaveLength(before + 1);
  });
});

describe("a save that nobody answers", () => {
  it("is sent again as soon as the connection is back", async () => {
    let held = 0;
    await page.route("**/api/v1/notebooks/**", async (route) => {
      if (route.request().method() !== "PATCH" || held++ > 0) {
        await route.continue();
      }
    });
    await type("-- swallowed\n");
    await expect.poll(() => held).toBe(1);
    await page.waitForTimeout(1_000);
    expect(textOf("by_carrier")).not.toContain("swallowed");
    server.dropSockets();
    await savedAs("-- swallowed\n");
    await page.getByRole("button", { name: "Saved", exact: true }).waitFor();
  });
});

describe("a disk that is full", () => {
  it("is told with its remedy; the text outlives a reload and is saved by itself", async () => {
    const full = problem(507, "DISK_FULL", "The disk is full", "notebook: flights");
    server.refuseEdits = { ...full, help: "Free some space in the data directory." };
    await type("-- precious\n");
    const alert = page.getByRole("alert").filter({ hasText: "Not saved." });
    await alert.getByText("Free some space in the data directory.", { exact: false }).waitFor();
    await alert.getByText("in this browser", { exact: false }).waitFor();
    await screenshots(page, "fault-disk-full");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.reload();
    await region("SQL cell 3").getByText("-- precious").waitFor();
    await alert.waitFor();
    server.refuseEdits = null;
    await expect.poll(() => textOf("by_carrier"), { timeout: 10_000 }).toContain("-- precious\n");
    await alert.waitFor({ state: "detached" });
  });
});

describe("a notebook that another deletes", () => {
  it("says so, keeps its text, and can be written again", async () => {
    const before = texts();
    server.notebooks.delete(FLIGHTS);
    await page.getByText("The file of this notebook was deleted").waitFor();
    await type("-- still here\n");
    await page.waitForTimeout(1_500);
    await screenshots(page, "fault-deleted");
    await page.getByRole("button", { name: "Write it again" }).click();
    await savedAs("-- still here\n");
    expect(texts()).toHaveLength(before.length);
    await page.getByText("The file of this notebook was deleted").waitFor({ state: "detached" });
  });
});

describe("a server that changes under the page", () => {
  it("is met by a reload that keeps what was typed", async () => {
    server.refuseEdits = problem(503, "CLUSTER_UNREACHABLE", "Not now");
    await type("-- typed before\n");
    server.isUpgraded = true;
    await server.stop();
    await server.start(port());
    const reload = page.getByRole("button", { name: "Reload for the new version" });
    await reload.waitFor();
    await screenshots(page, "fault-upgraded");
    server.isUpgraded = false;
    server.refuseEdits = null;
    await reload.click();
    await savedAs("-- typed before\n");
    await expect.poll(() => reload.count()).toBe(0);
  });

  it("may say what the page does not know", async () => {
    await region("SQL cell 3").getByRole("button", { name: "Run cell" }).click();
    await region("SQL cell 3").getByText("8 rows").waitFor();
    const [run] = [...server.runs.values()];
    const future: unknown = { ...run, state: "hibernating", version: 99, endedAt: null };
    for (const listener of server.runListeners) {
      listener(future as NonNullable<typeof run>);
    }
    await region("SQL cell 3").getByText("hibernating").waitFor();
    await type("-- goes on\n");
    await savedAs("-- goes on\n");
    expect(problems).toEqual([]);
  });
});

describe("a sign-in that ended", () => {
  it("comes back where it was once the browser is signed in again", async () => {
    const cookies = await page.context().cookies();
    await type("-- before\n");
    await savedAs("-- before\n");
    await page.context().clearCookies();
    await page.keyboard.type("-- not lost\n");
    await page.getByText("This browser is not signed in yet.", { exact: false }).waitFor();
    await page.context().addCookies(cookies);
    await region("SQL cell 3").getByText("-- not lost").waitFor();
    await savedAs("-- before\n-- not lost\n");
  });
});
