import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api, type KernelInfo, problemOf, queries } from "@/api";
import { useConfirm } from "@/components/ui/confirm";
import { notifyDone, notifyProblem } from "@/components/ui/notify";
import { type MessageKey, t } from "@/messages";
import { useDesk } from "../state/context";

/** The kernel of a notebook, and how it is started anew: after a question. */
export function useKernel(path: string): {
  kernel: KernelInfo | undefined;
  restart: () => Promise<void>;
  /** Restarts it, and then runs all cells. */
  restartAndRunAll: () => Promise<void>;
} {
  const { session, runner } = useDesk();
  const { data: kernels } = useQuery(queries.kernels());
  const client = useQueryClient();
  const ask = useConfirm();
  const mine = kernels?.filter((it) => it.notebook === path) ?? [];
  const kernel = mine.find((it) => it.state !== "stopped" && it.state !== "lost") ?? mine[0];
  const id = kernel?.id;

  const askAndRestart = useCallback(
    async (text: MessageKey, confirm: MessageKey): Promise<boolean> => {
      if (id === undefined) {
        return true;
      }
      const isSure = await ask({
        title: t("notebook.kernel.restart.title"),
        text: t(text),
        confirm: t(confirm),
        isDangerous: true,
      });
      if (!isSure) {
        return false;
      }
      try {
        // What it begins with is read from the file.
        await session.flush();
        await api.restartKernel(id);
        notifyDone(t("notebook.kernel.restarted"));
        await client.invalidateQueries({ queryKey: ["kernels"] });
      } catch (error) {
        notifyProblem(t("notebook.kernel.restart.failed"), problemOf(error).detail ?? "");
        return false;
      }
      return true;
    },
    [id, ask, client, session],
  );
  const restart = useCallback(async () => {
    await askAndRestart("notebook.kernel.restart.text", "notebook.kernel.restart");
  }, [askAndRestart]);
  const restartAndRunAll = useCallback(async () => {
    if (await askAndRestart("session.restartAndRun.text", "session.restartAndRun")) {
      await runner.runAll();
    }
  }, [askAndRestart, runner]);
  return { kernel, restart, restartAndRunAll };
}
