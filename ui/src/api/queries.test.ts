import { describe, expect, it } from "vitest";
import type { RunInfo } from "./generated/schemas";
import { withRuns } from "./queries";

const run = (id: string, version: number): RunInfo => ({
  id,
  version,
  kernelId: "k-1",
  notebook: "n.drey.md",
  cell: "a",
  language: "sql",
  mode: null,
  source: "SELECT 1",
  state: "running",
  queuedAt: "2026-01-01T00:00:00Z",
  startedAt: null,
  endedAt: null,
  elapsedMillis: null,
  statements: [],
  error: null,
  warnings: [],
  progress: null,
});
const said = (runs: RunInfo[]) => runs.map((it) => `${it.id}@${it.version}`);

describe("withRuns", () => {
  it("puts new runs first, the last told before the others", () => {
    expect(said(withRuns([run("a", 1)], [run("b", 1), run("c", 1)]))).toEqual([
      "c@1",
      "b@1",
      "a@1",
    ]);
    expect(said(withRuns(undefined, [run("a", 1)]))).toEqual(["a@1"]);
  });

  it("keeps the newest state of each, in whatever order they are told", () => {
    const known = [run("a", 3), run("b", 1)];
    expect(said(withRuns(known, [run("b", 2), run("a", 2), run("b", 4), run("b", 3)]))).toEqual([
      "a@3",
      "b@4",
    ]);
    expect(said(withRuns(known, [run("c", 2), run("c", 1)]))).toEqual(["c@2", "a@3", "b@1"]);
  });
});
