import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accessibilityProblems, launch, openPage, screenshots } from "./browser";
import { demo, FLIGHTS } from "./fake/demo";
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
});
afterEach(async () => {
  await page.context().close();
  await server.stop();
});

async function open(path: string): Promise<void> {
  ({ page, problems } = await openPage(browser, base, path, { height: 1000 }));
}

const box = (name: RegExp) => page.getByRole("group", { name });

describe("the plan of a cell", () => {
  it("is a graph before the run, with details of what is chosen", async () => {
    await open(`/notebooks/${FLIGHTS}`);
    const cell = page.getByRole("region", { name: "SQL cell 3" });
    await cell.getByRole("button", { name: "Show the plan" }).click();
    await box(/^Join, .*State only grows/).click();
    await page.getByText("The join keeps every row of `flights`").waitFor();
    await page.waitForTimeout(300);
    await screenshots(page, "plan");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("radio", { name: "Table" }).check();
    await page.getByRole("row", { name: /Group GroupAggregate Join \(by `carrier`\)/ }).waitFor();
    await page.getByRole("radio", { name: "Text" }).check();
    await page.getByText("GroupAggregate(groupBy=[carrier])").waitFor();
    expect(problems).toEqual([]);
  });

  it("opens by a key and is walked by keys", async () => {
    await open(`/notebooks/${FLIGHTS}`);
    await page.getByRole("region", { name: "SQL cell 3" }).locator(".cm-content").click();
    await page.keyboard.press("Escape");
    await page.keyboard.press("p");
    await box(/^Group,/).focus();
    await page.keyboard.press("Enter");
    await page.getByText("carrier, AVG(delay) AS mean_delay").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });
});

describe("the graph of a job", () => {
  it("moves while somebody looks, and names what is held up", async () => {
    await open("/jobs");
    await page.getByRole("link", { name: /delays_by_hour/ }).click();
    await page.getByText("Held up 84 % by what follows").waitFor();
    await page.getByText("Busy 97 %", { exact: true }).waitFor();
    await page.getByText("in 1,203/s · out 1,203/s").waitFor();
    await box(/^GlobalWindowAggregate/).click();
    await page.getByText("46.1 MB", { exact: true }).waitFor();
    await page.getByText(/behind the clock/).waitFor();
    await screenshots(page, "job");
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(server.jobWatches).toBe(1);
    await page.getByRole("link", { name: "All jobs" }).click();
    await page.getByRole("heading", { level: 1, name: "Jobs" }).waitFor();
    await expect.poll(() => server.jobWatches).toBe(0);
    expect(problems).toEqual([]);
  });
});

describe("the session", () => {
  it("shows what a restart loses, resets a setting, and restarts to run all", async () => {
    await open(`/notebooks/${FLIGHTS}`);
    const cell = page.getByRole("region", { name: "SQL cell 2" });
    await cell.getByRole("button", { name: "Run cell" }).click();
    await cell.getByText("Table flights was created.").waitFor();
    await page.getByRole("button", { name: /Flink 1.20/ }).click();
    await page.getByRole("menuitem", { name: "Look into the session" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("2 objects a restart loses").waitFor();
    await dialog.getByText("heap 202 MB of 732 MB").waitFor();
    await page.waitForTimeout(300);
    await screenshots(page, "session");
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Reset table.exec.state.ttl" }).click();
    await expect
      .poll(() => [...server.runs.values()].map((run) => run.source))
      .toContain("RESET 'table.exec.state.ttl'");
    const before = server.runs.size;
    await dialog.getByRole("button", { name: "Restart and run all" }).click();
    await page.getByText("then every cell runs").waitFor();
    await page
      .getByRole("dialog", { name: "Restart the kernel?" })
      .getByRole("button", { name: "Restart and run all" })
      .click();
    await expect.poll(() => server.runs.size).toBeGreaterThan(before + 2);
  });
});
