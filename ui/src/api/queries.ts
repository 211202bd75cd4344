import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "./calls";
import type { CatalogEntry, CheckRequest, JobInfo, RunInfo, StatusInfo } from "./generated/schemas";
import { useLive } from "./live-context";

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
  findInCatalogs: (kernel: string, text: string) =>
    queryOptions({
      queryKey: ["catalog", kernel, "find", text],
      queryFn: ({ signal }) => api.findInCatalogs(kernel, text, signal),
      staleTime: 30_000,
      gcTime: 30_000,
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
      queryFn: ({ signal }) => api.runs(notebook === null ? {} : { notebook }, signal),
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
  jobs: () => queryOptions({ queryKey: ["jobs"], queryFn: ({ signal }) => api.jobs(signal) }),
  log: (process: string, tail: number) =>
    queryOptions({
      queryKey: ["log", process, tail],
      queryFn: ({ signal }) => api.log(process, tail, signal),
      refetchInterval: 2_000,
    }),
};

/** Puts a run into a list, unless a newer state of it is there already. Newest first. */
export function withRun(runs: readonly RunInfo[] | undefined, run: RunInfo): RunInfo[] {
  const list = runs ?? [];
  const known = list.find((it) => it.id === run.id);
  if (known === undefined) {
    return [run, ...list];
  }
  return known.version > run.version ? [...list] : list.map((it) => (it.id === run.id ? run : it));
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
    const forget = live.onOpen(() => void client.invalidateQueries());
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
          if (message.op === "run") {
            client.setQueryData<RunInfo[]>(["runs", notebook], (runs) =>
              withRun(runs, message.run),
            );
          }
        },
      },
    );
    return () => watch.close();
  }, [live, client, notebook]);
}
