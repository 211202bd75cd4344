import { setTimeout } from "node:timers/promises";
import type { WebSocket } from "ws";
import type { RunInfo } from "@/api/generated/schemas";
import type { Arrangement } from "@/core/grid/arrangement";
import { graphOf } from "./plans";
import { problem } from "./problem";
import type { FakeResult } from "./results";
import type { FakeServer } from "./server";

interface Watch {
  op: string;
  id: string;
  result?: string;
  notebook?: string | null;
  job?: string;
  deployment?: string | null;
  offset?: number;
  limit?: number;
  view?: "table" | "changes";
  columns?: string[] | null;
  tail?: boolean;
  arrangement?: Arrangement | null;
  at?: string | null;
}

/** The live connections of the fake server: what pages watch, and what they are sent. */
export class FakeLive {
  private readonly sockets = new Map<WebSocket, { close: () => void }>();

  constructor(private readonly server: FakeServer) {}

  /** Cuts every connection, as a server that is killed does. */
  drop(): void {
    for (const [socket, { close }] of this.sockets) {
      close();
      socket.terminate();
    }
    this.sockets.clear();
  }

  serve(socket: WebSocket): void {
    const watches = new Map<string, () => void>();
    const acked = new Map<string, () => void>();
    const text = (message: object) => socket.send(JSON.stringify(message));
    this.sockets.set(socket, {
      close: () => {
        for (const close of watches.values()) {
          close();
        }
      },
    });
    socket.on("message", (data) => {
      const message: Watch = JSON.parse(String(data));
      if (message.op === "ack") {
        this.server.acks++;
        acked.get(message.id)?.();
        return;
      }
      watches.get(message.id)?.();
      watches.delete(message.id);
      switch (message.op) {
        case "watch-status": {
          const send = () =>
            text({
              op: "status",
              id: message.id,
              status: this.server.status(),
              jobs: this.server.jobs,
            });
          send();
          const timer = setInterval(send, 1000);
          timer.unref();
          watches.set(message.id, () => clearInterval(timer));
          break;
        }
        case "watch-job": {
          let tick = 0;
          const send = () =>
            text({ op: "job", id: message.id, graph: graphOf(message.job ?? "", tick++) });
          this.server.jobWatches++;
          send();
          const timer = setInterval(send, 1000);
          timer.unref();
          watches.set(message.id, () => {
            this.server.jobWatches--;
            clearInterval(timer);
          });
          break;
        }
        case "watch-runs": {
          const send = (run: RunInfo) => {
            if (message.notebook == null || run.notebook === message.notebook) {
              text({ op: "runs", id: message.id, runs: [run] });
            }
          };
          this.server.runListeners.add(send);
          watches.set(message.id, () => this.server.runListeners.delete(send));
          break;
        }
        case "watch-notebook": {
          const tell = (path: string, movedTo: string | null) => {
            const version = this.server.notebooks.get(path)?.version ?? null;
            text({ op: "notebook", id: message.id, version, movedTo });
          };
          const forget = this.server.notebooks.onChange((path, movedTo) => {
            if (path === message.notebook) {
              tell(path, movedTo ?? null);
            }
          });
          tell(message.notebook ?? "", null);
          watches.set(message.id, () => void forget());
          break;
        }
        case "watch-deployments": {
          const forget = this.server.deployments.watch(
            message.deployment ?? null,
            (deployments, gone, isWhole) =>
              text({ op: "deployments", id: message.id, isWhole, deployments, gone }),
          );
          watches.set(message.id, () => void forget());
          break;
        }
        case "watch-result":
          watches.set(message.id, this.watchResult(socket, message, acked));
          break;
      }
    });
    socket.on("close", () => {
      this.sockets.get(socket)?.close();
      this.sockets.delete(socket);
    });
  }

  private async showMoment(
    socket: WebSocket,
    watch: Watch,
    at: string,
    result: FakeResult,
  ): Promise<void> {
    const { moments, columns, frame } = result;
    if (!moments.isHeld(at)) {
      const gone = problem(410, "MOMENT_NOT_HELD", "This moment is no longer held");
      socket.send(JSON.stringify({ op: "problem", id: watch.id, problem: gone }));
      return;
    }
    const { offset = 0, limit = 60 } = watch;
    const frames = moments.frames(watch.id, frame, columns, at, offset, limit);
    await setTimeout(moments.delayMillis);
    for (const bytes of frames) {
      socket.send(bytes);
    }
  }

  private watchResult(socket: WebSocket, watch: Watch, acked: Map<string, () => void>): () => void {
    const result = this.server.results.get(watch.result ?? "");
    const text = (message: object) => socket.send(JSON.stringify(message));
    if (result === undefined) {
      text({
        op: "problem",
        id: watch.id,
        problem: problem(404, "RESULT_NOT_FOUND", "No such result"),
      });
      return () => undefined;
    }
    let isWaiting = false;
    let isDirty = false;
    const send = () => {
      if (isWaiting) {
        isDirty = true;
        return;
      }
      if (watch.at != null) {
        text({ op: "result", id: watch.id, info: result.info });
        return;
      }
      isWaiting = true;
      isDirty = false;
      text({ op: "result", id: watch.id, info: result.info });
      const {
        view = "table",
        offset = 0,
        limit = 60,
        columns = null,
        tail = false,
        arrangement = null,
      } = watch;
      socket.send(result.window(watch.id, view, offset, limit, columns, tail, arrangement));
    };
    acked.set(watch.id, () => {
      isWaiting = false;
      if (isDirty) {
        send();
      }
    });
    send();
    if (watch.at != null) {
      void this.showMoment(socket, watch, watch.at, result);
    }
    const forget = result.onChange(send);
    return () => void forget();
  }
}
