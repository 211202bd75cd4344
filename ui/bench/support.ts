import { appendFileSync } from "node:fs";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { expect } from "vitest";

/*
 * Measurements of the page run on a real Drey: DREY_LINK says where it is (`./drey url`), DREY_TOKEN
 * may sign in and make notebooks, and the rows of the table of outcomes go to the file DREY_BENCH_OUT names.
 */
export const link = new URL(need("DREY_LINK"));

export function need(name: string): string {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`${name} is not set; ./drey bench does`);
  }
  return value;
}

function bearer() {
  return { Authorization: `Bearer ${need("DREY_TOKEN")}` };
}

/** How many cells of a notebook have a run that ended well. */
export async function cellsDone(address: string): Promise<number> {
  const path = decodeURIComponent(new URL(address).pathname.slice("/notebooks/".length));
  const query = new URLSearchParams({ notebook: path, perCell: "1" });
  const answer = await fetch(new URL(`/api/v1/runs?${query}`, link), { headers: bearer() });
  const runs = (await answer.json()) as { state: string }[];
  return runs.filter((it) => it.state === "succeeded").length;
}

/** A signed-in browser; its pages belong to the same user. */
export async function signedIn(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 } });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const answer = await fetch(new URL("/api/v1/links", link), { method: "POST", headers: bearer() });
  await page.goto(String((await answer.json()).url));
  await page.getByRole("heading", { level: 1, name: "Home" }).waitFor();
  await page.close();
  return context;
}

/** Makes a notebook; the address of its page. */
export async function notebook(name: string, source: string): Promise<string> {
  const path = `${name}-${Date.now()}.drey.md`;
  const made = await fetch(new URL("/api/v1/notebooks", link), {
    method: "POST",
    headers: { ...bearer(), "Content-Type": "application/json" },
    body: JSON.stringify({ path, source }),
  });
  expect(made.ok, await made.text()).toBe(true);
  return new URL(`/notebooks/${path}`, link).href;
}

export function cell(page: Page, id: string): Locator {
  return page
    .getByRole("region")
    .filter({ has: page.getByText(id, { exact: true }) })
    .first();
}

export async function run(page: Page, id: string): Promise<void> {
  await cell(page, id).getByRole("button", { name: "Run cell" }).click();
}

export function quantile(values: number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

/** The middle, the slow end and the worst of some milliseconds. */
export function spread(millis: number[]): string {
  return `p50 ${quantile(millis, 0.5).toFixed(0)}, p95 ${quantile(millis, 0.95).toFixed(0)}, worst ${Math.max(...millis).toFixed(0)}`;
}

export function report(what: string, measured: string, wanted: string): void {
  appendFileSync(need("DREY_BENCH_OUT"), `| ${what} | ${measured} | ${wanted} |\n`);
}
