import type { KernelInfo } from "@/api";
import { isOutdated, sessionSettings } from "@/core/notebook/session-settings";
import { useNotebook } from "../state/context";

/** Whether the kernel began with other settings than the notebook's file asks for now. */
export function useOutdated(kernel: KernelInfo | undefined): boolean {
  const blocks = useNotebook((state) => state.blocks);
  const isGone = kernel === undefined || kernel.state === "stopped" || kernel.state === "lost";
  return !isGone && isOutdated(kernel.settings ?? null, sessionSettings(blocks));
}
