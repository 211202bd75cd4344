import { keepPreviousData, queryOptions, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "./calls";
import type { CatalogEntry, CheckRequest, JobInfo, RunInfo, StatusInfo } from "./generated/schemas";
import { useLive } from "./live-context";

/** The newest run of a cell, and those before whose output is shown until it has any. */
const RUNS_PER_CELL = 3;

export const queries = {
  status: () => queryOptions({ queryKey: ["status"], queryFn: ({ signal }) => api.status(signal) }),
  notebooks: () =>
    queryOptions({ queryKey: ["notebooks"], queryFn: ({ signal }) => api.notebooks(signal) }),
  trash: () => queryOptions({ queryKey: ["trash"], queryFn: ({ signal }) => api.trash(signal) }),
  search: (text: string) =>
    queryOptions({
      queryKey: ["search", text],
      queryFn: ({ signal }) => api.search(text, signal),
      gcTime: 30_000,
    }),
  tutorials: () =>
    queryOptions({
      queryKey: ["tutorials"],
      queryFn: ({ signal }) => api.tutorials(signal),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  kernels: () =>
    queryOptions({
      queryKey: ["kernels"],
      queryFn: ({ signal }) => api.kernels(signal),
      refetchInterval: 5_000,
    }),
  catalog: (
    kernel: string,
    place: { kind: string | null; catalog: string | null; database: string | null },
  ) =>
    queryOptions({
      queryKey: ["catalog", kernel, place.kind, place.catalog, place.database],
      queryFn: ({ signal }) => api.catalog(kernel, place, {}, signal),
      staleTime: 30_000,
      retry: false,
    }),
  findInCatalogs: (kernel: string, text: string, isDeep: boolean) =>
    queryOptions({
      queryKey: ["catalog", kernel, "find", text, isDeep],
      queryFn: ({ signal }) => api.findInCatalogs(kernel, text, isDeep, signal),
      staleTime: 30_000,
      gcTime: 30_000,
      retry: false,
    }),
  connectors: (kernel: string, options: Record<string, string>) =>
    queryOptions({
      queryKey: ["connectors", kernel, options],
      queryFn: ({ signal }) => api.connectors(kernel, options, signal),
      staleTime: 60_000,
      placeholderData: keepPreviousData,
      retry: false,
    }),
  check: (kernel: string, source: string) =>
    queryOptions({
      queryKey: ["check", kernel, source],
      queryFn: () => api.check(kernel, source, null),
      gcTime: 0,
      retry: false,
    }),
  catalogObject: (kernel: string, entry: CatalogEntry) =>
    queryOptions({
      queryKey: [
        "catalog",
        kernel,
        "object",
        entry.kind,
        entry.catalog,
        entry.database,
        entry.name,
      ],
      queryFn: ({ signal }) => api.catalogObject(kernel, entry, signal),
      retry: false,
    }),
  session: (kernel: string) =>
    queryOptions({
      queryKey: ["session", kernel],
      queryFn: ({ signal }) => api.session(kernel, signal),
      refetchInterval: 2_000,
    }),
  runs: (notebook: string | null) =>
    queryOptions({
      queryKey: ["runs", notebook],
      queryFn: ({ signal }) =>
        api.runs(notebook === null ? {} : { notebook, perCell: RUNS_PER_CELL }, signal),
      // An answer must not take back what the live connection told while it was on its way.
      structuralSharing: (before, now) =>
        withRuns(now as RunInfo[], (before as RunInfo[] | undefined) ?? []),
    }),
  plan: (text: string, mode: CheckRequest["mode"], kernel: () => Promise<string>) =>
    queryOptions({
      queryKey: ["plan", text, mode],
      queryFn: async ({ signal }) => api.explain(await kernel(), text, mode, signal),
      // Tables, views and settings of the session may be others the next time.
      gcTime: 0,
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    }),
  deploymentSpec: (name: string, version: number) =>
    queryOptions({
      queryKey: ["deployment", name, "spec", version],
      queryFn: ({ signal }) => api.deploymentSpec(name, signal),
    }),
  // What is told of a deployment is asked for anew whenever something was written about it.
  deploymentEvents: (name: string, limit: number, updatedAt: string) =>
    queryOptions({
      queryKey: ["deployment", name, "events", limit, updatedAt],
      queryFn: ({ signal }) => api.deploymentEvents(name, limit, signal),
      placeholderData: keepPreviousData,
      gcTime: 0,
    }),
  attempts: (name: string, updatedAt: string) =>
    queryOptions({
      queryKey: ["deployment", name, "attempts", updatedAt],
      queryFn: ({ signal }) => api.attempts(name, signal),
      placeholderData: keepPreviousData,
      gcTime: 0,
    }),
  restorePoints: (name: string, updatedAt: string) =>
    queryOptions({
      queryKey: ["deployment", name, "points", updatedAt],
      queryFn: ({ signal }) => api.restorePoints(name, signal),
      placeholderData: keepPreviousData,
      gcTime: 0,
    }),
  jobs: () => queryOptions({ queryKey: ["jobs"], queryFn: ({ signal }) => api.jobs(signal) }),
  log: (process: string, tail: number) =>
    queryOptions({
      queryKey: ["log", process, tail],
      queryFn: ({ signal }) => api.log(process, tail, signal),
      refetchInterval: 2_000,
    }),
};

/** The newest state of every run in either list. Newest first, as far as the lists are. */
export function withRuns(
  runs: readonly RunInfo[] | undefined,
  others: readonly RunInfo[],
): RunInfo[] {
  const newest = new Map((runs ?? []).map((run) => [run.id, run]));
  const unknown: RunInfo[] = [];
  for (const run of others) {
    const known = newest.get(run.id);
    if (known === undefined) {
      unknown.push(run);
    }
    if (known === undefined || known.version <= run.version) {
      newest.set(run.id, run);
    }
  }
  return [...unknown.reverse(), ...(runs ?? [])].map((run) => newest.get(run.id) ?? run);
}

/** Keeps status and jobs current from the live connection. */
export function useLiveStatus(): void {
  const live = useLive();
  const client = useQueryClient();
  useEffect(() => {
    const watch = live.watch(
      { op: "watch-status" },
      {
        onMessage: (message) => {
          if (message.op === "status") {
            client.setQueryData<StatusInfo>(["status"], message.status);
            client.setQueryData<JobInfo[]>(["jobs"], message.jobs);
          }
        },
      },
    );
    // What happened while the connection was away is asked for once.
    // Not an open notebook: its text belongs to the page, and hears of changes by itself.
    const forget = live.onOpen(
      () =>
        void client.invalidateQueries({
          predicate: ({ queryKey, state }) =>
            queryKey[0] !== "notebook" || state.data === undefined,
        }),
    );
    return () => {
      watch.close();
      forget();
    };
  }, [live, client]);
}

/** Keeps the runs of one notebook, or of all, current from the live connection. */
export function useLiveRuns(notebook: string | null): void {
  const live = useLive();
  const client = useQueryClient();
  useEffect(() => {
    const watch = live.watch(
      { op: "watch-runs", notebook },
      {
        onMessage: (message) => {
          if (message.op === "runs") {
            const { runs: news } = message;
            client.setQueryData<RunInfo[]>(["runs", notebook], (runs) => withRuns(runs, news));
          }
        },
      },
    );
    return () => watch.close();
  }, [live, client, notebook]);
}
