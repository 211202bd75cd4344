import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launch } from "../test-browser/browser";
import { cell, need, notebook, report, run, signedIn, spread } from "./support";

/* Results under load; DREY_BENCH_JAR has the functions used. */
const JUMPS = 100;
const SECONDS = 30;
/* How long the live table is watched for memory it does not give back. */
const MINUTES = Number(process.env.DREY_BENCH_MINUTES ?? 2);
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
  const address = await notebook("load", NOTEBOOK);
  browser = await launch();
  page = await (await signedIn(browser)).newPage();
  await page.goto(address);
  await run(page, "tables");
  await cell(page, "tables").getByText("Done").first().waitFor();
});

afterAll(async () => {
  await browser?.close();
});

it("scrolls through ten million rows", async () => {
  await run(page, "large");
  const large = cell(page, "large");
  await large.getByText("Done").first().waitFor();
  const grid = large.getByRole("grid");
  await grid.scrollIntoViewIfNeeded();
  const millis: number[] = [];
  for (let jump = 1; jump <= JUMPS; jump++) {
    millis.push(await grid.evaluate(jumpTo, (jump * 0.618_034) % 1));
  }
  report(
    "a jump in the page to any place of ten million rows, ms",
    spread(millis),
    "each under 300",
  );
});

it("sorts, filters and searches ten million rows", async () => {
  const large = cell(page, "large");
  const grid = large.getByRole("grid");
  const head = (name: string) =>
    grid.getByRole("columnheader").filter({ has: page.getByText(name, { exact: true }) });
  const sort = async (name: string) => {
    const other = grid.evaluate(nextFirstRow);
    await head(name).click();
    return await other;
  };
  await grid.evaluate((it) => it.parentElement?.scrollTo({ top: 0 }));
  await grid.locator('[aria-rowindex="2"]').waitFor();
  await head("id").click();
  await expect.poll(() => head("id").getAttribute("aria-sort")).toBe("ascending");
  for (const [name, type] of [
    ["id", "BIGINT, greatest first"],
    ["b", "BIGINT"],
    ["c", "DOUBLE"],
    ["d", "STRING of 16"],
  ] as const) {
    report(`sort ten million rows by a ${type}, ms`, (await sort(name)).toFixed(0), "under 1,000");
  }
  await sort("d");
  await head("d").click();
  await expect.poll(() => head("d").getAttribute("aria-sort")).toBe("none");

  const matching = large.getByText(/^[\d,]+ of 10,000,000 rows match/);
  await grid.getByRole("gridcell").first().click();
  await page.keyboard.press("/");
  const find = large.getByRole("textbox", { name: "Find in all rows" });
  const searched: number[] = [];
  for (const text of ["abcd", "beef", "0fa5", "99999", "4242"]) {
    const began = performance.now();
    await find.fill(text);
    await matching.waitFor();
    searched.push(performance.now() - began);
    await find.fill("");
    await matching.waitFor({ state: "hidden" });
  }
  report(
    "search text in all columns of ten million rows, ms",
    spread(searched),
    "each under 1,000",
  );
  await large.getByRole("button", { name: "Stop searching" }).click();

  const filtered: number[] = [];
  for (const [name, text] of [
    ["id", "5000000"],
    ["c", "0.5"],
    ["d", "abc"],
  ] as const) {
    await page.getByRole("button", { name: `Sort, filter, hide ${name}` }).click();
    await page.getByRole("menuitem", { name: "Filter …" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Value" }).fill(text);
    const began = performance.now();
    await dialog.getByRole("button", { name: "Filter", exact: true }).click();
    await large
      .getByText(/^[\d,]+ of 10,000,000 rows match|^No row matches$/)
      .first()
      .waitFor();
    filtered.push(performance.now() - began);
    await large.getByRole("button", { name: new RegExp(`^Remove ${name}`) }).click();
    await matching.waitFor({ state: "hidden" });
  }
  report("filter ten million rows by a column, ms", spread(filtered), "each under 1,000");
});

it("shows a hundred thousand changes per second", async () => {
  await run(page, "keyed");
  const live = cell(page, "keyed");
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
  report(
    `a live table of ${KEYS} keys: changes taken in per second`,
    ((after.rowsIn - before.rowsIn) / seconds).toFixed(0),
    String(CHANGES),
  );
  report("the same: paints per second", (paints / SECONDS).toFixed(1), "10");
  report(
    "the same: the page's main thread, % of a core",
    ((100 * (after.busy - before.busy)) / seconds).toFixed(0),
    "under 50",
  );
  const heap: number[] = [];
  for (let minute = 0; minute <= MINUTES; minute++) {
    await session.send("HeapProfiler.collectGarbage");
    heap.push((await metric("JSHeapUsedSize")) / 1e6);
    if (minute < MINUTES) {
      await page.waitForTimeout(60_000);
    }
  }
  report(
    `the same: the page's live heap, MB, at the start of and after ${MINUTES} minutes`,
    `${heap[0]?.toFixed(0)}, ${heap.at(-1)?.toFixed(0)} (greatest ${Math.max(...heap).toFixed(0)})`,
    "flat",
  );
});

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

/** The milliseconds until the first row is another one, painted. */
function nextFirstRow(grid: Element): Promise<number> {
  const first = () => grid.querySelector('[role=row][aria-rowindex="2"]')?.textContent ?? "";
  const before = first();
  let began = performance.now();
  window.addEventListener(
    "pointerdown",
    () => {
      began = performance.now();
    },
    { capture: true, once: true },
  );
  return new Promise((resolve, reject) => {
    const look = () => {
      if (first() !== "" && first() !== before) {
        resolve(performance.now() - began);
      } else if (performance.now() - began > 60_000) {
        reject(new Error(`the first row is still ${before}`));
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
