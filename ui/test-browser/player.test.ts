import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accessibilityProblems, launch, openPage, screenshots } from "./browser";
import { demo, FLIGHTS } from "./fake/demo";
import type { FakeResult } from "./fake/results";
import { FakeServer } from "./fake/server";

let browser: Browser;
let server: FakeServer;
let page: Page;
let problems: string[];
let output: Locator;
let grid: Locator;
let player: Locator;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = new FakeServer();
  demo(server);
  const base = await server.start();
  ({ page, problems } = await openPage(browser, base, `/notebooks/${FLIGHTS}`, { height: 1000 }));
  output = page.getByRole("region", { name: "SQL cell 5", exact: true });
  await output.getByRole("button", { name: "Run cell", exact: true }).click();
  grid = output.getByRole("grid");
  player = output.getByRole("group", { name: "Earlier moments" });
  await grid.getByRole("gridcell").first().waitFor();
  await output.scrollIntoViewIfNeeded();
});
afterEach(async () => {
  await page.context().close();
  await server.stop();
});

const result = (): FakeResult => {
  const [only] = [...server.results.values()];
  if (only === undefined) {
    throw new Error("no result");
  }
  return only;
};
const button = (name: string) => player.getByRole("button", { name, exact: true });
const slider = () => player.getByRole("slider", { name: "Moment" });
const moment = async () => Number(await slider().inputValue());
const since = async () =>
  Number(/([\d,]+) changes? since/.exec((await player.textContent()) ?? "")?.[1]?.replace(",", ""));
const pause = async () => {
  await output.getByRole("button", { name: "Pause and look at earlier moments" }).click();
  await slider().waitFor();
};

describe("the player of changes", () => {
  it("pauses the view while the query goes on, and goes back to the newest", async () => {
    await pause();
    const at = await moment();
    await expect.poll(since, { timeout: 10_000 }).toBeGreaterThan(10);
    expect(await moment()).toBe(at);
    await screenshots(page, "result-player");
    expect(await accessibilityProblems(page)).toEqual([]);
    await button("Live").click();
    await expect.poll(() => player.count()).toBe(0);
    expect(problems).toEqual([]);
  });

  it("steps by changes and by what came together, and marks what changed", async () => {
    await pause();
    await slider().fill("705");
    await expect.poll(moment).toBe(705);
    await grid.getByRole("gridcell").first().click();
    await page.keyboard.press("Control+End");
    const changed = () => grid.locator("[data-marked]").allTextContents();
    await button("One change back").click();
    await expect.poll(moment).toBe(704);
    const { before, after } = result().moments.steps[703] ?? {};
    await expect.poll(changed).toEqual([String(after?.[2])]);
    const list = output.getByRole("region", { name: "What led here" });
    const current = list.locator("[aria-current]");
    expect(await current.allTextContents()).toEqual([
      expect.stringContaining(`${before?.[2]} → ${after?.[2]}`),
    ]);
    await button("One change forward").click();
    await expect.poll(moment).toBe(705);
    await button("Forward over the changes that came together").click();
    await expect.poll(moment).toBe(708);
    await expect.poll(() => current.count()).toBe(3);
    await button("Back before the changes that came together").click();
    await expect.poll(moment).toBe(705);
    await list.getByRole("button").nth(4).click();
    await expect.poll(moment).toBe(701);
    await screenshots(page, "result-player-step");
    expect(problems).toEqual([]);
  });

  it("plays, and stops at the end or goes on live", async () => {
    await pause();
    await slider().fill("600");
    await expect.poll(moment).toBe(600);
    await player.getByRole("combobox", { name: "Speed" }).selectOption("4");
    await button("Play").click();
    await expect.poll(moment).toBeGreaterThan(606);
    await button("Stop playing").click();
    const moved = async () => {
      const before = await moment();
      await page.waitForTimeout(1000);
      return (await moment()) - before;
    };
    await expect.poll(moved).toBe(0);
    await player.getByRole("combobox", { name: "Speed" }).selectOption("64");
    await button("Play").click();
    // At the end of what there is, the newest is shown as it comes.
    await expect.poll(() => player.count(), { timeout: 20_000 }).toBe(0);
    expect(problems).toEqual([]);
  });

  it("reaches what is live although changes come faster than answers", async () => {
    result().moments.delayMillis = 400;
    await pause();
    await slider().fill("600");
    await expect.poll(moment).toBe(600);
    await player.getByRole("combobox", { name: "Speed" }).selectOption("64");
    await button("Play").click();
    await expect.poll(() => player.count(), { timeout: 20_000 }).toBe(0);
    expect(problems).toEqual([]);
  });

  it("goes to a time, and says when a moment is no longer held", async () => {
    await pause();
    const step = result().moments.steps[500];
    const time = await page.evaluate((at) => {
      const day = new Date(at);
      const two = (n: number) => String(n).padStart(2, "0");
      return `${two(day.getHours())}:${two(day.getMinutes())}:${two(day.getSeconds())}.${String(day.getMilliseconds()).padStart(3, "0")}`;
    }, step?.arrivedAt ?? 0);
    const field = player.getByLabel("Go to a time of day, with Enter");
    await field.fill(time);
    await field.press("Enter");
    await expect.poll(moment).toBe(501);
    result().moments.first = 600;
    await button("One change back").click();
    await player.getByText("This moment is no longer held", { exact: false }).waitFor();
    await screenshots(page, "result-player-gone");
    await button("Go to the newest moment").click();
    await expect.poll(moment).toBeGreaterThan(700);
    await player.getByText("The first 600 changes are no longer held", { exact: false }).waitFor();
    expect(problems).toEqual([]);
  });

  it("is worked with keys, and fits on a phone", async () => {
    await grid.getByRole("gridcell").first().click();
    await page.keyboard.press("s");
    await slider().waitFor();
    const at = await moment();
    await page.keyboard.press(",");
    await expect.poll(moment).toBe(at - 1);
    await page.keyboard.press("<");
    await expect.poll(moment).toBe(at - 3);
    await page.keyboard.press(".");
    await expect.poll(moment).toBe(at - 2);
    await page.setViewportSize({ width: 375, height: 900 });
    await slider().waitFor();
    await output.scrollIntoViewIfNeeded();
    const widths = await player.evaluate((it) => [it.scrollWidth, it.clientWidth]);
    expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
    await screenshots(page, "result-player-phone");
    expect(await accessibilityProblems(page)).toEqual([]);
    await grid.getByRole("gridcell").first().click();
    await page.keyboard.press("s");
    await expect.poll(() => player.count()).toBe(0);
    expect(problems).toEqual([]);
  });
});
