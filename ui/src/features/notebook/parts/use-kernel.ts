import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api, type KernelInfo, problemOf, queries } from "@/api";
import { useConfirm } from "@/components/ui/confirm";
import { notifyDone, notifyProblem } from "@/components/ui/notify";
import { t } from "@/messages";

/** The kernel of a notebook, and how it is started anew: after a question. */
export function useKernel(path: string): {
  kernel: KernelInfo | undefined;
  restart: () => Promise<void>;
} {
  const { data: kernels } = useQuery(queries.kernels());
  const client = useQueryClient();
  const ask = useConfirm();
  const mine = kernels?.filter((it) => it.notebook === path) ?? [];
  const kernel = mine.find((it) => it.state !== "stopped" && it.state !== "lost") ?? mine[0];
  const id = kernel?.id;

  const restart = useCallback(async () => {
    if (id === undefined) {
      return;
    }
    const isSure = await ask({
      title: t("notebook.kernel.restart.title"),
      text: t("notebook.kernel.restart.text"),
      confirm: t("notebook.kernel.restart"),
      isDangerous: true,
    });
    if (!isSure) {
      return;
    }
    try {
      await api.restartKernel(id);
      notifyDone(t("notebook.kernel.restarted"));
      await client.invalidateQueries({ queryKey: ["kernels"] });
    } catch (error) {
      notifyProblem(t("notebook.kernel.restart.failed"), problemOf(error).detail ?? "");
    }
  }, [id, ask, client]);
  return { kernel, restart };
}
