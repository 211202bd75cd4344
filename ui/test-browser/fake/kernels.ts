import type { KernelInfo } from "@/api/generated/schemas";

/** A kernel that has nothing to do. */
export function idleKernel(id: string, notebook: string): KernelInfo {
  return {
    id,
    notebook,
    name: null,
    runtime: "1.20",
    cluster: "local",
    state: "idle",
    pid: 4200,
    startedAt: new Date().toISOString(),
    memoryBytes: 310e6,
    why: null,
  };
}
