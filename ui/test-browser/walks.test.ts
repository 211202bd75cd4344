import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launch, openPage, screenshots } from "./browser";
import { demo, FLIGHTS } from "./fake/demo";
import { cell } from "./fake/notebooks";
import { problem } from "./fake/problem";
import { FakeServer } from "./fake/server";

let browser: Browser;
let server: FakeServer;
let base: string;
let page: Page;
let problems: string[];

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = new FakeServer();
  demo(server);
  base = await server.start();
});
afterEach(async () => {
  await page.context().close();
  await server.stop();
});

async function open(path: string, height = 1000): Promise<void> {
  ({ page, problems } = await openPage(browser, base, path, { height }));
}

const textOf = (path: string, id: string) =>
  server.notebooks.get(path)?.blocks.find((block) => block.id === id)?.text;
const region = (name: string) => page.getByRole("region", { name, exact: true });
/** What was typed is saved. The page hears of a key after its paint, and says "Saved" till then. */
const saved = async () => {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  await page.getByRole("button", { name: "Saved", exact: true }).waitFor();
};

describe("a notebook", () => {
  it("is created, named, filled and kept", async () => {
    await open("/");
    await page.getByRole("button", { name: "New notebook" }).first().click();
    await page.getByText("An empty notebook").waitFor();
    await page.getByRole("button", { name: "SQL", exact: true }).click();
    await page.keyboard.type("SELECT carrier FROM flights");
    await page.getByLabel("Notebook title").fill("My delays");
    await page.keyboard.press("Enter");
    await saved();
    const path = decodeURIComponent(new URL(page.url()).pathname.slice("/notebooks/".length));
    expect(server.notebooks.get(path)).toMatchObject({
      title: "My delays",
      blocks: [
        { kind: "prose", text: "# My delays\n" },
        { kind: "cell", text: "SELECT carrier FROM flights" },
      ],
    });
    await page.keyboard.press("Control+Enter");
    await page.getByText("912345").waitFor();
    await page.reload();
    await page.getByText("912345").waitFor();
    expect(problems).toEqual([]);
  });

  it("marks a mistake where it is, and mends it by a click", async () => {
    await open(`/notebooks/${FLIGHTS}`);
    const mistake = region("SQL cell 6");
    await mistake.getByRole("button", { name: "Run cell" }).click();
    await mistake.getByText("is not in any table").waitFor();
    expect(await mistake.locator(".drey-mark").textContent()).toBe("orgin");
    await mistake.getByRole("button", { name: "Replace orgin by origin" }).click();
    await mistake.getByText("Text changed since this ran").waitFor();
    expect(await mistake.locator(".drey-mark").count()).toBe(0);
    await saved();
    expect(textOf(FLIGHTS, "mistake")).toBe("SELECT carrier,\n       origin\nFROM flights");
    await mistake.getByRole("button", { name: "Run again" }).click();
    await mistake.getByText("8 rows").waitFor();
  });

  it("stops one cell while others go on", async () => {
    await open("/notebooks/delays.drey.md", 2600);
    await region("SQL cell 6").getByRole("button", { name: "Run cell" }).click();
    await region("SQL cell 6").getByText("1,234,567 rows read").waitFor();
    await region("SQL cell 3").getByRole("button", { name: "Run cell" }).click();
    await region("SQL cell 3").getByText("10,000,000 rows").first().waitFor();
    await region("SQL cell 6").getByRole("button", { name: "Stop" }).click();
    await region("SQL cell 6").getByText("Cancelled").waitFor();
    await region("SQL cell 3").getByText("Complete").waitFor();
  });

  it("moves, deletes and brings back cells by keys", async () => {
    await open(`/notebooks/${FLIGHTS}`);
    const ids = () => server.notebooks.get(FLIGHTS)?.blocks.flatMap((block) => block.id ?? []);
    await region("SQL cell 3").click({ position: { x: 600, y: 20 } });
    await page.keyboard.press("Escape");
    await page.keyboard.press("Alt+ArrowUp");
    await saved();
    await expect.poll(ids).toEqual(["by_carrier", "flights_table", "live_counts", "mistake"]);
    await page.keyboard.press("d");
    await page.keyboard.press("d");
    await expect.poll(ids).toEqual(["flights_table", "live_counts", "mistake"]);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(ids).toEqual(["by_carrier", "flights_table", "live_counts", "mistake"]);
    await page.keyboard.press("b");
    await page.keyboard.type("SELECT 1");
    await expect
      .poll(() => server.notebooks.get(FLIGHTS)?.blocks[2]?.text, { timeout: 5_000 })
      .toBe("SELECT 1");
  });

  it("keeps what another changed, and shows both sides of one cell", async () => {
    await open(`/notebooks/${FLIGHTS}`);
    await region("SQL cell 3").locator(".cm-content").click();
    await page.keyboard.press("Control+Home");
    const edit = (id: string, text: string) =>
      server.notebooks.edit(FLIGHTS, [{ op: "replace", key: id, text }]);
    await page.keyboard.type("-- mine\n");
    edit("mistake", "SELECT 'theirs'");
    await saved();
    await page.getByText("SELECT 'theirs'").waitFor();
    expect(textOf(FLIGHTS, "by_carrier")).toMatch(/^-- mine\n-- Who/);

    server.refuseEdits = problem(409, "NOTEBOOK_CHANGED", "The notebook was changed elsewhere");
    await page.keyboard.type("-- again\n");
    await page.waitForTimeout(900);
    edit("by_carrier", "SELECT 'other'");
    server.refuseEdits = null;
    await page.getByText("This cell was changed here and elsewhere").waitFor();
    await screenshots(page, "conflict");
    await page.getByRole("button", { name: "Take the other" }).click();
    await saved();
    expect(textOf(FLIGHTS, "by_carrier")).toBe("SELECT 'other'");
  });

  it("takes a click at a cell that is partly out of sight", async () => {
    await open(`/notebooks/${FLIGHTS}`, 1000);
    const upper = region("SQL cell 2");
    const lower = region("SQL cell 3");
    await upper.getByRole("button", { name: "Run cell" }).click();
    await upper.getByText("Done").first().waitFor();
    const button = lower.getByRole("button", { name: "Run cell" });
    const bottom = await button.evaluate((it) => it.getBoundingClientRect().bottom);
    await page.setViewportSize({ width: 1280, height: Math.round(bottom) + 60 });
    const box = await button.boundingBox();
    await page.mouse.click((box?.x ?? 0) + 10, (box?.y ?? 0) + 10, { delay: 200 });
    await lower.getByText("Done").first().waitFor();
  });

  it("keeps text in the browser while the disk is full", async () => {
    await open(`/notebooks/${FLIGHTS}`);
    server.refuseEdits = problem(507, "DISK_FULL", "The disk is full");
    await region("SQL cell 2").locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" -- precious");
    await page.getByRole("button", { name: "Not saved" }).waitFor();
    await page.reload();
    await page.getByText("Changes that were not saved last time are back.").waitFor();
    server.refuseEdits = null;
    await saved();
    expect(textOf(FLIGHTS, "flights_table")).toMatch(/ -- precious$/);
  });

  it("suggests names with their kind and type", async () => {
    await open(`/notebooks/${FLIGHTS}`);
    await region("SQL cell 3").locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" LIMIT fl");
    const offer = page.getByRole("option", { name: "flight_date" });
    await offer.getByText("TIMESTAMP(3) · flights").waitFor();
    await offer.locator(".cm-completionIcon-column").waitFor();
    await page.getByRole("option", { name: "FLOOR" }).getByText("FLOOR(number)").waitFor();
    expect(await page.getByRole("option", { name: "FLOAT" }).count()).toBe(1);
    await screenshots(page, "completion");
  });

  it("marks what is wrong while it is typed, and puts it right", async () => {
    await open(`/notebooks/${FLIGHTS}`);
    const cell = region("SQL cell 3");
    await cell.locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("; SELECT 1 FROM flihgts ");
    await cell.locator(".drey-mark", { hasText: "flihgts" }).hover();
    await page.getByText("There is no table or view `flihgts`.").waitFor();
    await screenshots(page, "check");
    await page.getByRole("button", { name: "Replace flihgts by flights" }).click();
    await cell.locator(".drey-mark").waitFor({ state: "detached" });
    await saved();
    expect(textOf(FLIGHTS, "by_carrier")).toContain("SELECT 1 FROM flights");

    await page.keyboard.type("; SELECT 2 FROM flihgts");
    await cell.locator(".drey-mark").waitFor();
    await page.keyboard.press("Control+.");
    await saved();
    expect(textOf(FLIGHTS, "by_carrier")).toContain("SELECT 2 FROM flights");
  });

  it("warns of state that only grows and puts in the remedy", async () => {
    await open(`/notebooks/${FLIGHTS}`);
    const cell = region("SQL cell 3");
    await cell.locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("; SELECT tail, COUNT(*) FROM flights GROUP BY tail ");
    await cell.locator(".drey-warning", { hasText: "GROUP" }).hover();
    await page.getByText("GROUP BY keeps a row for every `tail` ever seen.").waitFor();
    await screenshots(page, "warning");
    await page.getByRole("button", { name: /Put in SET 'table.exec.state.ttl'/ }).click();
    await cell.locator(".drey-warning").waitFor({ state: "detached" });
    await saved();
    expect(textOf(FLIGHTS, "by_carrier")).toContain("SET 'table.exec.state.ttl' = '1 d';\n");
  });

  it("tells of a table under the mouse and of the call being typed", async () => {
    await open(`/notebooks/${FLIGHTS}`);
    const cell = region("SQL cell 3");
    await cell.locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" -- ROUND(1.25, ");
    await page.locator(".drey-argument", { hasText: "digits" }).waitFor();
    await page.getByText("Rounds to a number of decimal digits.").waitFor();
    await screenshots(page, "call");
    await page.keyboard.press("Escape");
    await page.locator(".drey-argument").waitFor({ state: "detached" });
    await page.keyboard.type("1) of flights");
    const place = await cell
      .locator(".cm-line")
      .last()
      .evaluate((line) => {
        const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
          const at = node.textContent?.lastIndexOf("flights") ?? -1;
          if (at >= 0) {
            range.setStart(node, at);
            range.setEnd(node, at + "flights".length);
          }
        }
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      });
    await page.mouse.move(place.x, place.y);
    await page.getByText("Primary key: flight_id").waitFor();
    await screenshots(page, "hover");
  });

  it("suggests a connector's options with their help inside WITH", async () => {
    await open(`/notebooks/${FLIGHTS}`);
    await region("SQL cell 3").locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("; CREATE TABLE t (a INT) WITH (");
    await page.keyboard.type("'rows-p");
    const offer = page.getByRole("option", { name: "rows-per-second" });
    await offer.getByText("default 10000").waitFor();
    await page.getByText("How many rows to make in a second").waitFor();
    await screenshots(page, "completion-options");
    await page.keyboard.press("Enter");
    await saved();
    expect(textOf(FLIGHTS, "by_carrier")).toContain("WITH ('rows-per-second')");
  });

  it("opens 200 cells and mounts only the editors near", async () => {
    const cells = Array.from({ length: 200 }, (_, i) => cell(`c${i}`, `SELECT ${i}\nFROM flights`));
    server.notebooks.put("many.drey.md", cells, "Many");
    await open("/notebooks/many.drey.md");
    await page.getByRole("region", { name: "SQL cell 200" }).waitFor({ state: "attached" });
    expect(await page.locator(".cm-editor").count()).toBeLessThan(60);
  });
});

describe("a result", () => {
  it("of ten million rows is scrolled to its end", async () => {
    await open("/notebooks/delays.drey.md", 1400);
    const big = region("SQL cell 3");
    await big.getByRole("button", { name: "Run cell" }).click();
    await big.getByRole("gridcell", { name: "0", exact: true }).first().click();
    await page.keyboard.press("Control+End");
    await big.getByRole("gridcell", { name: "9999999", exact: true }).waitFor();
    await big.getByRole("gridcell", { name: "9999999", exact: true }).hover();
    await page.mouse.wheel(0, -280);
    await big.getByRole("gridcell", { name: "9999980", exact: true }).waitFor();
    await page.keyboard.press("Control+Home");
    await big.getByRole("gridcell", { name: "0", exact: true }).first().waitFor();
  });

  it("of two thousand columns shows those in sight", async () => {
    await open("/notebooks/delays.drey.md", 1700);
    const wide = region("SQL cell 4");
    await wide.getByRole("button", { name: "Run cell" }).click();
    await wide.getByRole("gridcell", { name: "10001", exact: true }).waitFor();
    expect(await wide.getByRole("columnheader").count()).toBeLessThan(30);
    await wide.getByRole("gridcell", { name: "10001", exact: true }).click();
    await page.keyboard.press("End");
    await wide.getByRole("columnheader", { name: "c1999" }).waitFor();
    await wide.getByRole("gridcell", { name: "11999", exact: true }).waitFor();
  });

  it("that is live moves, as table, changes and chart, and survives a reload", async () => {
    await open(`/notebooks/${FLIGHTS}`, 1500);
    const live = () => region("SQL cell 5");
    await live().getByRole("button", { name: "Run cell" }).click();
    await live().getByText("upsert by (window_start, carrier)").waitFor();
    const count = async () =>
      Number.parseInt(
        (
          await live()
            .getByText(/changes in/)
            .textContent()
        )?.replace(/,/g, "") ?? "",
        10,
      );
    const first = await count();
    await expect.poll(count).toBeGreaterThan(first);
    await live().getByRole("radio", { name: "Changes" }).check();
    await live().getByRole("gridcell", { name: "became" }).first().waitFor();
    await screenshots(page, "changes");
    await live().getByRole("radio", { name: "Chart" }).check();
    await live().getByRole("img", { name: "Line chart of cnt by window_start" }).waitFor();
    await page.waitForTimeout(600);
    await screenshots(page, "chart-line");
    await expect
      .poll(
        () =>
          server.notebooks.get(FLIGHTS)?.blocks.find((it) => it.id === "live_counts")?.attributes,
      )
      .toEqual({ mode: "streaming", show: "line:window_start,cnt,carrier" });
    await page.reload();
    await live().getByRole("img", { name: "Line chart of cnt by window_start" }).waitFor();
    expect(problems).toEqual([]);
  });

  it("is drawn as bars with two clicks", async () => {
    await open(`/notebooks/${FLIGHTS}`, 1500);
    const cellRegion = region("SQL cell 3");
    await cellRegion.getByRole("button", { name: "Run cell" }).click();
    await cellRegion.getByRole("radio", { name: "Chart" }).check();
    await cellRegion.getByLabel("Kind of chart").selectOption("bar");
    await cellRegion.getByLabel("Across").selectOption("carrier");
    await cellRegion.getByRole("img", { name: "Bar chart of mean_delay by carrier" }).waitFor();
    await screenshots(page, "chart-bar");
  });

  it("shows several results in tabs and a value aside", async () => {
    await open("/notebooks/delays.drey.md", 1200);
    const two = region("SQL cell 2");
    await two.getByRole("button", { name: "Run cell" }).click();
    await two.getByRole("tab", { name: "2 · SELECT" }).waitFor();
    await two.getByRole("tab", { name: "1 · SHOW TABLES" }).click();
    await two.getByRole("gridcell", { name: "airports" }).dblclick();
    await page.getByRole("dialog").getByText("Row 2 · STRING").waitFor();
    await page.keyboard.press("Escape");
    await two.getByRole("tab", { name: "Messages" }).click();
    await two.getByText("View delays was created.").waitFor();
  });

  it("is asked for only while it can be seen", async () => {
    await open(`/notebooks/${FLIGHTS}`, 700);
    const live = region("SQL cell 5");
    await live.scrollIntoViewIfNeeded();
    await live.getByRole("button", { name: "Run cell" }).click();
    await live.getByRole("gridcell").first().waitFor();
    await page.evaluate(() => document.querySelector("main")?.scrollTo({ top: 0 }));
    await page.getByLabel("Notebook title").click();
    await page.evaluate(() => {
      const filler = document.createElement("div");
      filler.style.height = "4000px";
      document.querySelector("main")?.prepend(filler);
      document.querySelector("main")?.scrollTo({ top: 0 });
    });
    await page.waitForTimeout(500);
    const acks = server.acks;
    await page.waitForTimeout(700);
    expect(server.acks).toBe(acks);
  });
});

describe("the connection", () => {
  it("says when it is gone, and comes back by itself", async () => {
    await open(`/notebooks/${FLIGHTS}`, 1500);
    const live = region("SQL cell 5");
    await live.getByRole("button", { name: "Run cell" }).click();
    await live.getByRole("gridcell").first().waitFor();
    const port = Number(new URL(base).port);
    await server.stop();
    await page.getByText("Reconnecting").waitFor();
    await live.getByText(/as of \d\d:\d\d:\d\d/).waitFor();
    await screenshots(page, "reconnecting");
    await server.start(port);
    await page.getByText("Connected", { exact: true }).waitFor();
    await live.getByText(/as of/).waitFor({ state: "detached" });
  });
});

describe("the keyboard", () => {
  it("opens the palette and the help, and goes places", async () => {
    await open("/");
    await page.getByRole("heading", { name: "Home", level: 1 }).waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill("go jobs");
    await screenshots(page, "palette");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Jobs", level: 1 }).waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("s");
    await page.getByRole("heading", { name: "Status", level: 1 }).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog").getByText("Go to notebooks").waitFor();
    await screenshots(page, "help");
  });

  it("runs with Shift+Enter and goes on to the next cell", async () => {
    await open(`/notebooks/${FLIGHTS}`);
    await region("SQL cell 2").locator(".cm-content").click();
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.press("Shift+Enter");
    await page.getByText("Table flights was created.").waitFor();
    await page.getByText("912345").waitFor();
    expect(textOf(FLIGHTS, "flights_table")).not.toMatch(/\n$/);
  });
});

describe("jobs and logs", () => {
  it("leads from a job to its cell, also while answers above grow", async () => {
    await open(`/notebooks/${FLIGHTS}`, 700);
    await region("SQL cell 3").getByRole("button", { name: "Run cell" }).click();
    await page.getByText("912345").waitFor();
    await page.getByRole("link", { name: "Jobs" }).click();
    await page.getByRole("link", { name: "live_counts" }).click();
    const linked = region("SQL cell 5");
    await expect
      .poll(async () => Math.round((await linked.boundingBox())?.y ?? 0))
      .toBeLessThan(200);
    expect((await linked.boundingBox())?.y).toBeGreaterThan(40);
    expect(await linked.getAttribute("data-selected")).toBe("true");
  });

  it("stops a job after a clear question", async () => {
    await open("/jobs");
    await page.getByRole("button", { name: /^Stop INSERT|^Stop insert/ }).click();
    await page.getByText("Its state is not kept", { exact: false }).waitFor();
    await screenshots(page, "stop-job");
    await page.getByRole("button", { name: "Stop it" }).click();
    await page.getByText("Nothing runs now").waitFor();
  });

  it("shows a log one click away", async () => {
    await open("/status");
    await page.getByRole("button", { name: "Show the log of jobmanager" }).click();
    await page.getByText("Checkpoint 79 completed").waitFor();
    await page.getByLabel("Find in the log").fill("Checkpoint 17 ");
    await page.getByText("Checkpoint 79 completed").waitFor({ state: "detached" });
    await screenshots(page, "log");
  });
});
