import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityProblems, launch, openPage, screenshots } from "./browser";
import { demo, FLIGHTS } from "./fake/demo";
import { FakeServer } from "./fake/server";

let browser: Browser;
let server: FakeServer;
let base: string;

beforeAll(async () => {
  browser = await launch();
  server = new FakeServer();
  base = await server.start();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

const PAGES = [
  ["home", "/", "Home"],
  ["notebooks", "/notebooks", "Notebooks"],
  ["deployments", "/deployments", "Deployments"],
  ["jobs", "/jobs?show=all", "Jobs"],
  ["status", "/status", "Status"],
] as const;

describe("with nothing in it", () => {
  it.each(PAGES)("%s is accessible and teaches", async (name, path, title) => {
    const { page, problems } = await openPage(browser, base, path);
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await page.waitForLoadState("networkidle");
    await screenshots(page, `${name}-empty`);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(problems).toEqual([]);
    expect(await page.title()).toBe(`${title} · Drey`);
    await page.context().close();
  });
});

describe("with the demo in it", () => {
  beforeAll(() => demo(server));

  it.each(PAGES)("%s is accessible", async (name, path, title) => {
    const { page, problems } = await openPage(browser, base, path);
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await page.waitForLoadState("networkidle");
    await screenshots(page, name);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("shows a notebook with results, a live stream and a mistake", async () => {
    const { page, problems } = await openPage(browser, base, `/notebooks/${FLIGHTS}`, {
      height: 2400,
    });
    await page.getByRole("button", { name: "Run all" }).click();
    await page.getByText("Table flights was created.").waitFor();
    await page.getByText("912345").waitFor();
    await page.getByText("No such column").waitFor();
    await page.waitForTimeout(500);
    await screenshots(page, "notebook");
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("can be read on a phone", async () => {
    for (const path of [
      "/",
      "/deployments",
      "/jobs?show=all",
      "/status",
      `/notebooks/${FLIGHTS}`,
    ]) {
      const { page } = await openPage(browser, base, path, { width: 360, height: 740 });
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await page.waitForLoadState("networkidle");
      await screenshots(
        page,
        `phone${path.split("?")[0]?.replaceAll("/", "-").replace(".drey.md", "")}`,
      );
      const wide = await page.evaluate(() =>
        document.documentElement.scrollWidth <= document.documentElement.clientWidth
          ? []
          : [...document.querySelectorAll("*")]
              .filter((it) => it.getBoundingClientRect().right > window.innerWidth)
              .map((it) => `${it.tagName} ${it.className}`),
      );
      expect({ path, wide }).toEqual({ path, wide: [] });
      await page.context().close();
    }
  });
});

describe("the first load", () => {
  it("is under 470 kB of gzipped code before the first cell is usable", async () => {
    const { page } = await openPage(browser, base, "/");
    // What is still under way for this page would only be cut off by leaving it.
    await page.waitForLoadState("networkidle");
    const sizes = new Map<string, Promise<number>>();
    page.on("response", (response) => {
      if (/\.(js|css)$/.test(response.url())) {
        sizes.set(
          response.url(),
          response.body().then((body) => gzipSync(body).length),
        );
      }
    });
    await page.goto(`${base}/notebooks/${FLIGHTS}`);
    await page.locator(".cm-content").first().waitFor();
    await page.waitForLoadState("networkidle");
    const total = (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0);
    console.log(`first load: ${Math.round(total / 1024)} kB gzipped`);
    expect(total).toBeGreaterThan(100_000);
    expect(total).toBeLessThan(470 * 1024);
    await page.context().close();
  });
});

describe("signing in", () => {
  it("takes the token out of the address and goes on", async () => {
    server.tokens.add("once");
    const { page } = await openPage(browser, base, "/?token=once", { isSignedIn: false });
    await page.getByRole("heading", { level: 1, name: "Home" }).waitFor();
    expect(page.url()).toBe(`${base}/`);
    await page.context().close();
  });

  it("teaches what to do with a link that was used", async () => {
    const { page } = await openPage(browser, base, "/?token=used", { isSignedIn: false });
    await page.getByText("./drey url").waitFor();
    await screenshots(page, "sign-in");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.context().close();
  });
});
