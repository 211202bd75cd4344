import type { KernelInfo } from "@/api/generated/schemas";

/** A kernel that has nothing to do. */
export function idleKernel(
  id: string,
  notebook: string,
  settings: Record<string, string> = {},
): KernelInfo {
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
    settings,
    warnings: warningsOf(settings),
  };
}

/** A kernel knows the settings of Flink; this one knows two. */
function warningsOf(settings: Record<string, string>): string[] {
  return Object.keys(settings)
    .filter((key) => key.startsWith("settings.") && !/ttl$|parallelism\.default$/.test(key))
    .map(
      (key) =>
        `session.settings: Flink 1.20 has no setting '${key.slice("settings.".length)}'. It is set, but nothing may ever read it.`,
    );
}
