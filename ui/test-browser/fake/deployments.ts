import type {
  Attempt,
  DeploymentEvent,
  DeploymentInfo,
  DeploymentRequest,
  DeploymentSpec,
  Desired,
  RestorePoint,
  Verdict,
} from "@/api/generated/schemas";

const MINUTE = 60_000;
const JOB = "a".repeat(32);

const WHY: Partial<Record<Verdict, string>> = {
  RUNNING: "All 8 tasks run",
  DEGRADED: "Flink restarts the job by itself, for the 3rd time in succession",
  WAITING: "It is started again in 32 s: attempt 4 failed",
  FAILED: "It has failed and would fail again: Table 'orders' was not found",
  UNREACHABLE: "The cluster does not answer: connection refused",
  STOPPED: "A user asked to stop",
  SUSPENDED: "A user asked to suspend",
  FINISHED: "The job has done its work",
  STARTING: "Attempt 1 is being submitted",
  STOPPING: "A savepoint is being made",
};

/** Deployments as a server keeps them, without anything that runs. */
export class FakeDeployments {
  private readonly all = new Map<string, DeploymentInfo>();
  private readonly specs = new Map<string, DeploymentSpec>();
  private readonly listeners = new Set<
    (changed: DeploymentInfo[], gone: string[], isWhole: boolean) => void
  >();
  /** What was asked for, as `stop orders`. */
  readonly asked: string[] = [];
  private next = 1;

  put(name: string, verdict: Verdict, more: Partial<DeploymentInfo> = {}): DeploymentInfo {
    const before = this.all.get(name);
    const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE).toISOString();
    const info: DeploymentInfo = {
      id: String(this.next++).padStart(32, "0"),
      name,
      desired: desiredOf(verdict),
      why: WHY[verdict] ?? verdict,
      evidence: [
        { at: ago(0.1), source: "cluster local", text: `job ${JOB.slice(0, 8)} is ${verdict}` },
        { at: ago(3), source: "keeper", text: "attempt 2 was submitted from checkpoint 41" },
      ],
      since: ago(3),
      cluster: "local",
      attempt: 2,
      jobId: JOB,
      latestRestorePoint: "file:/home/ada/.drey/deployments/x/checkpoints/2/chk-41",
      latestRestorePointAt: ago(0.2),
      specVersion: 1,
      labels: {},
      version: 1,
      createdAt: ago(600),
      ...before,
      ...more,
      verdict,
      updatedAt: new Date().toISOString(),
    };
    this.all.set(name, info);
    for (const listener of this.listeners) {
      listener([info], [], false);
    }
    return info;
  }

  /** One of each kind. */
  demo(): void {
    this.put("orders-to-warehouse", "RUNNING", { labels: { team: "shop" } });
    this.put("Clicks per page", "DEGRADED", { labels: { team: "web", tier: "2" } });
    this.put("invoices", "FAILED", { latestRestorePoint: null, latestRestorePointAt: null });
    this.put("flights", "WAITING");
    this.put("alerts", "UNREACHABLE", { cluster: "yard" });
    this.put("backfill-2025", "FINISHED", { desired: "RUNNING" });
    this.put("fraud", "SUSPENDED");
    this.put("sessions", "STARTING");
  }

  remove(name: string): void {
    const info = this.all.get(name);
    this.all.delete(name);
    for (const listener of this.listeners) {
      listener([], info === undefined ? [] : [info.id], false);
    }
  }

  watch(
    name: string | null,
    tell: (deployments: DeploymentInfo[], gone: string[], isWhole: boolean) => void,
  ): () => void {
    const filtered: typeof tell = (changed, gone, isWhole) =>
      tell(
        changed.filter((it) => name === null || it.name === name),
        gone,
        isWhole,
      );
    filtered([...this.all.values()], [], true);
    this.listeners.add(filtered);
    return () => this.listeners.delete(filtered);
  }

  /** Answers a call; null for a deployment that is not there. */
  answer(method: string, [name = "", part]: string[], body: object): unknown {
    if (method === "POST" && name === "") {
      return this.deploy(body as DeploymentRequest);
    }
    const info = this.all.get(name);
    if (info === undefined) {
      return null;
    }
    switch (part) {
      case "spec":
        return this.specs.get(name) ?? { ...SPEC, cluster: info.cluster };
      case "events":
        return EVENTS.map((it, i) => ({ ...it, number: EVENTS.length - i }));
      case "attempts":
        return ATTEMPTS;
      case "restore-points":
        return info.latestRestorePoint === null ? [] : points(info.latestRestorePoint);
      case "act": {
        const { act } = body as { act: string };
        this.asked.push(`${act.toLowerCase()} ${name} ${JSON.stringify(body)}`);
        return this.put(name, VERDICTS[act] ?? "STARTING", {
          desired: act === "STOP" || act === "CANCEL" ? "STOPPED" : "RUNNING",
          why: `A user asked to ${act.toLowerCase()}`,
        });
      }
      default:
        this.asked.push(`delete ${name}`);
        this.remove(name);
        return info;
    }
  }

  private deploy({ name, spec }: DeploymentRequest): DeploymentInfo | "taken" {
    if (this.all.has(name)) {
      return "taken";
    }
    this.specs.set(name, spec);
    return this.put(name, "STARTING", { attempt: null, jobId: null, latestRestorePointAt: null });
  }
}

const VERDICTS: Record<string, Verdict> = {
  STOP: "STOPPING",
  SUSPEND: "STOPPING",
  CANCEL: "STOPPING",
  SAVEPOINT: "RUNNING",
};

function desiredOf(verdict: Verdict): Desired {
  return verdict === "STOPPED" || verdict === "SUSPENDED" ? verdict : "RUNNING";
}

const at = (minutes: number) => new Date(Date.now() - minutes * MINUTE).toISOString();

const SPEC: DeploymentSpec = {
  acceptLoss: null,
  parameters: {},
  variables: {},
  checkpointMillis: 10_000,
  cluster: "local",
  labels: {},
  parallelism: 2,
  restarts: null,
  settings: { "table.exec.state.ttl": "1 h" },
  script: `-- What was sold, into the warehouse.
CREATE TABLE orders (id BIGINT, amount DECIMAL(10, 2), at TIMESTAMP(3)) WITH (
  'connector' = 'kafka',
  'topic' = 'orders'
);

INSERT INTO warehouse
SELECT id, amount, at FROM orders WHERE amount > 0;
`,
};

const EVENTS: Omit<DeploymentEvent, "number">[] = [
  { at: at(3), source: "keeper", text: "is RUNNING: All 8 tasks run" },
  { at: at(3.1), source: "keeper", text: "attempt 2 runs" },
  { at: at(3.2), source: "keeper", text: "attempt 2 was submitted from checkpoint 41" },
  {
    at: at(3.4),
    source: "keeper",
    text: "attempt 1 failed: java.io.IOException: No space left on device",
  },
  { at: at(70), source: "user", text: "asked to start" },
  { at: at(600), source: "user", text: "created" },
];

const ATTEMPTS: Attempt[] = [2, 1].map((number) => ({
  number,
  jobId: String(number).repeat(32),
  specVersion: 1,
  generation: 1,
  restoredFrom: number === 1 ? null : "file:/home/ada/.drey/deployments/x/checkpoints/1/chk-41",
  intendedAt: at(number === 1 ? 70 : 3.2),
  acceptedAt: at(3.1),
  runningAt: at(3),
  endedAt: number === 1 ? at(3.4) : null,
  end: number === 1 ? "FAILED" : null,
  failure: null,
  why: number === 1 ? "java.io.IOException: No space left on device" : null,
}));

function points(newest: string): RestorePoint[] {
  const checkpoints = Array.from(
    { length: 9 },
    (_, i): RestorePoint => ({
      path: i === 0 ? newest : `${newest.replace(/\d+$/, "")}${41 - i}`,
      kind: i === 3 ? "SAVEPOINT" : "CHECKPOINT",
      attempt: i < 3 ? 2 : 1,
      checkpointId: 41 - i,
      at: at(0.2 + i / 6),
      bytes: 48_000_000 - i * 1_000_000,
      whyNot: i === 4 ? "2 of its 14 files are gone" : null,
    }),
  );
  return checkpoints;
}
