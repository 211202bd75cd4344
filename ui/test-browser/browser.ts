import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";

const SCREENSHOTS = fileURLToPath(new URL("../target/screenshots/", import.meta.url));
const axeSource = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

/** Starts a browser; `more` are arguments beside the usual ones. */
export function launch(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.DREY_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...more,
    ],
  });
}

/** Opens a signed-in page; errors in its console fail the test that asks `problems`. */
export async function openPage(
  browser: Browser,
  base: string,
  path: string,
  options: { width?: number; height?: number; isSignedIn?: boolean } = {},
): Promise<{ page: Page; problems: string[] }> {
  const { width = 1280, height = 860, isSignedIn = true } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: "light",
    reducedMotion: "reduce",
    timezoneId: "Europe/Berlin",
  });
  if (isSignedIn) {
    await context.addCookies([{ name: "drey_session", value: "ok", url: base }]);
  }
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("Failed to load resource")) {
      problems.push(message.text());
    }
  });
  await page.goto(base + path);
  return { page, problems };
}

/** Takes the page in light and dark. */
export async function screenshots(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await settled(page, colorScheme);
    await page.screenshot({ path: `${SCREENSHOTS}${name}-${colorScheme}.png` });
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
}

/** Waits until the page has taken over a colour scheme, and colours have faded. */
async function settled(page: Page, scheme: string): Promise<void> {
  await page.waitForSelector(`html[data-mantine-color-scheme=${scheme}]`, { state: "attached" });
  await page.waitForTimeout(400);
}

/** What axe finds wrong, in light and dark, one line each. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  const found: string[] = [];
  // What is not drawn far off the screen would be judged by the colours it had before.
  await page.addStyleTag({ content: "* { content-visibility: visible !important }" });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await settled(page, colorScheme);
    await page.evaluate(axeSource);
    const lines = await page.evaluate(async () => {
      const axe: { run: () => Promise<AxeResults> } = Reflect.get(window, "axe");
      const { violations } = await axe.run();
      return violations.flatMap((it) =>
        it.nodes.map((node) => `${it.id}: ${node.target.join(" ")} (${node.failureSummary ?? ""})`),
      );
    });
    found.push(...lines.map((line) => `${colorScheme} ${line.replace(/\s+/g, " ").slice(0, 300)}`));
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await settled(page, "light");
  return found;
}

interface AxeResults {
  violations: { id: string; nodes: { target: string[]; failureSummary?: string }[] }[];
}
