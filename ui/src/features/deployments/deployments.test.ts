import { describe, expect, it } from "vitest";
import type { DeploymentInfo } from "@/api";
import { actsFor, commandLine, isPossible, LATEST } from "./acts";
import {
  chosenVerdicts,
  countVerdicts,
  type Listing,
  listed,
  withSort,
  withVerdict,
} from "./listing";

const deployment = (name: string, more: Partial<DeploymentInfo> = {}): DeploymentInfo => ({
  id: name,
  name,
  version: 1,
  desired: "RUNNING",
  verdict: "RUNNING",
  why: "It runs",
  evidence: [],
  since: "2026-01-01T00:00:00Z",
  cluster: "local",
  attempt: 1,
  jobId: null,
  latestRestorePoint: null,
  latestRestorePointAt: null,
  specVersion: 1,
  labels: {},
  createdAt: "2026-01-01T00:00:00Z",
  updatedAt: "2026-01-01T00:00:00Z",
  ...more,
});

const ALL = [
  deployment("Orders", { labels: { team: "shop" }, since: "2026-01-03T00:00:00Z" }),
  deployment("clicks", { verdict: "FAILED", cluster: "big" }),
  deployment("bills", {
    verdict: "STOPPED",
    desired: "STOPPED",
    latestRestorePointAt: "2026-01-02T00:00:00.5Z",
  }),
];

const names = (listing: Listing) => listed(ALL, listing).map((it) => it.name);

describe("the listing", () => {
  it("finds by every word, in names and labels, and filters", () => {
    expect(names({})).toEqual(["bills", "clicks", "Orders"]);
    expect(names({ find: "TEAM=shop ord" })).toEqual(["Orders"]);
    expect(names({ verdict: "failed,stopped" })).toEqual(["bills", "clicks"]);
    expect(names({ cluster: "big", find: "ord" })).toEqual([]);
  });

  it("puts first what needs somebody, or is newest", () => {
    expect(names({ sort: "verdict" })).toEqual(["clicks", "Orders", "bills"]);
    expect(names({ sort: "-verdict" })).toEqual(["bills", "Orders", "clicks"]);
    expect(names({ sort: "since" })[0]).toBe("Orders");
    expect(names({ sort: "point" })[0]).toBe("bills");
    expect(names({ sort: "nonsense" })).toEqual(names({}));
  });

  it("is told by the address, which says nothing of what is usual", () => {
    const failed = withVerdict({ find: "x" }, "FAILED");
    expect(failed).toEqual({ find: "x", verdict: "failed" });
    expect(chosenVerdicts(withVerdict(failed, "CONFLICT"))).toEqual(["CONFLICT", "FAILED"]);
    expect(withVerdict(failed, "FAILED")).toEqual({ find: "x" });
    expect(withSort({}, "since")).toEqual({ sort: "since" });
    expect(withSort({ sort: "since" }, "since")).toEqual({ sort: "-since" });
    expect(withSort({ sort: "-since" }, "name")).toEqual({});
    expect(withSort({}, "name")).toEqual({ sort: "-name" });
  });

  it("counts every verdict", () => {
    expect(countVerdicts(ALL).filter(([, n]) => n > 0)).toEqual([
      ["FAILED", 1],
      ["RUNNING", 1],
      ["STOPPED", 1],
    ]);
  });
});

describe("what can be asked for", () => {
  it("fits what is wanted and what is", () => {
    expect(actsFor(deployment("a"))).toContain("savepoint");
    expect(actsFor(deployment("a", { verdict: "DEGRADED" }))).not.toContain("savepoint");
    expect(actsFor(deployment("a", { verdict: "FAILED" }))).toEqual(["start", "stop", "delete"]);
    const suspended = deployment("a", { desired: "SUSPENDED", verdict: "SUSPENDED" });
    expect(actsFor(suspended)).toEqual(["resume", "delete"]);
    expect(isPossible("start", suspended)).toBe(true);
    expect(isPossible("stop", suspended)).toBe(false);
  });

  it("is a line for the terminal", () => {
    expect(commandLine("stop", "orders", LATEST)).toBe("./drey deployment stop orders");
    expect(commandLine("delete", "a b", LATEST)).toBe("./drey deployment delete 'a b'");
    expect(
      commandLine("start", "Bücher", { from: "PATH", path: "file:/x/chk-1", mayDropState: true }),
    ).toBe("./drey deployment start Bücher --from file:/x/chk-1 --drop-state");
    expect(commandLine("restart", "a", { ...LATEST, from: "NONE" })).toBe(
      "./drey deployment restart a --from none",
    );
    expect(commandLine("stop", "a", { ...LATEST, from: "NONE" })).toBe("./drey deployment stop a");
  });
});
