import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accessibilityProblems, launch, openPage, screenshots } from "./browser";
import { FakeServer } from "./fake/server";

let browser: Browser;
let server: FakeServer;
let base: string;

beforeAll(async () => {
  browser = await launch();
});

afterAll(() => browser.close());

beforeEach(async () => {
  server = new FakeServer();
  base = await server.start();
  server.deployments.demo();
  return () => server.stop();
});

const rows = "tbody tr";

describe("the list of deployments", () => {
  it("filters, sorts and finds by its address, and follows what changes", async () => {
    const { page, problems } = await openPage(browser, base, "/deployments?sort=verdict");
    const names = () => page.locator(`${rows} a`).allTextContents();
    await page.getByRole("link", { name: "invoices" }).waitFor();
    expect((await names()).slice(0, 2)).toEqual(["invoices", "alerts"]);

    await page.getByRole("button", { name: "Failed 1" }).click();
    await page.getByRole("button", { name: "Waiting 1" }).click();
    await expect.poll(() => page.url()).toContain("verdict=failed%2Cwaiting");
    await expect.poll(names).toEqual(["invoices", "flights"]);
    server.deployments.put("flights", "RUNNING");
    await page.getByText("1 of 8 deployments").waitFor();
    await page.getByRole("button", { name: "All 8" }).click();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    await page.getByRole("searchbox").fill("team=shop");
    await expect.poll(() => page.url()).toContain("find=team");
    await expect.poll(names).toEqual(["orders-to-warehouse"]);
    server.deployments.remove("orders-to-warehouse");
    await page.getByText("No deployment matches").waitFor();

    // A connection that broke missed something; the list is whole again afterwards.
    await page.getByRole("searchbox").fill("");
    server.dropSockets();
    server.deployments.put("meanwhile", "STARTING");
    await page.getByRole("link", { name: "meanwhile" }).waitFor();
    expect(await names()).toHaveLength(8);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("does with many what fits each, and says so before, by the keyboard alone", async () => {
    const { page, problems } = await openPage(browser, base, "/deployments");
    await page.getByRole("link", { name: "alerts" }).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await page.keyboard.press("End");
    await page.keyboard.press("Space");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await page.getByText("4 selected").waitFor();
    await page.getByRole("button", { name: /^Suspend \(2\)/ }).click();
    const dialog = page.getByRole("dialog", { name: "Suspend 2 deployments?" });
    await dialog.getByText("2 of the selected are left as they are").waitFor();
    expect(await dialog.locator("pre").textContent()).toBe(
      "./drey deployment suspend alerts\n./drey deployment suspend sessions",
    );
    await screenshots(page, "deployments-act");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    expect(server.deployments.asked.map((it) => it.split(" {")[0]).sort()).toEqual([
      "suspend alerts",
      "suspend sessions",
    ]);
    await page.getByText("Stopping").nth(1).waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("draws only the rows in sight of five thousand", async () => {
    for (let i = 0; i < 5000; i++) {
      server.deployments.put(`job-${String(i).padStart(4, "0")}`, i % 50 ? "RUNNING" : "FAILED");
    }
    const { page } = await openPage(browser, base, "/deployments");
    await page.getByText("5,008 deployments").waitFor();
    expect(await page.locator(rows).count()).toBeLessThan(80);
    await page.evaluate(() => {
      const main = document.querySelector("main");
      main?.scrollTo({ top: main.scrollHeight });
    });
    await page.getByRole("link", { name: "sessions" }).waitFor();
    expect(await page.locator(rows).count()).toBeLessThan(80);
    await page.getByRole("searchbox").fill("job-4242");
    await page.getByRole("link", { name: "job-4242" }).waitFor();
    await page.context().close();
  });
});

describe("a deployment", () => {
  it("says why, what happened, and what can be done", async () => {
    const { page, problems } = await openPage(browser, base, "/deployments/orders-to-warehouse", {
      height: 1900,
    });
    await page.getByRole("heading", { level: 1, name: "orders-to-warehouse" }).waitFor();
    await page.getByText("All 8 tasks run", { exact: true }).waitFor();
    await page.getByText("attempt 1 failed: java.io").waitFor();
    await page.getByText("2 of its 14 files are gone").waitFor();
    await page.getByText("INSERT").waitFor();
    await page.locator(".react-flow__node").first().waitFor();
    await screenshots(page, "deployment");
    expect(await accessibilityProblems(page)).toEqual([]);

    await page.getByRole("button", { name: /^Start from this savepoint/ }).click();
    const restart = page.getByRole("dialog", { name: "Restart “orders-to-warehouse”?" });
    await restart.getByText("without a savepoint; then a new attempt").waitFor();
    await restart.getByText("--from file:/home/ada").waitFor();
    await screenshots(page, "deployment-restart");
    expect(await accessibilityProblems(page)).toEqual([]);
    await restart.getByRole("button", { name: "Restart" }).click();
    await page.getByText("A user asked to restart").waitFor();
    expect(server.deployments.asked[0]).toMatch(/"from":"PATH","path":"file:.*chk-38"/);

    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    const remove = page.getByRole("dialog");
    await remove.getByText("Checkpoints and savepoints stay").waitFor();
    await remove.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("heading", { level: 1, name: "Deployments" }).waitFor();
    await page.goto(`${base}/deployments/orders-to-warehouse`);
    await page.getByText("There is no deployment “orders-to-warehouse”").waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("can be read on a phone", async () => {
    const { page } = await openPage(browser, base, "/deployments/invoices", {
      width: 360,
      height: 1700,
    });
    await page.getByText("It has failed and would fail again").waitFor();
    await page.getByText("INSERT").waitFor();
    await screenshots(page, "phone-deployment");
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
    ).toBe(true);
    await page.context().close();
  });
});
