import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accessibilityProblems, launch, openPage, screenshots } from "./browser";
import { cell, prose } from "./fake/notebooks";
import { FakeServer } from "./fake/server";

const PATH = "shop.drey.md";

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
  server.notebooks.put(PATH, [prose("# Shop"), cell("one", "SELECT * FROM "), cell("two", "x")]);
  base = await server.start();
});
afterEach(async () => {
  expect(problems).toEqual([]);
  await page.context().close();
  await server.stop();
});

async function open(options: { width?: number; height?: number } = {}): Promise<void> {
  ({ page, problems } = await openPage(browser, base, `/notebooks/${PATH}`, options));
  await page.getByRole("heading", { level: 1 }).first().waitFor();
}
async function openWithKernel(options: { width?: number; height?: number } = {}): Promise<void> {
  await open(options);
  await page.keyboard.press("Control+b");
  await page.getByRole("button", { name: "Start kernel" }).click();
  await item("flights, table").waitFor();
}
const item = (name: string) => page.getByRole("treeitem", { name, exact: true });
const texts = () => server.notebooks.get(PATH)?.blocks.map((block) => block.text);

describe("the side bar", () => {
  it("says when there is no kernel yet and starts one", async () => {
    await open();
    await page.getByRole("button", { name: "Tables at the side" }).click();
    await page.getByText("No kernel yet").waitFor();
    await screenshots(page, "catalog-no-kernel");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Start kernel" }).click();
    await item("flights, table").waitFor();
    await screenshots(page, "catalog");
    expect(await accessibilityProblems(page)).toEqual([]);

    await page.reload();
    await item("airports temporary, table").waitFor();
    await page.getByRole("button", { name: "Hide the tables" }).click();
    expect(await page.getByRole("tree").count()).toBe(0);
  });

  it("is walked by the arrows and opens what is asked for", async () => {
    await openWithKernel();
    const tree = page.getByRole("tree");
    await tree.focus();
    const active = () =>
      tree.evaluate(
        (it) =>
          document.getElementById(it.getAttribute("aria-activedescendant") ?? "")?.textContent,
      );
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowUp");
    expect(await active()).toContain("pg");
    await page.keyboard.press("ArrowRight");
    await item("public, database").waitFor();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.getByText("500 of 5,000: find the rest by typing").waitFor();
    await page.keyboard.press("ArrowLeft");
    expect(await item("events_0000, table").count()).toBe(0);
    await page.keyboard.press("Home");
    expect(await active()).toContain("default_catalog");
  });

  it("finds over everything while one types, fast", async () => {
    await openWithKernel();
    await page.getByRole("region", { name: "SQL cell 2" }).locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Escape");
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await page.keyboard.type("events_47");
    await item("events_4700 pg.public, table").waitFor();
    expect(await page.getByRole("treeitem").count()).toBe(100);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("events");
    await page.getByText("The first 200 of 5,000.").waitFor();
    const start = Date.now();
    await page.keyboard.type("_4711");
    await expect.poll(() => page.getByRole("treeitem").count()).toBe(1);
    expect(Date.now() - start).toBeLessThan(1500);
    await screenshots(page, "catalog-find");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await expect.poll(texts).toContain("SELECT * FROM pg.public.events_4711");
  });

  it("finds tables by their columns and says what it left out", async () => {
    await openWithKernel();
    await page.getByLabel("Find a table, view, function or column").fill("flight_i");
    await item("airports .flight_id default_catalog.default_database, table").waitFor();
    await page.getByText("Columns of 4,990 tables were not searched").waitFor();
    await screenshots(page, "catalog-find-column");
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it("asks again after a statement that made a table", async () => {
    await openWithKernel();
    server.catalog.tables = [
      ...server.catalog.tables,
      { ...server.catalog.tables[2], name: "fresh_one" } as (typeof server.catalog.tables)[0],
    ];
    await page.getByRole("region", { name: "SQL cell 3" }).locator(".cm-content").click();
    await page.keyboard.type("CREATE TABLE fresh_one");
    await page.keyboard.press("Control+Enter");
    await item("fresh_one, table").waitFor();
  });

  it("puts names and whole queries in, quoted where they must be", async () => {
    await openWithKernel();
    const first = page.getByRole("region", { name: "SQL cell 2" });
    await first.locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    await item("my orders, table").hover();
    await page.getByRole("button", { name: "Insert the name my orders" }).click();
    await expect.poll(texts).toContain("SELECT * FROM `my orders`");
    await item("flights, table").dragTo(
      page.getByRole("region", { name: "SQL cell 3" }).locator(".cm-content"),
    );
    await expect.poll(texts).toContainEqual(expect.stringContaining("flights"));
    await item("delayed, view").click();
    await page.getByRole("button", { name: "Insert SELECT" }).click();
    await expect.poll(texts).toContain("SELECT flight_id, `date`, late\nFROM delayed");
  });

  it("teaches how to begin where there are no tables", async () => {
    server.catalog.tables = [];
    await open();
    await page.keyboard.press("Control+b");
    await page.getByRole("button", { name: "Start kernel" }).click();
    await page.getByText("No tables yet").waitFor();
    await screenshots(page, "catalog-empty");
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it("lies over a narrow page as a drawer", async () => {
    await openWithKernel({ width: 400, height: 800 });
    await screenshots(page, "catalog-phone");
    expect(await accessibilityProblems(page)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(400);
    await page.getByRole("tree").focus();
    await page.keyboard.press("Escape");
    expect(await page.getByRole("tree").count()).toBe(0);
  });
});

describe("an object", () => {
  it("is told in full", async () => {
    await openWithKernel();
    await item("flights, table").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("computed as `delay` > 15").waitFor();
    await dialog.getByText("3,000,000, as the catalog says").waitFor();
    await screenshots(page, "catalog-object");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await item("half temporary, function").click();
    await page.getByText("half(number => INT)").waitFor();
  });

  it("is previewed by a run that leaves nothing behind", async () => {
    await openWithKernel();
    await item("flights, table").click();
    await page.getByRole("button", { name: "Preview", exact: true }).click();
    await page.getByText("At most 50 rows").waitFor();
    await page.getByRole("dialog").getByText("912345").waitFor();
    const run = [...server.runs.values()].at(-1);
    expect(run?.source).toBe("SELECT * FROM default_catalog.default_database.flights");
    expect(run?.cell).toBeNull();
    await screenshots(page, "catalog-preview");
    await page.keyboard.press("Escape");
    await expect.poll(() => server.removed).toHaveLength(1);
  });
});

describe("a new table", () => {
  it("takes its columns from a file and is made by a cell", async () => {
    await openWithKernel();
    await page.getByRole("button", { name: "New table" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("File or folder").fill("/data/nothing.csv");
    await dialog.getByRole("button", { name: "Look into it" }).click();
    await dialog.getByRole("alert").waitFor();
    await dialog.getByLabel("File or folder").fill("/data/orders.csv");
    await dialog.getByRole("button", { name: "Look into it" }).click();
    await dialog.getByText("The types are guessed from the first 1,000 rows.").waitFor();
    await dialog.getByLabel("id is part of the primary key").check();
    await dialog.getByLabel("Type of column 2").fill("VARCHAR(20)");
    await dialog.getByLabel("Column with the time of a row").selectOption("at");
    await dialog.getByLabel("Rows may be late by").fill("x");
    await dialog.getByText("A number such as 5").waitFor();
    expect(await dialog.getByRole("button", { name: "Insert and run" }).isDisabled()).toBe(true);
    await dialog.getByLabel("Rows may be late by").fill("2");
    await dialog.getByLabel("Unit of it").selectOption("minutes");
    await dialog.getByText("The parser and the connector take it.").waitFor();
    await screenshots(page, "catalog-new-table");
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Insert and run" }).click();
    await page.getByText("Table flights was created.").waitFor();
    await expect.poll(texts).toContain(`CREATE TABLE orders (
  id BIGINT NOT NULL,
  \`order\` VARCHAR(20),
  \`at\` TIMESTAMP(3),
  WATERMARK FOR \`at\` AS \`at\` - INTERVAL '2' MINUTE,
  PRIMARY KEY (id) NOT ENFORCED
) WITH (
  'connector' = 'filesystem',
  'path' = '/data/orders.csv',
  'format' = 'csv',
  'csv.field-delimiter' = ';'
)`);
  });

  it("takes its columns and its key from a table of a database", async () => {
    await openWithKernel();
    await page.getByRole("button", { name: "New table" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "Database" }).check({ force: true });
    await dialog.getByLabel("Password", { exact: true }).fill("geheim");
    await dialog.getByRole("button", { name: "Test the connection" }).click();
    await dialog.getByText("Connected to PostgreSQL 15.").waitFor();
    await dialog.getByRole("radio", { name: "orders" }).check();
    await dialog.getByText("The types are guessed").waitFor();
    expect(await dialog.getByLabel("id is part of the primary key").isChecked()).toBe(true);
    await dialog.getByText("The password stands in the cell").waitFor();
    await dialog.getByRole("button", { name: "Insert as a cell" }).click();
    await expect.poll(texts).toContainEqual(expect.stringContaining("'table-name' = 'orders'"));
  });

  it("writes no columns of one table under the name of another", async () => {
    await openWithKernel();
    await page.getByRole("button", { name: "New table" }).click();
    const dialog = page.getByRole("dialog");
    const statement = dialog.locator("pre").last();
    const columns = () => statement.textContent();
    await dialog.getByLabel("File or folder").fill("/data/orders.csv");
    await dialog.getByRole("button", { name: "Look into it" }).click();
    await dialog.getByText("The types are guessed").waitFor();
    expect(await columns()).toContain("`order` STRING");

    await dialog.getByLabel("File or folder").fill("/data/customers.csv");
    expect(await columns()).not.toContain("`order` STRING");

    await dialog.getByLabel("File or folder").fill("/data/orders.csv");
    let openGate = () => {};
    server.catalog.probeGate = new Promise((resolve) => {
      openGate = resolve;
    });
    await dialog.getByRole("button", { name: "Look into it" }).click();
    const insert = dialog.getByRole("button", { name: "Insert as a cell" });
    await expect.poll(() => insert.isDisabled()).toBe(true);
    await dialog.getByLabel("File or folder").fill("/data/customers.csv");
    const answer = page.waitForResponse(/probe/);
    openGate();
    await answer;
    await dialog.getByText("The parser and the connector take it.").waitFor();
    expect(await columns()).not.toContain("`order` STRING");
    expect(await columns()).not.toContain("csv.field-delimiter");
  });

  it("is left behind with its notebook", async () => {
    server.notebooks.put("other.drey.md", [prose("# Other"), cell("one", "SELECT 1")]);
    await openWithKernel();
    await page.evaluate(() => history.pushState(null, "", "/notebooks/other.drey.md"));
    await page.getByRole("heading", { name: "Other" }).first().waitFor();
    await page.getByRole("button", { name: "Start kernel" }).click();
    await page.getByRole("button", { name: "New table" }).click();
    await page.getByRole("dialog").waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "Shop" }).first().waitFor();
    await item("flights, table").waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  it("finds a topic and reads its messages", async () => {
    await openWithKernel();
    await page.getByRole("button", { name: "New table" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "Kafka" }).check({ force: true });
    await dialog.getByLabel("Brokers").fill("nobody:9092");
    await dialog.getByRole("button", { name: "Test the connection and list topics" }).click();
    await dialog.getByRole("alert").waitFor();
    await dialog.getByLabel("Brokers").fill("broker:9092");
    await dialog.getByLabel("Security").selectOption("SASL_PLAINTEXT");
    await dialog.getByLabel("User").fill("me");
    await dialog.getByLabel("Password", { exact: true }).fill("geheim");
    await dialog.getByRole("button", { name: "Test the connection and list topics" }).click();
    await dialog.getByText("Kafka shows 31 topics").waitFor();
    expect(await dialog.getByRole("radio", { name: "__consumer_offsets" }).count()).toBe(0);
    await dialog.getByLabel("Internal ones too (1)").check();
    await dialog.getByRole("radio", { name: "__consumer_offsets" }).waitFor();
    await dialog.getByLabel("Filter: Topic").fill("ord");
    await dialog.getByRole("radio", { name: "orders" }).check();
    await dialog.getByText("about 31,415").waitFor();
    await dialog.getByText("3 of the messages").click();
    await dialog.getByText('{"id":2,"name":"tea"}').waitFor();
    await dialog.getByRole("button", { name: "timestamp", exact: true }).click();
    await dialog.getByLabel("Column with the time of a row").selectOption("kafka_time");
    await screenshots(page, "catalog-new-kafka");
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByLabel("Keys of messages").selectOption("rows");
    await dialog.getByLabel("message_key is part of the primary key").waitFor();
    expect(await dialog.getByLabel("Read from").count()).toBe(0);
    await dialog.getByLabel("Keys of messages").selectOption("none");
    await expect.poll(() => dialog.getByLabel("message_key is part").count()).toBe(0);
    expect(await dialog.getByLabel("Name of column 3").inputValue()).toBe("kafka_time");
    await dialog.getByRole("button", { name: "Insert as a cell" }).click();
    await expect.poll(texts).toContain(`CREATE TABLE orders (
  id BIGINT,
  name STRING,
  kafka_time TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR kafka_time AS kafka_time - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'properties.bootstrap.servers' = 'broker:9092',
  'properties.security.protocol' = 'SASL_PLAINTEXT',
  'properties.sasl.mechanism' = 'PLAIN',
  'properties.sasl.jaas.config' = 'org.apache.kafka.common.security.plain.PlainLoginModule required username="me" password="geheim";',
  'topic' = 'orders',
  'format' = 'json',
  'scan.startup.mode' = 'earliest-offset'
)`);
  });

  it("takes any connector with the options it has", async () => {
    await openWithKernel();
    await page.getByRole("button", { name: "New table" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "Other" }).check({ force: true });
    await dialog.getByLabel("Connector", { exact: true }).selectOption("gelf");
    await dialog.getByLabel("host *").fill("logs");
    await dialog.getByLabel("format *").selectOption("json");
    await dialog.getByLabel("Add an option").click();
    await dialog.getByLabel("Add an option").fill("sent again");
    await page.getByRole("option", { name: "retry.delay" }).click();
    await dialog.getByLabel("retry.delay", { exact: true }).fill("3 s");
    await dialog.getByLabel("Or by its key").fill("fields.id.name");
    await page.keyboard.press("Enter");
    await dialog.getByLabel("fields.id.name", { exact: true }).fill("number");
    await screenshots(page, "catalog-new-other");
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Remove retry.delay" }).click();
    await dialog.getByRole("button", { name: "Insert as a cell" }).click();
    await expect.poll(texts).toContainEqual(
      expect.stringContaining(`) WITH (
  'connector' = 'gelf',
  'host' = 'logs',
  'format' = 'json',
  'fields.id.name' = 'number'
)`),
    );
  });

  it("says what is wrong with the statement, on a phone as well", async () => {
    await openWithKernel({ width: 390, height: 800 });
    await page.getByRole("button", { name: "New table" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name of the new table").fill("flihgts");
    await dialog.getByText("There is no table").waitFor();
    await dialog.getByRole("radio", { name: "Kafka" }).check({ force: true });
    await dialog.getByLabel("Brokers").fill("broker:9092");
    await dialog.getByRole("button", { name: "Test the connection and list topics" }).click();
    await dialog.getByRole("radio", { name: "clicks_1", exact: false }).first().check();
    await dialog.getByText("about 31,415").waitFor();
    await screenshots(page, "catalog-new-phone");
    expect(await accessibilityProblems(page)).toEqual([]);
    const wide = await dialog.evaluate((it) => it.scrollWidth - it.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });
});
