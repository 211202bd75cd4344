import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accessibilityProblems, launch, openPage, screenshots } from "./browser";
import { demo, FLIGHTS } from "./fake/demo";
import { FakeServer } from "./fake/server";

let browser: Browser;
let server: FakeServer;
let page: Page;
let problems: string[];

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = new FakeServer();
  demo(server);
  const base = await server.start();
  ({ page, problems } = await openPage(browser, base, `/notebooks/${FLIGHTS}`, { height: 1000 }));
});
afterEach(async () => {
  await page.context().close();
  await server.stop();
});

const cell = (n: number) => page.getByRole("region", { name: `SQL cell ${n}`, exact: true });
const rows = (n: number) => cell(n).getByRole("grid");
const run = async (n: number) => {
  await cell(n).getByRole("button", { name: "Run cell", exact: true }).click();
  await rows(n).waitFor();
};

describe("the output of a cell", () => {
  it("is cleared, stays so after a reload, and comes back when asked for", async () => {
    await run(3);
    await cell(3).getByRole("button", { name: "Clear the output" }).click();
    await expect.poll(() => rows(3).count()).toBe(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await rows(3).waitFor();
    await cell(3).getByRole("button", { name: "Clear the output" }).click();
    await page.reload();
    await cell(3).getByText("Output cleared", { exact: true }).waitFor();
    await cell(3).getByText("Done").waitFor();
    expect(await rows(3).count()).toBe(0);
    await screenshots(page, "output-cleared");
    expect(await accessibilityProblems(page)).toEqual([]);
    await cell(3).getByRole("button", { name: "Show it again" }).click();
    await rows(3).waitFor();
    expect(problems).toEqual([]);
  });

  it("is cleared for all cells at once, and a query that runs is kept or stopped", async () => {
    await run(3);
    await run(5);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("Clear all outputs");
    await page.keyboard.press("Enter");
    await page.getByText("2 outputs were cleared.", { exact: false }).waitFor();
    expect((await rows(3).count()) + (await rows(5).count())).toBe(0);
    await cell(5).getByText("Streaming").waitFor();
    await page.getByRole("button", { name: /^Stop the quer/ }).click();
    await cell(5).getByText("Cancelled").waitFor();
    await run(3);
    expect(problems).toEqual([]);
  });
});
