import { describe, expect, it } from "vitest";
import { withNews } from "./deployments";
import type { DeploymentInfo } from "./generated/schemas";

const deployment = (id: string, name: string, version = 1): DeploymentInfo => ({
  id,
  name,
  version,
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
});

const said = (deployments: DeploymentInfo[]) => deployments.map((it) => `${it.name}@${it.version}`);

describe("withNews", () => {
  const known = [deployment("1", "a"), deployment("2", "c")];

  it("keeps what was not told of, in the order of names", () => {
    const deployments = [deployment("3", "b"), deployment("2", "c", 2)];
    expect(said(withNews(known, { isWhole: false, deployments, gone: [] }))).toEqual([
      "a@1",
      "b@1",
      "c@2",
    ]);
  });

  it("forgets what is no more, also where another has its name now", () => {
    const deployments = [deployment("4", "a", 7)];
    expect(said(withNews(known, { isWhole: false, deployments, gone: ["1"] }))).toEqual([
      "a@7",
      "c@1",
    ]);
  });

  it("begins anew with each connection", () => {
    const deployments = [deployment("3", "b")];
    expect(said(withNews(known, { isWhole: true, deployments, gone: [] }))).toEqual(["b@1"]);
    expect(withNews(null, { isWhole: true, deployments: [], gone: [] })).toEqual([]);
  });
});
