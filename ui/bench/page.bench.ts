import { appendFileSync } from "node:fs";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launch } from "../test-browser/browser";

/*
 * The page on a real Drey under load. DREY_LINK signs in (`./drey url`), DREY_TOKEN may make
 * notebooks, DREY_BENCH_JAR has the functions used, and the rows of the table of outcomes go to the
 * file DREY_BENCH_OUT names.
 */
const link = new URL(need("DREY_LINK"));
const JUMPS = 100;
const SECONDS = 30;
const ROWS = 10_000_000;
const CHANGES = 100_000;
const KEYS = 10_000;

const NOTEBOOK = `---
drey: 1
title: Load
---
\`\`\`sql cell id=tables
CREATE TEMPORARY TABLE many_rows (id BIGINT, b BIGINT, c DOUBLE, d STRING) WITH (
  'connector' = 'datagen', 'number-of-rows' = '${ROWS}', 'rows-per-second' = '1000000000',
  'fields.id.kind' = 'sequence', 'fields.id.start' = '0', 'fields.id.end' = '${ROWS - 1}',
  'fields.d.length' = '16');
CREATE TEMPORARY TABLE ticks (k INT, v INT) WITH (
  'connector' = 'datagen', 'rows-per-second' = '1000000000',
  'fields.k.min' = '1', 'fields.k.max' = '${KEYS}', 'fields.v.min' = '0', 'fields.v.max' = '100');
CREATE TEMPORARY FUNCTION pace AS 'io.drey.bench.Pace' USING JAR '${need("DREY_BENCH_JAR")}';
\`\`\`

\`\`\`sql cell id=large mode=batch
SELECT * FROM many_rows
\`\`\`

\`\`\`sql cell id=keyed mode=streaming
SELECT k, COUNT(*) AS n, SUM(v) AS total FROM (SELECT pace(k, ${CHANGES / 2}) AS k, v FROM ticks)
GROUP BY k
\`\`\`
`;

let browser: Browser;
let page: Page;

beforeAll(async () => {
  const path = `load-${Date.now()}.drey.md`;
  const made = await fetch(new URL("/api/v1/notebooks", link), {
    method: "POST",
    headers: {
      Authorization: `Bearer ${need("DREY_TOKEN")}`,
      "Content-Type": "application/json",
    },
    body: JSON.stringify({ path, source: NOTEBOOK }),
  });
  expect(made.ok, await made.text()).toBe(true);
  browser = await launch();
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 } });
  context.setDefaultTimeout(30_000);
  page = await context.newPage();
  await page.goto(link.href);
  await page.getByRole("heading", { level: 1, name: "Home" }).waitFor();
  await page.goto(new URL(`/notebooks/${path}`, link).href);
  await run("tables");
  await cell("tables").getByText("Done").first().waitFor();
});

afterAll(async () => {
  await browser?.close();
});

it("scrolls through ten million rows", async () => {
  await run("large");
  const large = cell("large");
  await large.getByText("Done").first().waitFor();
  const grid = large.getByRole("grid");
  await grid.scrollIntoViewIfNeeded();
  const millis: number[] = [];
  for (let jump = 1; jump <= JUMPS; jump++) {
    millis.push(await grid.evaluate(jumpTo, (jump * 0.618_034) % 1));
  }
  report("a jump in the page to any place of ten million rows, ms", [
    `p50 ${quantile(millis, 0.5).toFixed(0)}, p95 ${quantile(millis, 0.95).toFixed(0)}, worst ${Math.max(...millis).toFixed(0)}`,
    "each under 300",
  ]);
});

it("shows a hundred thousand changes per second", async () => {
  await run("keyed");
  const live = cell("keyed");
  await live.getByText("Streaming").first().waitFor();
  await live.evaluate((it) => it.scrollIntoView({ block: "end" }));
  const grid = live.getByRole("grid");
  await grid.waitFor();
  await grid.scrollIntoViewIfNeeded();
  // Until every key is there.
  await page.waitForTimeout(5_000);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const metric = async (name: string) =>
    (await session.send("Performance.getMetrics")).metrics.find((it) => it.name === name)?.value ??
    Number.NaN;
  const read = async () => ({ wall: performance.now(), busy: await metric("TaskDuration") });
  const rowsIn = async () =>
    Number((await live.getByText(/[\d,]+ changes in/).textContent())?.replace(/\D/g, ""));
  const before = { ...(await read()), rowsIn: await rowsIn() };
  const paints = await grid.evaluate(countPaints, SECONDS * 1000);
  const after = { ...(await read()), rowsIn: await rowsIn() };
  const seconds = (after.wall - before.wall) / 1000;
  report(`a live table of ${KEYS} keys: changes taken in per second`, [
    ((after.rowsIn - before.rowsIn) / seconds).toFixed(0),
    String(CHANGES),
  ]);
  report("the same: paints per second", [(paints / SECONDS).toFixed(1), "10"]);
  report("the same: the page's main thread, % of a core", [
    ((100 * (after.busy - before.busy)) / seconds).toFixed(0),
    "under 50",
  ]);
});

function cell(id: string): Locator {
  return page
    .getByRole("region")
    .filter({ has: page.getByText(id, { exact: true }) })
    .first();
}

async function run(id: string): Promise<void> {
  await cell(id).getByRole("button", { name: "Run cell" }).click();
}

/** Scrolls a grid to a part of its height; the milliseconds until the rows there are painted. */
function jumpTo(grid: Element, part: number): Promise<number> {
  const scroller = grid.parentElement ?? grid;
  const began = performance.now();
  const before = grid.querySelector("[role=gridcell]")?.textContent;
  scroller.scrollTop = part * (scroller.scrollHeight - scroller.clientHeight);
  return new Promise((resolve, reject) => {
    const look = () => {
      const cells = [...grid.querySelectorAll("[role=gridcell]")];
      const isThere = cells.length > 0 && cells[0]?.textContent !== before;
      if (performance.now() - began > 30_000) {
        reject(new Error(`nothing new at ${part} after 30 s: ${grid.textContent}`));
      } else if (isThere && cells.every((it) => it.textContent !== "")) {
        resolve(performance.now() - began);
      } else {
        requestAnimationFrame(look);
      }
    };
    requestAnimationFrame(look);
  });
}

/** How many frames within the time show something new in the grid. */
function countPaints(grid: Element, millis: number): Promise<number> {
  let hasChanged = false;
  let paints = 0;
  const observer = new MutationObserver(() => {
    hasChanged = true;
  });
  observer.observe(grid, { subtree: true, childList: true, characterData: true });
  const end = performance.now() + millis;
  return new Promise((resolve) => {
    const frame = () => {
      paints += hasChanged ? 1 : 0;
      hasChanged = false;
      if (performance.now() < end) {
        requestAnimationFrame(frame);
      } else {
        observer.disconnect();
        resolve(paints);
      }
    };
    requestAnimationFrame(frame);
  });
}

function quantile(values: number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

function report(what: string, [measured, wanted]: [string, string] | string[]): void {
  appendFileSync(need("DREY_BENCH_OUT"), `| ${what} | ${measured} | ${wanted} |\n`);
}

function need(name: string): string {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`${name} is not set; ./drey bench does`);
  }
  return value;
}
