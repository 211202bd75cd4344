import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accessibilityProblems, launch, openPage, screenshots } from "./browser";
import { demo, FLIGHTS } from "./fake/demo";
import { sessionOfFile } from "./fake/notebooks";
import { FakeServer } from "./fake/server";

let browser: Browser;
let server: FakeServer;
let base: string;
let page: Page;
let problems: string[];

beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
});
beforeEach(async () => {
  server = new FakeServer();
  demo(server);
  base = await server.start();
  ({ page, problems } = await openPage(browser, base, `/notebooks/${FLIGHTS}`));
});
afterEach(async () => {
  await page.context().close();
  await server.stop();
});

const file = () => sessionOfFile(server.notebooks.get(FLIGHTS));

async function openSettings(): Promise<void> {
  await page.getByTitle("Kernel", { exact: true }).click();
  await page.getByRole("menuitem", { name: /session|Settings of this notebook/ }).click();
}

describe("the settings of a notebook", () => {
  it("are saved in the file, and a kernel begins with them", async () => {
    await openSettings();
    const own = page.getByRole("region", { name: "For this notebook" });
    await page.getByText("No kernel yet.").waitFor();
    await own.getByRole("radio", { name: "Batch" }).check();
    await own.getByLabel("Setting of Flink").fill("table.exec.state.ttl");
    await page.keyboard.press("Escape");
    await own.getByRole("textbox", { name: "Value", exact: true }).fill("1 h");
    await own.getByRole("button", { name: "Add setting" }).click();
    await own.getByLabel("Value of table.exec.state.ttl").waitFor();
    await expect.poll(file).toEqual({ runtime: "batch", "settings.table.exec.state.ttl": "1 h" });
    expect(problems).toEqual([]);
  });

  it("need a restart where the kernel runs, which is offered", async () => {
    const cell = page.getByRole("region", { name: "SQL cell 2" });
    await cell.getByRole("button", { name: "Run cell" }).click();
    await cell.getByText("Table flights was created.").waitFor();
    await openSettings();
    const own = page.getByRole("region", { name: "For this notebook" });
    await own.getByLabel("Setting of Flink").fill("paralle");
    await page.getByRole("option", { name: "parallelism.default" }).click();
    await own.getByRole("textbox", { name: "Value", exact: true }).fill("4");
    await page.keyboard.press("Enter");
    await own.getByText("The settings of this notebook have changed").waitFor();
    await page.waitForTimeout(300);
    await screenshots(page, "session-settings");
    expect(await accessibilityProblems(page)).toEqual([]);
    await own.getByRole("button", { name: "Restart kernel" }).click();
    await page
      .getByRole("dialog", { name: "Restart the kernel?" })
      .getByRole("button", { name: "Restart" })
      .click();
    await expect
      .poll(() => [...server.kernels.values()][0]?.settings)
      .toEqual({ "settings.parallelism.default": "4" });
    await page.getByText("The settings of this notebook have changed").waitFor({ state: "hidden" });
  });

  it("changed in an editor say that they wait for a restart, and wrong ones what is wrong", async () => {
    const cell = page.getByRole("region", { name: "SQL cell 2" });
    await cell.getByRole("button", { name: "Run cell" }).click();
    await cell.getByText("Table flights was created.").waitFor();
    const { blocks } = server.notebooks.get(FLIGHTS) ?? { blocks: [] };
    server.notebooks.edit(FLIGHTS, [
      {
        op: "insert",
        after: null,
        kind: "front-matter",
        language: null,
        attributes: { "session.settings.table.exec.stat": "1" },
        text: "",
      },
    ]);
    expect(blocks.length).toBeGreaterThan(0);
    await page.getByText("The settings of this notebook have changed").waitFor();
    await screenshots(page, "session-outdated");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Restart kernel" }).click();
    await page
      .getByRole("dialog", { name: "Restart the kernel?" })
      .getByRole("button", { name: "Restart" })
      .click();
    await page.getByText("Flink 1.20 has no setting 'table.exec.stat'").waitFor();
    await screenshots(page, "session-wrong");
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});
