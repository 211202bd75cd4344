import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accessibilityProblems, launch, openPage, screenshots } from "./browser";
import { demo, FLIGHTS } from "./fake/demo";
import { cell, prose } from "./fake/notebooks";
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
  server.notebooks.put("team/europe/trains.drey.md", [cell("first", "SELECT 1")], "Trains");
  base = await server.start();
});
afterEach(async () => {
  await page.context().close();
  await server.stop();
});

async function open(path: string, height = 1000): Promise<void> {
  ({ page, problems } = await openPage(browser, base, path, { height }));
}

const paths = () => server.notebooks.list(() => 0).map((it) => it.path);
const item = (name: string) => page.getByRole("menuitem", { name, exact: true });
const more = (title: string) =>
  page.getByRole("button", { name: `More actions for ${title}`, exact: true });

describe("the list of notebooks", () => {
  it("shows folders, which close, and makes a notebook in one", async () => {
    await open("/notebooks");
    const europe = page.getByRole("button", { name: /^europe/ });
    await page.getByRole("link", { name: "Trains" }).waitFor();
    await screenshots(page, "folders");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: /^team/ }).click();
    await europe.waitFor({ state: "detached" });
    await page.getByRole("button", { name: /^team/ }).click();
    await page.getByRole("button", { name: "New notebook in team/europe" }).click();
    await page.getByText("An empty notebook").waitFor();
    expect(paths()).toContain("team/europe/untitled.drey.md");
    expect(problems).toEqual([]);
  });

  it("renames and moves, and says why it cannot", async () => {
    await open("/notebooks");
    await more("Trains").click();
    await item("Rename or move").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("File").fill(FLIGHTS);
    await dialog.getByRole("button", { name: "Rename" }).click();
    await dialog.getByText("A notebook of this name exists", { exact: false }).waitFor();
    await screenshots(page, "rename");
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByLabel("File").fill("../../etc/trains");
    await dialog.getByRole("button", { name: "Rename" }).click();
    await dialog.getByText("This cannot be a notebook's name", { exact: false }).waitFor();
    await dialog.getByLabel("File").fill("rails/night trains");
    await dialog.getByLabel("Notebook title").fill("Night trains");
    await dialog.getByRole("button", { name: "Rename" }).click();
    await page.getByRole("link", { name: "Night trains" }).waitFor();
    await page.getByRole("button", { name: /^rails/ }).waitFor();
    expect(server.notebooks.get("rails/night trains.drey.md")?.blocks[0]?.text).toBe(
      "# Night trains\n",
    );
    expect(problems).toEqual([]);
  });

  it("duplicates, deletes, and brings back what was deleted", async () => {
    await open("/notebooks");
    await more("Trains").click();
    await item("Duplicate").click();
    await page.getByText("The copy is team/europe/trains-2.drey.md.").waitFor();
    await more("Trains").first().click();
    await item("Delete notebook").click();
    await expect.poll(() => paths().filter((it) => it.includes("trains")).length).toBe(1);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => paths().filter((it) => it.includes("trains")).length).toBe(2);
    expect(problems).toEqual([]);
  });
});

describe("a search", () => {
  it("finds text in all notebooks and leads to its cell", async () => {
    await open("/notebooks");
    await page.getByLabel("Find in all notebooks").fill("MEAN_delay");
    const hit = page.getByRole("listitem").filter({ hasText: "by_carrier" }).first();
    expect(await hit.locator("mark").textContent()).toBe("mean_delay");
    await page.getByText("No notebook matches").waitFor();
    await screenshots(page, "search");
    expect(await accessibilityProblems(page)).toEqual([]);
    await hit.getByRole("link").click();
    await page.waitForURL(`${base}/notebooks/${FLIGHTS}#by_carrier`);
    await expect
      .poll(() => page.getByRole("region", { name: "SQL cell 3" }).getAttribute("data-selected"))
      .toBe("true");
    await page.goBack();
    expect(await page.getByLabel("Find in all notebooks").inputValue()).toBe("MEAN_delay");
    await page.getByLabel("Find in all notebooks").fill("nowhere");
    await page.getByText("No notebook has “nowhere” in its text.").waitFor();
    expect(problems).toEqual([]);
  });

  it("is one of the palette's ways", async () => {
    await open("/");
    await page.getByRole("heading", { name: "Home", level: 1 }).waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill("trains");
    await page.getByRole("option", { name: "Find “trains” in all notebooks" }).click();
    await page.getByRole("link", { name: "Trains", exact: true }).waitFor();
    await page.getByLabel("Find in all notebooks").press("Escape");
    expect(new URL(page.url()).search).toBe("?find=trains");
  });
});

describe("the trash", () => {
  const trash = () => page.getByRole("button", { name: /^Trash/ });
  const bringBack = (title: string) => page.getByRole("button", { name: `Bring back ${title}` });

  it("gives notebooks back, also under another name, or deletes them for ever", async () => {
    await open("/notebooks");
    await trash().click();
    await page.getByText("The trash is empty").waitFor();
    await more("Trains").click();
    await item("Delete notebook").click();
    await bringBack("Trains").click();
    await page.getByRole("link", { name: "Trains", exact: true }).waitFor();
    await more("Trains").click();
    await item("Delete notebook").click();
    server.notebooks.put("team/europe/trains.drey.md", [cell("first", "SELECT 2")], "New trains");
    await bringBack("Trains").waitFor();
    await screenshots(page, "trash");
    expect(await accessibilityProblems(page)).toEqual([]);
    await bringBack("Trains").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Another notebook is at team/europe/trains.drey.md now.").waitFor();
    await dialog.getByLabel("File").fill("team/old trains");
    await dialog.getByRole("button", { name: "Bring back" }).click();
    await page.getByRole("link", { name: "Trains", exact: true }).waitFor();
    expect(paths()).toContain("team/old trains.drey.md");
    await more("Trains").click();
    await item("Delete notebook").click();
    await page.getByRole("button", { name: "Empty the trash" }).click();
    await dialog.getByText("Delete 1 notebook for ever?").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Delete for ever" }).click();
    await page.getByText("The trash is empty").waitFor();
    expect(server.notebooks.trash()).toEqual([]);
    expect(problems).toEqual([]);
  });
});

describe("an open notebook", () => {
  it("goes on under its new path, also in another tab that has text to save", async () => {
    await open(`/notebooks/${FLIGHTS}`);
    await page.getByRole("region", { name: "SQL cell 2" }).waitFor();
    await page.getByRole("button", { name: "Run all" }).click();
    await page.getByText("912345").waitFor();
    const other = (await openPage(browser, base, `/notebooks/${FLIGHTS}`)).page;
    await other.getByText("912345").waitFor();
    await other.getByRole("region", { name: "SQL cell 3" }).locator(".cm-content").click();
    await other.keyboard.press("Control+Home");
    await other.keyboard.type("-- typed there\n");
    await page.getByRole("button", { name: "History, rename, duplicate or delete" }).click();
    await item("Rename or move").click();
    await page.getByRole("dialog").getByLabel("File").fill("moved/flights");
    await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
    await page.waitForURL(`${base}/notebooks/moved/flights.drey.md`);
    await other.waitForURL(`${base}/notebooks/moved/flights.drey.md`);
    // Who types stays where he is.
    await other.keyboard.type("-- and on\n");
    await page.getByText("912345").waitFor();
    await other.getByText("912345").waitFor();
    await expect
      .poll(
        () =>
          server.notebooks
            .get("moved/flights.drey.md")
            ?.blocks.find((block) => block.id === "by_carrier")?.text,
        { timeout: 8_000 },
      )
      .toMatch(/^-- typed there\n-- and on\n/);
    expect(paths()).not.toContain(FLIGHTS);
    await other.context().close();
    expect(problems).toEqual([]);
  });

  it("is duplicated, deleted and brought back", async () => {
    await open("/notebooks/team/europe/trains.drey.md");
    const menu = page.getByRole("button", { name: "History, rename, duplicate or delete" });
    await menu.click();
    await item("Duplicate").click();
    await page.waitForURL(`${base}/notebooks/team/europe/trains-2.drey.md`);
    await menu.click();
    await item("Delete notebook").click();
    await page.waitForURL(`${base}/notebooks`);
    expect(paths()).not.toContain("team/europe/trains-2.drey.md");
    await page.getByRole("button", { name: "Undo" }).click();
    await page.waitForURL(`${base}/notebooks/team/europe/trains-2.drey.md`);
    await page.getByRole("region", { name: "SQL cell 1" }).waitFor();
    expect(problems).toEqual([]);
  });

  it("offers what git left open as a choice, which can be undone", async () => {
    const marker = (text: string) => ({ ...prose(text), kind: "damaged" as const });
    const both = "<<<<<<< HEAD\nSELECT 1\n=======\nSELECT 2\n>>>>>>> topic";
    server.notebooks.put("merge.drey.md", [
      cell("inside", both),
      marker("<<<<<<< HEAD"),
      cell("mine", "SELECT 'mine'"),
      marker("======="),
      cell("other", "SELECT 'other'"),
      marker(">>>>>>> topic"),
    ]);
    await open("/notebooks/merge.drey.md");
    const inside = page.getByRole("region", { name: "Git left two versions of this cell" });
    const cells = page.getByRole("region", { name: "Git left two versions of the cells below" });
    await inside.getByText("SELECT 2").waitFor();
    await screenshots(page, "git-conflict");
    expect(await accessibilityProblems(page)).toEqual([]);
    await inside.getByRole("button", { name: "Take topic" }).click();
    await cells.getByRole("button", { name: "Take HEAD" }).click();
    const now = () => server.notebooks.get("merge.drey.md")?.blocks.map((it) => it.text);
    await expect.poll(now).toEqual(["SELECT 2", "SELECT 'mine'"]);
    await inside.waitFor({ state: "detached" });
    await cells.waitFor({ state: "detached" });
    expect(problems).toEqual([]);
  });

  it("has a history, with diffs by cell and the way back", async () => {
    await open(`/notebooks/${FLIGHTS}`);
    const text = () =>
      server.notebooks.get(FLIGHTS)?.blocks.find((block) => block.id === "by_carrier")?.text;
    const before = text();
    await page.getByRole("region", { name: "SQL cell 3" }).waitFor();
    const history = async () => {
      await page.getByRole("button", { name: "History, rename, duplicate or delete" }).click();
      await item("History").click();
    };
    const dialog = page.getByRole("dialog");
    await history();
    await dialog.getByText("Created").waitFor();
    await dialog.getByRole("button", { name: "Close" }).click();
    await page.getByRole("region", { name: "SQL cell 3" }).locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\n-- typed there");
    await history();
    await dialog.getByText("Edited").waitFor();
    await dialog.getByText("-- typed there").waitFor();
    await screenshots(page, "history");
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole("button", { name: /^Created/ }).click();
    await dialog.getByText("The first version; everything in it is new.").waitFor();
    await dialog.getByRole("radio", { name: "The notebook now" }).click();
    await dialog.getByText("-- typed there").waitFor();
    await dialog.getByRole("button", { name: "Restore this cell" }).click();
    await dialog.getByText("Version 1 restored").waitFor();
    expect(text()).toBe(before);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(text).toContain("-- typed there");
    await dialog.getByRole("button", { name: /^Created/ }).click();
    await dialog.getByRole("button", { name: "Restore this version" }).click();
    await expect.poll(text).toBe(before);
    await dialog.getByRole("button", { name: "Close" }).click();
    await expect
      .poll(() => page.getByRole("region", { name: "SQL cell 3" }).textContent())
      .not.toContain("-- typed there");
    expect(await page.getByText("both sides were joined").count()).toBe(0);
    expect(problems).toEqual([]);
  });
});
