import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityProblems, launch, screenshots } from "./browser";

/** A link that signs in to a running Drey, as `./drey url` prints it. */
const link = process.env.DREY_LINK;
/** Where a Kafka broker is, for the part that needs one. */
const kafka = process.env.DREY_KAFKA;
if (kafka === undefined) {
  console.log("skipped: a table over a topic (set DREY_KAFKA to a broker's host:port)");
}
if (link === undefined) {
  console.log("skipped: the page on a real Drey (set DREY_LINK to what `./drey url` prints)");
}

describe.skipIf(link === undefined)("the page on a real Drey", () => {
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    browser = await launch();
    const context = await browser.newContext({ viewport: { width: 1280, height: 2400 } });
    context.setDefaultTimeout(60_000);
    page = await context.newPage();
    page.on("pageerror", (error) => problems.push(String(error)));
    await page.goto(link ?? "");
    await page.getByRole("heading", { level: 1, name: "Home" }).waitFor();
  });
  afterAll(() => browser?.close());

  it("answers the first tutorial with a chart", async () => {
    await page.getByRole("button", { name: "Three million flights" }).click();
    await page.getByRole("button", { name: "Run all" }).click();
    const perDay = page.getByRole("region").filter({ hasText: "per_day" }).first();
    await perDay.getByText("Done").waitFor();
    // Only what is in sight is drawn, and the answers above have pushed the cell down.
    await perDay.scrollIntoViewIfNeeded();
    await perDay.getByRole("img", { name: "Line chart of flights by day" }).waitFor();
    await page.getByText("181 rows", { exact: true }).waitFor();
    await screenshots(page, "real-flights");
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(problems).toEqual([]);
  });

  it("shows its tables at the side, with a preview of batch and stream", async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+b");
    await page.getByRole("treeitem", { name: "flights, table" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("filesystem").first().waitFor();
    await dialog.getByRole("button", { name: "Preview", exact: true }).click();
    await dialog.getByText("50 rows", { exact: true }).waitFor();
    await dialog.getByText(/^(Complete|Stopped)$/).waitFor();
    await page.waitForTimeout(1000);
    await screenshots(page, "real-catalog-preview");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: "Insert a SQL cell here" }).last().click();
    await page.keyboard.type(
      "CREATE TEMPORARY TABLE ticks (n INT) WITH ('connector'='datagen','rows-per-second'='5')",
    );
    await page.keyboard.press("Control+Enter");
    await page.getByRole("treeitem", { name: "ticks temporary, table" }).click();
    await dialog.getByRole("button", { name: "Preview", exact: true }).click();
    await dialog.getByText("A stream: what came in 10 s").waitFor();
    await dialog.getByText("Streaming").waitFor();
    // It ends by itself: at 50 rows after ten seconds, or when its time is over.
    await dialog.getByText("Streaming").waitFor({ state: "detached", timeout: 30_000 });
    await screenshots(page, "real-catalog-stream");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+b");
    expect(problems).toEqual([]);
  }, 120_000);

  it("follows a stream, survives a reload, and stops it", async () => {
    await page.getByRole("link", { name: "Home" }).click();
    await page.getByRole("button", { name: "The same flights as a stream" }).click();
    await page.getByRole("button", { name: "Run all" }).click();
    const live = () =>
      page.getByRole("region").filter({ hasText: "SELECT * FROM departures" }).first();
    await live().getByText("Streaming").nth(1).waitFor();
    const rows = async () =>
      Number(
        (
          await live()
            .getByText(/^[\d,]+ rows?$/)
            .textContent()
        )?.replace(/\D/g, ""),
      );
    await expect.poll(rows, { timeout: 60_000 }).toBeGreaterThan(0);
    const before = await rows();
    await page.reload();
    await live().scrollIntoViewIfNeeded();
    await expect.poll(rows, { timeout: 30_000 }).toBeGreaterThanOrEqual(before);
    await screenshots(page, "real-stream");
    await page.getByRole("button", { name: "Stop everything in this notebook" }).click();
    await live().getByText("Cancelled").first().waitFor();
    expect(problems).toEqual([]);
  }, 180_000);

  it("goes back through the changes of a stream while it runs", async () => {
    await page.goto(new URL("/notebooks", page.url()).href);
    await page.getByRole("button", { name: "New notebook", exact: true }).first().click();
    const first = page.getByRole("region", { name: "SQL cell 2" });
    await first.locator(".cm-content").click();
    await page.keyboard.type(
      "CREATE TEMPORARY TABLE clicks (k INT) WITH ('connector'='datagen','rows-per-second'='5'," +
        "'fields.k.min'='1','fields.k.max'='3'); SELECT k, COUNT(*) AS cnt FROM clicks GROUP BY k",
    );
    await first.getByRole("radio", { name: "Stream" }).check();
    await first.getByRole("button", { name: "Run cell", exact: true }).click();
    const counts = async () =>
      (await first.locator('[role=gridcell][aria-colindex="2"]').allTextContents())
        .map(Number)
        .reduce((sum, n) => sum + n, 0);
    await expect.poll(counts, { timeout: 90_000 }).toBeGreaterThan(20);
    await first.getByRole("button", { name: "Pause and look at earlier moments" }).click();
    const player = first.getByRole("group", { name: "Earlier moments" });
    const back = player.getByRole("button", { name: "One change back", exact: true });
    await back.waitFor();
    await expect.poll(() => back.isEnabled()).toBe(true);
    const held = await counts();
    for (let steps = 1; steps <= 5; steps++) {
      await back.click();
      // Each click that came in is one change of one count.
      await expect.poll(counts).toBe(held - steps);
    }
    await player.getByText(/[\d,]+ changes since/).waitFor();
    await expect.poll(() => first.locator("[data-marked]").count()).toBe(1);
    await screenshots(page, "real-player");
    expect(await accessibilityProblems(page)).toEqual([]);
    await player.getByRole("slider", { name: "Moment" }).fill("0");
    await first.getByText("At this moment the table was empty.").waitFor();
    await player.getByRole("button", { name: "Live", exact: true }).click();
    await expect.poll(counts).toBeGreaterThan(held);
    await page.getByRole("button", { name: "Stop everything in this notebook" }).click();
    await first.getByText("Cancelled").first().waitFor();
    expect(problems).toEqual([]);
  }, 240_000);

  it("shows how a query would run, and its job while it runs", async () => {
    await page.goto(new URL("/notebooks", page.url()).href);
    await page.getByRole("button", { name: "New notebook", exact: true }).first().click();
    const first = page.getByRole("region", { name: "SQL cell 2" });
    await first.locator(".cm-content").click();
    await page.keyboard.type(
      "CREATE TEMPORARY TABLE clicks (k INT) WITH ('connector'='datagen','rows-per-second'='50'," +
        "'fields.k.min'='1','fields.k.max'='3'); SELECT k, COUNT(*) AS cnt FROM clicks GROUP BY k",
    );
    await first.getByRole("radio", { name: "Stream" }).check();
    await first.getByRole("button", { name: "Show the plan" }).click();
    const dialog = page.getByRole("dialog");
    const part = (name: RegExp) => dialog.getByRole("group", { name });
    await part(/Group.*State only grows/).click();
    await dialog.getByText("table.exec.state.ttl").first().waitFor();
    await screenshots(page, "real-plan");
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Close" }).click();

    await first.getByRole("button", { name: "Run cell", exact: true }).click();
    await first.getByText("Streaming").nth(1).waitFor();
    await first.getByRole("button", { name: "Show the plan" }).click();
    await dialog.getByRole("radio", { name: "Job 1" }).waitFor();
    // Fifty rows a second are made; Flink's rates are those of its last seconds.
    const source = part(/^Source: clicks.*running/);
    const rate = async () =>
      Number(/out ([\d.]+)\/s/.exec((await source.getAttribute("aria-label")) ?? "")?.[1] ?? 0);
    await expect.poll(rate, { timeout: 60_000 }).toBeGreaterThan(10);
    expect(await rate()).toBeLessThan(100);
    await part(/^GroupAggregate.*running/).click();
    await dialog.getByText("Parallelism").waitFor();
    await screenshots(page, "real-job-graph");
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Stop everything in this notebook" }).click();
    await first.getByText("Cancelled").first().waitFor();
    expect(problems).toEqual([]);
  }, 240_000);

  it("tells what the session holds, and keeps settings for the notebook", async () => {
    const first = page.getByRole("region", { name: "SQL cell 2" });
    await page.getByRole("button", { name: "Insert a SQL cell here" }).last().click();
    await page.keyboard.type("SET 'table.local-time-zone' = 'Asia/Tokyo'");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("region", { name: "SQL cell 3" }).getByText("Done").first().waitFor();
    const open = async () => {
      await page.getByTitle("Kernel", { exact: true }).click();
      await page.getByRole("menuitem", { name: "Look into the session" }).click();
    };
    await open();
    const dialog = page.getByRole("dialog", { name: "Session" });
    await dialog.getByText("1 object a restart loses").waitFor();
    await dialog.getByRole("listitem").filter({ hasText: "clicks" }).waitFor();
    await dialog.getByRole("row", { name: /table\.local-time-zone.*Asia\/Tokyo/ }).waitFor();

    const own = dialog.getByRole("region", { name: "For this notebook" });
    await own.getByLabel("Setting of Flink").fill("table.exec.state.t");
    await page.getByRole("option", { name: "table.exec.state.ttl" }).click();
    await own.getByRole("textbox", { name: "Value", exact: true }).fill("1 h");
    await own.getByRole("button", { name: "Add setting" }).click();
    await own.getByText("The settings of this notebook have changed").waitFor();
    await screenshots(page, "real-session");
    expect(await accessibilityProblems(page)).toEqual([]);
    await own.getByRole("button", { name: "Restart kernel" }).click();
    await page
      .getByRole("dialog", { name: "Restart the kernel?" })
      .getByRole("button", { name: "Restart" })
      .click();
    await page.getByText("The settings of this notebook have changed").waitFor({ state: "hidden" });

    // What the file asks for is there anew; what a cell had set is not.
    const set = page.getByRole("region", { name: "SQL cell 3" });
    await set.locator(".cm-content").click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("SET");
    await page.keyboard.press("Control+Enter");
    const held = (text: string) => set.getByRole("gridcell").filter({ hasText: text });
    await held("table.exec.state.ttl").waitFor();
    await held("1 h").waitFor();
    expect(await held("Asia/Tokyo").count()).toBe(0);
    await first.getByRole("button", { name: "Run cell", exact: true }).waitFor();
    await page.reload();
    await open();
    await own.getByLabel("Value of table.exec.state.ttl").waitFor();
    await dialog.getByRole("button", { name: "Close" }).click();
    expect(problems).toEqual([]);
  }, 240_000);

  it("draws a result, keeps its history, and gives a deleted notebook back", async () => {
    await page.goto(new URL("/notebooks", page.url()).href);
    await page.getByRole("button", { name: "New notebook", exact: true }).first().click();
    const first = page.getByRole("region", { name: "SQL cell 2" });
    await first.locator(".cm-content").click();
    await page.keyboard.type("SELECT name, n FROM (VALUES ('a', 3), ('b', 5)) AS t(name, n)");
    await page.keyboard.press("Control+Enter");
    await first.getByText("2 rows").waitFor();
    await first.getByRole("radio", { name: "Both" }).check();
    await first.getByRole("img", { name: "Bar chart of n by name" }).waitFor();
    await first.getByText("2 values drawn of 2 rows").waitFor();
    await screenshots(page, "real-chart");
    const menu = page.getByRole("button", { name: "History, rename, duplicate or delete" });
    await menu.click();
    await page.getByRole("menuitem", { name: "History" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: /^Run/ }).waitFor();
    await dialog.getByText("bar:name,n;beside").waitFor();
    await screenshots(page, "real-history");
    await dialog.getByRole("button", { name: /^Created/ }).click();
    await dialog.getByRole("button", { name: "Restore this version" }).click();
    await dialog.getByText("Version 1 restored").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await dialog.getByText("VALUES").first().waitFor();
    await dialog.getByRole("button", { name: "Close" }).click();
    await first.getByText("VALUES", { exact: true }).waitFor();
    await menu.click();
    await page.getByRole("menuitem", { name: "Delete notebook" }).click();
    await page.getByRole("button", { name: /^Trash/ }).click();
    await page.getByRole("button", { name: "Bring back Untitled" }).first().click();
    await page.getByText("It is back at untitled", { exact: false }).waitFor();
    expect(problems).toEqual([]);
  }, 180_000);

  it("makes tables of files, of any connector and of a topic", async () => {
    const folder = await mkdtemp(join(tmpdir(), "drey-wizard-"));
    for (const day of ["2026-11-22", "2026-11-23"]) {
      await mkdir(join(folder, "orders", `day=${day}`), { recursive: true });
      await writeFile(join(folder, "orders", `day=${day}`, "a.csv"), "1,tea,2.5\n2,milk,1\n");
    }
    await page.goto(new URL("/notebooks", page.url()).href);
    await page.getByRole("button", { name: "New notebook", exact: true }).first().click();
    await page.getByRole("region", { name: "SQL cell 2" }).waitFor();
    await page.getByRole("button", { name: "Tables at the side" }).click();
    await page.getByRole("button", { name: "Start kernel" }).click();
    const dialog = page.getByRole("dialog");
    const open = async (kind: string) => {
      await page.getByRole("button", { name: "New table" }).first().click();
      await dialog.getByRole("radio", { name: kind, exact: true }).check({ force: true });
    };
    const finish = async (name: string) => {
      await dialog.getByText("The parser and the connector take it.").waitFor();
      await screenshots(page, `real-new-${name}`);
      expect(await accessibilityProblems(page)).toEqual([]);
      await dialog.getByRole("button", { name: "Insert and run" }).click();
      await page.getByRole("treeitem", { name: `${name}, table` }).waitFor();
    };

    await open("Files");
    await dialog.getByLabel("File or folder").fill(join(folder, "orders"));
    await dialog.getByRole("button", { name: "Look into it" }).click();
    await dialog.getByText("The folders are named by values of day").waitFor();
    await finish("orders");
    await page.getByRole("treeitem", { name: "orders, table" }).click();
    await dialog.getByRole("button", { name: "Preview", exact: true }).click();
    await dialog.getByText("4 rows", { exact: true }).waitFor();
    await page.keyboard.press("Escape");

    await open("Other");
    await dialog
      .getByLabel("Connector", { exact: true })
      .selectOption({ label: "datagen (only to read)" });
    await dialog.getByLabel("Add an option").fill("rows to emit per second");
    await page.getByRole("option", { name: "rows-per-second" }).click();
    await dialog.getByLabel("rows-per-second", { exact: true }).fill("many");
    await dialog.getByText("rows-per-second").last().waitFor();
    await expect
      .poll(() => dialog.getByText("The parser and the connector take it.").count())
      .toBe(0);
    await dialog.getByLabel("rows-per-second", { exact: true }).fill("5");
    await dialog.getByLabel("Name of the new table").fill("ticks");
    await finish("ticks");

    if (kafka !== undefined) {
      await page.getByRole("button", { name: "Insert a SQL cell here" }).last().click();
      await page.keyboard.type(
        `CREATE TEMPORARY TABLE w (k STRING, v STRING) WITH ('connector'='kafka','topic'='clicks','key.format'='raw','key.fields'='k','format'='raw','value.fields-include'='EXCEPT_KEY','properties.bootstrap.servers'='${kafka}');INSERT INTO w VALUES ('a','{"page":"home","ms":12}'),('b','{"page":"cart","ms":7.5}')`,
      );
      await page.keyboard.press("Control+Enter");
      await open("Kafka");
      await dialog.getByLabel("Brokers").fill(kafka);
      const topics = dialog.getByRole("button", { name: "Test the connection and list topics" });
      await expect
        .poll(
          async () => {
            await topics.click();
            await dialog.getByText("Connected. Kafka shows").waitFor();
            return dialog.getByRole("radio", { name: "clicks" }).count();
          },
          { timeout: 60_000 },
        )
        .toBeGreaterThan(0);
      await dialog.getByRole("radio", { name: "clicks" }).check();
      await dialog.getByText("The columns are guessed from all").waitFor();
      await dialog.getByLabel("Keys of messages").selectOption("rows");
      await dialog.getByLabel("message_key is part of the primary key").waitFor();
      await dialog.getByLabel("Keys of messages").selectOption("columns");
      await dialog.getByRole("button", { name: "timestamp", exact: true }).click();
      await dialog.getByLabel("Column with the time of a row").selectOption("kafka_time");
      await finish("clicks");
      await page.getByRole("treeitem", { name: "clicks, table" }).click();
      await dialog.getByRole("button", { name: "Preview", exact: true }).click();
      await dialog.getByText("cart").first().waitFor();
      await screenshots(page, "real-new-clicks-preview");
      await page.keyboard.press("Escape");
    }
    expect(problems).toEqual([]);
    await rm(folder, { recursive: true });
  }, 240_000);
});
