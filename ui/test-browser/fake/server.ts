import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { WebSocketServer } from "ws";
import type {
  JobInfo,
  KernelInfo,
  Problem,
  RunInfo,
  RunRequest,
  StatusInfo,
  TutorialInfo,
} from "@/api/generated/schemas";
import type { Edit } from "@/core/notebook/edits";
import { connectors, FakeCatalog } from "./catalog";
import { FakeDeployments } from "./deployments";
import { FakeHistory } from "./history";
import { idleKernel } from "./kernels";
import { check, completions, describe } from "./language";
import { FakeLive } from "./live";
import { FakeNotebooks, sessionOfFile } from "./notebooks";
import { explain, sessionOf } from "./plans";
import { problem } from "./problem";
import { answer } from "./queries";
import type { FakeResult } from "./results";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const MIME: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
  }
}

/** All that the page ever sends as a body, in one. A fake checks nothing. */
type Body = RunRequest & {
  position: number;
  token: string;
  title: string;
  baseVersion: string;
  edits: Edit[];
  notebook: string;
  path: string | null;
  to: string;
  options: Record<string, string>;
  block: string | null;
};

/** The published API, played by a few maps; for browser tests only. */
export class FakeServer {
  readonly notebooks = new FakeNotebooks();
  readonly history = new FakeHistory();
  readonly catalog = new FakeCatalog();
  readonly deployments = new FakeDeployments();
  /** The ids of results that were removed. */
  readonly removed: string[] = [];
  readonly runs = new Map<string, RunInfo>();
  readonly results = new Map<string, FakeResult>();
  readonly kernels = new Map<string, KernelInfo>();
  jobs: JobInfo[] = [];
  jobWatches = 0;
  tutorials: TutorialInfo[] = [];
  tokens = new Set<string>();
  /** Makes the next edits fail, as a full disk does. */
  refuseEdits: Problem | null = null;
  /** Makes the page another one, as an upgrade of the server does. */
  isUpgraded = false;
  acks = 0;
  readonly runListeners = new Set<(run: RunInfo) => void>();
  private readonly live = new FakeLive(this);
  private http: Server | null = null;
  private next = 1;

  async start(port = 0): Promise<string> {
    const http = createServer((request, response) => void this.handle(request, response));
    const upgrades = new WebSocketServer({ noServer: true });
    http.on("upgrade", (request, socket, head) => {
      upgrades.handleUpgrade(request, socket, head, (it) => this.live.serve(it));
    });
    await new Promise<void>((resolve) => http.listen(port, "127.0.0.1", resolve));
    this.http = http;
    const address = http.address();
    return `http://127.0.0.1:${typeof address === "object" ? address?.port : port}`;
  }

  async stop(): Promise<void> {
    this.dropSockets();
    const http = this.http;
    this.http = null;
    http?.closeAllConnections();
    await new Promise((resolve) => (http === null ? resolve(null) : http.close(resolve)));
  }

  dropSockets(): void {
    this.live.drop();
  }

  status(): StatusInfo {
    const since = new Date(Date.now() - 3_720_000).toISOString();
    const base = { version: "0.1.0", startedAt: since, note: null, state: "up" };
    return {
      version: "0.1.0",
      startedAt: since,
      dataDir: "/home/ada/.drey",
      processes: [
        { ...base, role: "server", name: "server", pid: 4101, port: 8470, memoryBytes: 168e6 },
        {
          ...base,
          role: "jobmanager",
          name: "jobmanager",
          pid: 4130,
          port: 8081,
          memoryBytes: 412e6,
        },
        {
          ...base,
          role: "taskmanager",
          name: "taskmanager",
          pid: 4131,
          port: null,
          memoryBytes: 655e6,
        },
        ...[...this.kernels.values()].map((it) => ({
          ...base,
          role: "kernel",
          name: it.id,
          pid: it.pid,
          port: null,
          memoryBytes: it.memoryBytes,
          state: it.state,
        })),
      ],
      cluster: {
        name: "local",
        state: "up",
        webUrl: "http://127.0.0.1:1/",
        flinkVersion: "1.20.3",
        slotsTotal: 8,
        slotsFree: 6,
        why: null,
      },
    };
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://fake");
    try {
      if (!url.pathname.startsWith("/api/v1/")) {
        await this.page(url.pathname, response);
        return;
      }
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      const text = Buffer.concat(chunks).toString();
      const path = decodeURIComponent(url.pathname.slice("/api/v1".length));
      const isSignedIn = request.headers.cookie?.includes("drey_session=ok") ?? false;
      if (!isSignedIn && !["/health", "/login"].includes(path)) {
        throw new Refusal(problem(401, "NOT_SIGNED_IN", "Not signed in"));
      }
      if (request.method !== "GET" && request.headers["x-drey"] !== "1") {
        throw new Refusal(problem(403, "FORBIDDEN", "Not allowed"));
      }
      const body: Body = text === "" ? {} : JSON.parse(text);
      const result = await this.route(request.method ?? "GET", path, url.searchParams, body);
      if (path === "/login") {
        response.setHeader("Set-Cookie", "drey_session=ok; Path=/; HttpOnly; SameSite=Strict");
      }
      if (typeof result === "string") {
        response.setHeader("Content-Type", "text/plain; charset=utf-8").end(result);
      } else {
        response.setHeader("Content-Type", "application/json").end(JSON.stringify(result ?? {}));
      }
    } catch (error) {
      const it =
        error instanceof Refusal
          ? error.problem
          : problem(500, "INTERNAL", "Something went wrong", String(error));
      response.writeHead(it.status, { "Content-Type": "application/problem+json" });
      response.end(JSON.stringify(it));
    }
  }

  private async page(path: string, response: ServerResponse): Promise<void> {
    const name =
      path.startsWith("/assets/") || path === "/favicon.svg" ? path.slice(1) : "index.html";
    response.setHeader("Content-Type", MIME[extname(name)] ?? "application/octet-stream");
    response.setHeader(
      "Content-Security-Policy",
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'",
    );
    const file = await readFile(DIST + name);
    const isRenamed = this.isUpgraded && name === "index.html";
    response.end(isRenamed ? file.toString().replaceAll("/assets/", "/assets/next-") : file);
  }

  private async route(
    method: string,
    path: string,
    search: URLSearchParams,
    body: Body,
  ): Promise<unknown> {
    const [, area = "", ...rest] = path.split("/");
    const name = rest.join("/");
    switch (`${method} ${area}`) {
      case "POST login":
        if (!this.tokens.delete(body.token)) {
          throw new Refusal(problem(401, "TOKEN_EXPIRED", "This link was used or has expired"));
        }
        return {};
      case "GET status":
        return this.status();
      case "GET tutorials":
        return this.tutorials;
      case "POST tutorials": {
        const it = rest[0] ?? "";
        return this.notebooks.get(`tutorials/${it}.drey.md`) ?? this.notFound(it);
      }
      case "GET notebooks":
        if (name === "") {
          return this.notebooks.list((it) => this.activeRuns(it));
        }
        return this.notebooks.get(name) ?? this.notFound(name);
      case "POST notebooks":
        if (rest.at(-1) === "move") {
          return this.moveNotebook(rest.slice(0, -1).join("/"), body.to);
        }
        if (rest.at(-1) === "copy") {
          const from = rest.slice(0, -1).join("/");
          const { blocks, title } = this.notebooks.get(from) ?? this.notFound(from);
          return this.notebooks.put(from.replace(/\.drey\.md$/, "-2.drey.md"), blocks, title);
        }
        return this.notebooks.put(body.path ?? `untitled-${this.next++}.drey.md`, [], body.title);
      case "DELETE notebooks": {
        const { title } = this.notebooks.get(name) ?? this.notFound(name);
        const id = `deleted-${this.next++}`;
        this.notebooks.move(name, `.trash/${id}/${name}`);
        return { id, path: name, title, deletedAt: new Date().toISOString(), sizeBytes: 1 };
      }
      case "GET history":
      case "POST history":
        return this.history.answer(
          this.notebooks,
          search.get("notebook") ?? body.notebook,
          rest,
          search.get("from"),
          body.block,
        );
      case "GET search":
        return this.notebooks.search(search.get("text") ?? "");
      case "GET trash":
        return this.notebooks.trash();
      case "DELETE trash":
        return this.notebooks.delete(this.notebooks.trashed(rest[0] ?? "") ?? this.notFound(name));
      case "POST trash": {
        const trashed = this.notebooks.trashed(rest[0] ?? "") ?? this.notFound(name);
        return this.moveNotebook(trashed, body.to ?? trashed.split("/").slice(2).join("/"));
      }
      case "PATCH notebooks": {
        if (this.refuseEdits !== null) {
          throw new Refusal(this.refuseEdits);
        }
        if (this.notebooks.get(name)?.version !== body.baseVersion) {
          throw new Refusal(problem(409, "NOTEBOOK_CHANGED", "The notebook was changed elsewhere"));
        }
        return this.notebooks.edit(name, body.edits);
      }
      case "GET kernels":
        if (rest[1] === "catalog") {
          if (rest[2] === "connectors") {
            return connectors(search);
          }
          return rest[2] === "object" ? this.catalog.object(search) : this.catalog.list(search);
        }
        if (rest[1] === "session") {
          return sessionOf([...this.kernels.values()].find((it) => it.id === rest[0]));
        }
        return [...this.kernels.values()];
      case "POST kernels":
        if (rest[1] === "catalog") {
          await this.catalog.probeGate;
          return this.catalog.probe(body.options) ?? this.notFound("file");
        }
        if (rest[1] === "runs") {
          return this.run(rest[0] ?? "", body);
        }
        if (rest[1] === "describe") {
          return describe(body);
        }
        if (rest[1] === "explain") {
          return explain(body.source);
        }
        if (rest[1] === "check") {
          return check(body);
        }
        if (rest[1] === "complete") {
          return completions(body);
        }
        return rest[1] === "restart" ? this.restart(rest[0] ?? "") : this.kernelOf(body.notebook);
      case "GET runs":
        return [...this.runs.values()].filter(
          (run) => !search.has("notebook") || run.notebook === search.get("notebook"),
        );
      case "DELETE results":
        this.removed.push(name);
        return {};
      case "POST runs":
        return this.cancel(rest[0] ?? "");
      case "GET deployments":
      case "POST deployments":
      case "DELETE deployments":
        return this.deployment(method, rest, body);
      case "GET jobs":
        return this.jobs;
      case "POST jobs":
        this.jobs = this.jobs.map((job) =>
          job.id === rest[0]
            ? { ...job, state: "CANCELED", endedAt: new Date().toISOString() }
            : job,
        );
        return {};
      case "GET logs":
        return Array.from(
          { length: 80 },
          (_, i) =>
            `2026-11-23 12:03:${String(i % 60).padStart(2, "0")} ${i % 17 === 0 ? "WARN " : "INFO "} Checkpoint ${i} completed`,
        ).join("\n");
      default:
        throw new Refusal(problem(404, "NOT_FOUND", "No such thing", path));
    }
  }

  private moveNotebook(path: string, to: string): unknown {
    const target = to.endsWith(".drey.md") ? to : `${to}.drey.md`;
    if (to.includes("..")) {
      throw new Refusal(
        problem(400, "NOTEBOOK_NAME_INVALID", "This cannot be a notebook's name", to),
      );
    }
    if (!this.notebooks.move(path, target)) {
      throw new Refusal(problem(409, "NOTEBOOK_EXISTS", "A notebook of this name exists", to));
    }
    for (const run of this.runs.values()) {
      if (run.notebook === path) {
        this.publish({ ...run, notebook: target });
      }
    }
    for (const kernel of this.kernels.values()) {
      if (kernel.notebook === path) {
        this.kernels.set(kernel.id, { ...kernel, notebook: target });
      }
    }
    return this.notebooks.get(target);
  }

  private deployment(method: string, path: string[], body: Body): unknown {
    const answer = this.deployments.answer(method, path, body);
    if (answer === null) {
      throw new Refusal(problem(404, "DEPLOYMENT_NOT_FOUND", "No such deployment", path[0]));
    }
    if (answer === "taken") {
      throw new Refusal(problem(409, "DEPLOYMENT_EXISTS", "A deployment of this name exists"));
    }
    return answer;
  }

  private notFound(path: string): never {
    throw new Refusal(problem(404, "NOTEBOOK_NOT_FOUND", "No such notebook", path));
  }

  private activeRuns(path: string): number {
    return [...this.runs.values()].filter((it) => it.notebook === path && it.endedAt === null)
      .length;
  }

  private restart(id: string): KernelInfo {
    const notebook = this.kernels.get(id)?.notebook ?? "";
    this.kernels.set(id, idleKernel(id, notebook, sessionOfFile(this.notebooks.get(notebook))));
    return this.kernelOf(notebook);
  }

  private kernelOf(notebook: string): KernelInfo {
    const known = [...this.kernels.values()].find((it) => it.notebook === notebook);
    const settings = sessionOfFile(this.notebooks.get(notebook));
    const kernel = known ?? idleKernel(`k${this.next++}`, notebook, settings);
    this.kernels.set(kernel.id, kernel);
    return kernel;
  }

  run(kernelId: string, request: RunRequest): RunInfo {
    const now = new Date().toISOString();
    const run: RunInfo = {
      id: `run${this.next++}`,
      kernelId,
      notebook: request.notebook ?? null,
      cell: request.cell ?? null,
      language: request.language,
      mode: request.mode ?? null,
      source: request.source,
      state: "queued",
      version: 1,
      queuedAt: now,
      startedAt: null,
      endedAt: null,
      elapsedMillis: null,
      statements: [],
      error: null,
      warnings: [],
      progress: null,
    };
    const before = this.runs.get(request.after ?? "");
    this.publish(run);
    const start = () => {
      const previous = before === undefined ? undefined : this.runs.get(before.id);
      if (previous?.state === "failed" || previous?.state === "skipped") {
        this.end(run.id, "skipped");
      } else if (previous !== undefined && ["queued", "running"].includes(previous.state)) {
        setTimeout(start, 30).unref();
      } else {
        this.perform(run.id);
      }
    };
    setTimeout(start, 20).unref();
    return run;
  }

  private perform(id: string): void {
    const run = this.runs.get(id);
    if (run === undefined || run.state !== "queued") {
      return;
    }
    const made = answer(run);
    const progress = {
      tasksTotal: 8,
      tasksFinished: 3,
      rowsRead: 1_234_567,
      rowsWritten: 0,
      bytesRead: 9e7,
    };
    this.publish({ ...run, state: "running", startedAt: new Date().toISOString(), progress });
    for (const result of made.results) {
      this.results.set(result.info.id, result);
    }
    setTimeout(() => {
      const now = this.runs.get(id);
      if (now === undefined || now.state !== "running") {
        return;
      }
      const { statements, error } = made;
      if (made.isStream) {
        this.publish({ ...now, statements, state: "streaming", progress: null });
      } else {
        this.publish({ ...now, statements, error });
        this.end(id, error === null ? "succeeded" : "failed");
      }
    }, made.takes).unref();
  }

  private end(id: string, state: RunInfo["state"]): void {
    const run = this.runs.get(id);
    if (run !== undefined) {
      const elapsedMillis = run.startedAt === null ? null : Date.now() - Date.parse(run.startedAt);
      this.publish({ ...run, state, endedAt: new Date().toISOString(), elapsedMillis });
    }
  }

  private cancel(id: string): unknown {
    const run = this.runs.get(id);
    for (const statement of run?.statements ?? []) {
      const result = statement.resultId === null ? undefined : this.results.get(statement.resultId);
      result?.changed({ state: "cancelled", ratePerSecond: 0, endedAt: new Date().toISOString() });
    }
    this.end(id, "cancelled");
    return {};
  }

  private publish(run: RunInfo): void {
    const next = { ...run, version: run.version + 1 };
    this.runs.set(run.id, next);
    for (const listener of this.runListeners) {
      listener(next);
    }
  }
}
