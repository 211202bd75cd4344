import { type ArrowTable, decodeStream } from "@/core/arrow/decode";
import type { Arrangement } from "@/core/grid/arrangement";
import { API, encodePath, getBytes, getJson, getText, query, sendJson, sendOnly } from "./client";
import type {
  Attempt,
  CatalogEntry,
  CatalogList,
  CatalogObject,
  CheckRequest,
  CompletionList,
  ConnectorList,
  DeploymentAct,
  DeploymentChange,
  DeploymentEvent,
  DeploymentInfo,
  DeploymentRequest,
  DeploymentSpec,
  Description,
  JobInfo,
  KernelInfo,
  Notebook,
  NotebookDiff,
  NotebookEdit,
  NotebookHistory,
  NotebookHits,
  NotebookSummary,
  RestoredVersion,
  RestorePoint,
  ResultInfo,
  RunInfo,
  RunRequest,
  SessionInfo,
  StatusInfo,
  TableProbe,
  TextCheck,
  TextPlan,
  TrashedNotebook,
  TutorialInfo,
} from "./generated/schemas";

interface RowsWindow {
  offset: number;
  limit: number;
  arrangement: Arrangement | undefined;
  at?: string | undefined;
  /** Names of the columns; undefined for all. */
  columns: readonly string[] | undefined;
}

/** Every call of the HTTP API that the page makes. */
export const api = {
  login: (token: string) => sendOnly("POST", "/login", { token }),
  logout: () => sendOnly("POST", "/logout"),
  status: (signal?: AbortSignal) => getJson<StatusInfo>("/status", signal),

  notebooks: (signal?: AbortSignal) => getJson<NotebookSummary[]>("/notebooks", signal),
  notebook: (path: string, signal?: AbortSignal) =>
    getJson<Notebook>(`/notebooks/${encodePath(path)}`, signal),
  createNotebook: (title: string, path?: string, source?: string) =>
    sendJson<Notebook>("POST", "/notebooks", {
      path: path ?? null,
      title,
      source: source ?? null,
    }),
  deleteNotebook: (path: string) =>
    sendJson<TrashedNotebook>("DELETE", `/notebooks/${encodePath(path)}`),
  trash: (signal?: AbortSignal) => getJson<TrashedNotebook[]>("/trash", signal),
  restoreNotebook: (id: string, to: string | null = null) =>
    sendJson<Notebook>("POST", `/trash/${encodeURIComponent(id)}/restore`, { to }),
  removeFromTrash: (id: string) => sendOnly("DELETE", `/trash/${encodeURIComponent(id)}`),
  moveNotebook: (path: string, to: string) =>
    sendJson<Notebook>("POST", `/notebooks/${encodePath(path)}/move`, { to }),
  copyNotebook: (path: string) => sendJson<Notebook>("POST", `/notebooks/${encodePath(path)}/copy`),
  editNotebook: (path: string, baseVersion: string, edits: NotebookEdit[], signal?: AbortSignal) =>
    sendJson<Notebook>("PATCH", `/notebooks/${encodePath(path)}`, { baseVersion, edits }, signal),
  sourceUrl: (path: string) => `${API}/notebooks/${encodePath(path)}?format=source`,

  history: (notebook: string, signal?: AbortSignal) =>
    getJson<NotebookHistory>(`/history${query({ notebook })}`, signal),
  versionDiff: (notebook: string, version: number, from: number | null, signal?: AbortSignal) =>
    getJson<NotebookDiff>(
      `/history/${version}/diff${query({ notebook, ...(from !== null && { from }) })}`,
      signal,
    ),
  restoreVersion: (notebook: string, version: number, block: string | null) =>
    sendJson<RestoredVersion>("POST", `/history/${version}/restore`, { notebook, block }),

  search: (text: string, signal?: AbortSignal) =>
    getJson<NotebookHits>(`/search${query({ text, limit: 100 })}`, signal),

  tutorials: (signal?: AbortSignal) => getJson<TutorialInfo[]>("/tutorials", signal),
  openTutorial: (name: string) =>
    sendJson<Notebook>("POST", `/tutorials/${encodeURIComponent(name)}/open`),

  kernels: (signal?: AbortSignal) => getJson<KernelInfo[]>("/kernels", signal),
  kernelFor: (notebook: string) => sendJson<KernelInfo>("POST", "/kernels", { notebook }),
  session: (kernel: string, signal?: AbortSignal) =>
    getJson<SessionInfo>(`/kernels/${kernel}/session`, signal),
  restartKernel: (id: string) => sendOnly("POST", `/kernels/${id}/restart`),
  complete: (kernel: string, source: string, position: number) =>
    sendJson<CompletionList>("POST", `/kernels/${kernel}/complete`, { source, position }),

  describe: (kernel: string, source: string, position: number) =>
    sendJson<Description>("POST", `/kernels/${kernel}/describe`, { source, position }),
  check: (kernel: string, source: string, mode: CheckRequest["mode"]) =>
    sendJson<TextCheck>("POST", `/kernels/${kernel}/check`, { source, mode }),

  explain: (kernel: string, source: string, mode: CheckRequest["mode"], signal?: AbortSignal) =>
    sendJson<TextPlan>("POST", `/kernels/${kernel}/explain`, { source, mode }, signal),

  catalog: (
    kernel: string,
    place: { kind: string | null; catalog: string | null; database: string | null },
    options: { isFresh?: boolean } = {},
    signal?: AbortSignal,
  ) =>
    getJson<CatalogList>(
      `/kernels/${kernel}/catalog${query({ ...place, limit: 500, fresh: options.isFresh || null })}`,
      signal,
    ),
  findInCatalogs: (kernel: string, find: string, isDeep: boolean, signal?: AbortSignal) =>
    getJson<CatalogList>(
      `/kernels/${kernel}/catalog${query({ find, deep: isDeep || null, limit: 200 })}`,
      signal,
    ),
  catalogObject: (
    kernel: string,
    { kind, catalog, database, name }: CatalogEntry,
    signal?: AbortSignal,
  ) =>
    getJson<CatalogObject>(
      `/kernels/${kernel}/catalog/object${query({ kind, catalog, database, name })}`,
      signal,
    ),

  probeTable: (kernel: string, options: Record<string, string>, isOldestFirst: boolean) =>
    sendJson<TableProbe>("POST", `/kernels/${kernel}/catalog/probe`, { options, isOldestFirst }),
  connectors: (kernel: string, options: Record<string, string>, signal?: AbortSignal) =>
    getJson<ConnectorList>(`/kernels/${kernel}/catalog/connectors${query(options)}`, signal),

  run: (kernel: string, request: RunRequest) =>
    sendJson<RunInfo>("POST", `/kernels/${kernel}/runs`, request),
  runs: (filter: { notebook?: string; perCell?: number; limit?: number }, signal?: AbortSignal) =>
    getJson<RunInfo[]>(`/runs${query(filter)}`, signal),
  cancelRun: (id: string) => sendOnly("POST", `/runs/${id}/cancel`),

  result: (id: string, signal?: AbortSignal) => getJson<ResultInfo>(`/results/${id}`, signal),
  deleteResult: (id: string) => sendOnly("DELETE", `/results/${id}`),
  exportUrl: (id: string, format: string, arrangement?: Arrangement) =>
    `${API}/results/${id}/export${query({ format, arrangement: arrangement && JSON.stringify(arrangement) })}`,
  rows: async (id: string, window: RowsWindow): Promise<ArrowTable> => {
    const { arrangement, columns, ...rest } = window;
    const path = `/results/${id}/rows${query({
      ...rest,
      format: "arrow",
      columns: columns && JSON.stringify(columns),
      arrangement: arrangement && JSON.stringify(arrangement),
    })}`;
    return decodeStream(new Uint8Array(await getBytes(path)));
  },

  deploy: (request: DeploymentRequest) => sendJson<DeploymentInfo>("POST", "/deployments", request),
  changeDeployment: (name: string, change: DeploymentChange) =>
    sendJson<DeploymentInfo>("PUT", `${deploymentPath(name)}/spec`, change),
  deleteDeployment: (name: string) => sendJson<DeploymentInfo>("DELETE", deploymentPath(name)),
  actOnDeployment: (name: string, act: DeploymentAct) =>
    sendJson<DeploymentInfo>("POST", `${deploymentPath(name)}/act`, act),
  deploymentSpec: (name: string, signal?: AbortSignal) =>
    getJson<DeploymentSpec>(`${deploymentPath(name)}/spec`, signal),
  deploymentEvents: (name: string, limit: number, signal?: AbortSignal) =>
    getJson<DeploymentEvent[]>(`${deploymentPath(name)}/events${query({ limit })}`, signal),
  attempts: (name: string, signal?: AbortSignal) =>
    getJson<Attempt[]>(`${deploymentPath(name)}/attempts`, signal),
  restorePoints: (name: string, signal?: AbortSignal) =>
    getJson<RestorePoint[]>(`${deploymentPath(name)}/restore-points`, signal),

  jobs: (signal?: AbortSignal) => getJson<JobInfo[]>("/jobs", signal),
  cancelJob: (id: string) => sendOnly("POST", `/jobs/${id}/cancel`),

  log: (process: string, tail: number, signal?: AbortSignal) =>
    getText(`/logs/${encodeURIComponent(process)}${query({ tail })}`, signal),
};

function deploymentPath(name: string): string {
  return `/deployments/${encodeURIComponent(name)}`;
}
