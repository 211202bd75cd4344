import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, openPage } from "./browser";
import { demo, FLIGHTS } from "./fake/demo";
import { FakeServer } from "./fake/server";

let browser: Browser;
const server = new FakeServer();
let base: string;

beforeAll(async () => {
  browser = await launch();
  demo(server);
  base = await server.start();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe("a page for those who need more contrast", () => {
  it("marks with lines what backgrounds tell, and leaves nothing faint", async () => {
    const { page } = await openPage(browser, base, `/notebooks/${FLIGHTS}`);
    await page.getByRole("region", { name: "SQL cell 2" }).waitFor();
    const outline = () =>
      page
        .locator("input:checked + span")
        .first()
        .evaluate((it) => getComputedStyle(it).outlineStyle);
    const dim = () =>
      page.evaluate(() => {
        const style = getComputedStyle(document.documentElement);
        return style.getPropertyValue("--d-dim") === style.getPropertyValue("--d-text");
      });
    expect([await outline(), await dim()]).toEqual(["none", false]);
    await page.emulateMedia({ forcedColors: "active" });
    expect(await outline()).toBe("solid");
    await page.emulateMedia({ forcedColors: "none", contrast: "more" });
    expect(await dim()).toBe(true);
    await page.context().close();
  });
});
