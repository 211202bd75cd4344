import type { QueryClient } from "@tanstack/react-query";
import { api, problemOf, type RunInfo, withRuns } from "@/api";
import { notifyProblem } from "@/components/ui/notify";
import { reasonOf } from "@/core/format/problems";
import type { Block } from "@/core/notebook/document";
import { partOf } from "@/core/sql/part";
import { t } from "@/messages";
import { isFinal, isStale, modeOf, runsByCell } from "./runs";
import type { NotebookSession } from "./session";

/** Runs and stops the cells of one notebook. */
export class CellRunner {
  constructor(
    private readonly session: NotebookSession,
    private readonly client: QueryClient,
  ) {}

  run(uids: readonly string[]): Promise<void> {
    return this.runInOrder(uids);
  }

  /** Runs a part of a cell's text. Errors are placed as in the whole. */
  runPart(uid: string, from: number, to: number): Promise<void> {
    return this.runInOrder([uid], (text) => partOf(text, from, to));
  }

  runAll(): Promise<void> {
    return this.runInOrder(this.session.state.blocks.map((block) => block.uid));
  }

  runAbove(uid: string): Promise<void> {
    const uids = this.session.state.blocks.map((block) => block.uid);
    return this.runInOrder(uids.slice(0, uids.indexOf(uid)));
  }

  /** Runs a cell and all below. */
  runFrom(uid: string): Promise<void> {
    const uids = this.session.state.blocks.map((block) => block.uid);
    return this.runInOrder(uids.slice(uids.indexOf(uid)));
  }

  /** Runs the cells whose last run was of other text than they have now. */
  runStale(): Promise<void> {
    const cells = runsByCell(this.runs());
    const stale = this.session.state.blocks.filter((block) => {
      const latest = block.id === null ? undefined : cells.get(block.id)?.latest;
      return latest !== undefined && isStale(block, latest);
    });
    return this.runInOrder(stale.map((block) => block.uid));
  }

  /** Each run follows the one before: when one fails, the rest is skipped. */
  private async runInOrder(
    uids: readonly string[],
    sourceOf: (text: string) => string = (text) => text,
  ): Promise<void> {
    const runnable = uids.filter((uid) => isRunnable(this.session.find(uid)));
    for (const uid of runnable) {
      this.session.setAsked(uid, true);
    }
    try {
      await this.session.flush();
      const { path } = this.session.state;
      const kernel = await api.kernelFor(path);
      void this.client.invalidateQueries({ queryKey: ["kernels"] });
      let after: string | undefined;
      for (const uid of runnable) {
        const block = this.session.find(uid);
        if (block === undefined) {
          continue;
        }
        const run = await api.run(kernel.id, {
          language: block.language ?? "sql",
          source: sourceOf(block.text),
          mode: modeOf(block),
          notebook: path,
          cell: block.id,
          ...(after !== undefined && { after }),
        });
        after = run.id;
        this.remember(run);
        this.session.setAsked(uid, false);
      }
    } catch (error) {
      const problem = problemOf(error);
      notifyProblem(t("notebook.run.failed"), reasonOf(problem));
    } finally {
      for (const uid of runnable) {
        this.session.setAsked(uid, false);
      }
    }
  }

  async cancel(runId: string): Promise<void> {
    try {
      await api.cancelRun(runId);
    } catch (error) {
      notifyProblem(t("notebook.stop.failed"), problemOf(error).detail ?? "");
    }
  }

  async cancelAll(): Promise<void> {
    await Promise.all(
      this.runs()
        .filter((run) => !isFinal(run))
        .map((run) => this.cancel(run.id)),
    );
  }

  private runs(): RunInfo[] {
    return this.client.getQueryData<RunInfo[]>(["runs", this.session.state.path]) ?? [];
  }

  private remember(run: RunInfo): void {
    this.client.setQueryData<RunInfo[]>(["runs", this.session.state.path], (runs) =>
      withRuns(runs, [run]),
    );
  }
}

export function isRunnable(block: Block | undefined): boolean {
  return (
    block !== undefined &&
    block.kind === "cell" &&
    block.language === "sql" &&
    block.text.trim() !== ""
  );
}
