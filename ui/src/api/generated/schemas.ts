/**
 * The shapes of the published API, made from docs/generated/openapi.json by `./drey golden`.
 * Not to be edited.
 */

export type AttemptEnd = "FINISHED" | "STOPPED" | "CANCELED" | "FAILED" | "REFUSED" | "LOST";
export type FailureKind =
  "USER_CODE" | "STATE_INCOMPATIBLE" | "CONNECTOR" | "RESOURCES" | "CLUSTER" | "PROGRAM";
export type BlockDiffChange = "same" | "added" | "removed" | "changed";
export type NotebookBlockKind = "front-matter" | "prose" | "cell" | "damaged";
export type DiffLineOp = "same" | "added" | "removed" | "folded" | "cut";
export type ChangelogKind = "append" | "upsert" | "retract";
export type ExecutionMode = "batch" | "streaming";
export type ClusterInfoState = "starting" | "up" | "restarting" | "unreachable" | "stopped";
export type ClusterStatusKind = "local" | "standalone";
export type DeploymentActKind =
  "START" | "STOP" | "SUSPEND" | "RESUME" | "RESTART" | "CANCEL" | "SAVEPOINT";
export type StartFrom = "LATEST" | "NONE" | "PATH";
export type DeploymentChangeUpgrade = "SAVEPOINT" | "LAST_CHECKPOINT" | "STATELESS";
export type Desired = "RUNNING" | "SUSPENDED" | "STOPPED";
export type Verdict =
  | "STARTING"
  | "RUNNING"
  | "DEGRADED"
  | "STOPPING"
  | "SUSPENDED"
  | "STOPPED"
  | "FINISHED"
  | "FAILED"
  | "WAITING"
  | "UNREACHABLE"
  | "CONFLICT";
export type DreyErrorCode =
  | "BAD_REQUEST"
  | "NOT_SIGNED_IN"
  | "TOKEN_EXPIRED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "KERNEL_NOT_FOUND"
  | "RUN_NOT_FOUND"
  | "RESULT_NOT_FOUND"
  | "MOMENT_NOT_HELD"
  | "JOB_NOT_FOUND"
  | "NOTEBOOK_NOT_FOUND"
  | "NOTEBOOK_NAME_INVALID"
  | "NOTEBOOK_EXISTS"
  | "NOTEBOOK_CHANGED"
  | "NOTEBOOK_INACCESSIBLE"
  | "VERSION_NOT_FOUND"
  | "DEPLOYMENT_NOT_FOUND"
  | "DEPLOYMENT_NAME_INVALID"
  | "DEPLOYMENT_EXISTS"
  | "DEPLOYMENT_CHANGED"
  | "DEPLOYMENT_NOT_RUNNING"
  | "CLUSTER_NOT_FOUND"
  | "CLUSTER_NAME_INVALID"
  | "CLUSTER_EXISTS"
  | "CLUSTER_IN_USE"
  | "CLUSTER_UNSUPPORTED"
  | "STATE_DIRECTORY_UNUSABLE"
  | "CHECKPOINTS_NOT_KEPT"
  | "PARAMETER_INVALID"
  | "VARIABLE_NOT_FOUND"
  | "VARIABLE_INVALID"
  | "SECRET_NOT_FOUND"
  | "SECRET_MISPLACED"
  | "SECRET_UNREADABLE"
  | "RESTORE_POINT_GONE"
  | "SOURCE_TOO_LONG"
  | "SQL_PARSE"
  | "SQL_INVALID"
  | "TABLE_NOT_FOUND"
  | "COLUMN_NOT_FOUND"
  | "FUNCTION_NOT_FOUND"
  | "FILE_NOT_FOUND"
  | "CONNECTOR_MISSING"
  | "FORMAT_MISSING"
  | "CONNECTION_FAILED"
  | "CONNECTION_DENIED"
  | "UNSUPPORTED"
  | "CANCELLED"
  | "JOB_FAILED"
  | "JOB_LOST"
  | "PROGRAM_REFUSED"
  | "NO_FREE_SLOTS"
  | "CLUSTER_UNAVAILABLE"
  | "KERNEL_LOST"
  | "KERNEL_START_FAILED"
  | "RESULT_UNREACHABLE"
  | "DISK_FULL"
  | "PORT_TAKEN"
  | "DATA_DIR_IN_USE"
  | "SERVER_UNAVAILABLE"
  | "OPTION_INVALID"
  | "TIMEOUT"
  | "INTERNAL";
export type KernelState = "starting" | "idle" | "busy" | "lost" | "stopped";
export type NotebookVersionCause =
  "created" | "copied" | "original" | "edited" | "run" | "outside" | "found" | "restored";
export type NotebookEditOp = "replace" | "insert" | "delete" | "move" | "attributes";
export type RestorePointKind = "CHECKPOINT" | "SAVEPOINT";
export type ResultColumnKind = "number" | "string" | "boolean" | "temporal" | "binary" | "nested";
export type ResultInfoPath = "sink" | "collect" | "kernel";
export type ResultState =
  "opening" | "running" | "complete" | "failed" | "cancelled" | "stopped" | "interrupted";
export type RunState =
  "queued" | "running" | "streaming" | "succeeded" | "failed" | "cancelled" | "skipped";

export interface Schemas {
  Attempt: Attempt;
  AttemptEnd: AttemptEnd;
  AttributeDiff: AttributeDiff;
  BlockDiff: BlockDiff;
  BlockDiffChange: BlockDiffChange;
  CatalogEntry: CatalogEntry;
  CatalogEntryMatch: CatalogEntryMatch;
  CatalogList: CatalogList;
  CatalogObject: CatalogObject;
  CatalogObjectColumn: CatalogObjectColumn;
  CatalogObjectFunction: CatalogObjectFunction;
  CatalogObjectTable: CatalogObjectTable;
  ChangelogKind: ChangelogKind;
  CheckRequest: CheckRequest;
  ClusterInfo: ClusterInfo;
  ClusterInfoState: ClusterInfoState;
  ClusterRequest: ClusterRequest;
  ClusterStatus: ClusterStatus;
  ClusterStatusKind: ClusterStatusKind;
  CompletionItem: CompletionItem;
  CompletionList: CompletionList;
  CompletionRequest: CompletionRequest;
  ConnectorList: ConnectorList;
  ConnectorListConnector: ConnectorListConnector;
  ConnectorListOption: ConnectorListOption;
  DeploymentAct: DeploymentAct;
  DeploymentActKind: DeploymentActKind;
  DeploymentChange: DeploymentChange;
  DeploymentChangeUpgrade: DeploymentChangeUpgrade;
  DeploymentEvent: DeploymentEvent;
  DeploymentInfo: DeploymentInfo;
  DeploymentList: DeploymentList;
  DeploymentRequest: DeploymentRequest;
  DeploymentSpec: DeploymentSpec;
  Description: Description;
  DescriptionCall: DescriptionCall;
  DescriptionFact: DescriptionFact;
  DescriptionRequest: DescriptionRequest;
  DescriptionWord: DescriptionWord;
  Desired: Desired;
  DiffLine: DiffLine;
  DiffLineOp: DiffLineOp;
  DreyErrorCode: DreyErrorCode;
  Evidence: Evidence;
  ExecutionMode: ExecutionMode;
  FailureKind: FailureKind;
  Health: Health;
  JobGraph: JobGraph;
  JobGraphCheckpoint: JobGraphCheckpoint;
  JobGraphEdge: JobGraphEdge;
  JobGraphFailure: JobGraphFailure;
  JobGraphVertex: JobGraphVertex;
  JobInfo: JobInfo;
  JobRef: JobRef;
  KernelInfo: KernelInfo;
  KernelRequest: KernelRequest;
  KernelState: KernelState;
  Link: Link;
  Notebook: Notebook;
  NotebookBlock: NotebookBlock;
  NotebookBlockKind: NotebookBlockKind;
  NotebookCopy: NotebookCopy;
  NotebookDiff: NotebookDiff;
  NotebookEdit: NotebookEdit;
  NotebookEditOp: NotebookEditOp;
  NotebookEdits: NotebookEdits;
  NotebookHistory: NotebookHistory;
  NotebookHit: NotebookHit;
  NotebookHits: NotebookHits;
  NotebookMove: NotebookMove;
  NotebookRequest: NotebookRequest;
  NotebookSummary: NotebookSummary;
  NotebookVersion: NotebookVersion;
  NotebookVersionCause: NotebookVersionCause;
  PastNotebook: PastNotebook;
  Problem: Problem;
  ProcessInfo: ProcessInfo;
  RestartRules: RestartRules;
  RestorePoint: RestorePoint;
  RestorePointKind: RestorePointKind;
  RestoredVersion: RestoredVersion;
  ResultColumn: ResultColumn;
  ResultColumnKind: ResultColumnKind;
  ResultInfo: ResultInfo;
  ResultInfoPath: ResultInfoPath;
  ResultMoment: ResultMoment;
  ResultPage: ResultPage;
  ResultState: ResultState;
  ResultStep: ResultStep;
  ResultSteps: ResultSteps;
  RunError: RunError;
  RunInfo: RunInfo;
  RunProgress: RunProgress;
  RunRequest: RunRequest;
  RunState: RunState;
  SessionInfo: SessionInfo;
  SessionInfoHeld: SessionInfoHeld;
  SessionInfoSetting: SessionInfoSetting;
  SignIn: SignIn;
  StartFrom: StartFrom;
  StatementInfo: StatementInfo;
  StatusInfo: StatusInfo;
  TableProbe: TableProbe;
  TableProbeChoice: TableProbeChoice;
  TableProbeColumn: TableProbeColumn;
  TableProbeRequest: TableProbeRequest;
  TableProbeSample: TableProbeSample;
  TextCheck: TextCheck;
  TextCheckRemedy: TextCheckRemedy;
  TextCheckWarning: TextCheckWarning;
  TextPlan: TextPlan;
  TextPlanFact: TextPlanFact;
  TextPlanInput: TextPlanInput;
  TextPlanNode: TextPlanNode;
  TextPlanStatement: TextPlanStatement;
  TrashRestore: TrashRestore;
  TrashedNotebook: TrashedNotebook;
  TutorialInfo: TutorialInfo;
  Variable: Variable;
  VariableRequest: VariableRequest;
  Verdict: Verdict;
  VersionRestore: VersionRestore;
}
export interface Attempt {
  acceptedAt: string | null;
  end: AttemptEnd | null;
  endedAt: string | null;
  failure: FailureKind | null;
  generation: number;
  intendedAt: string;
  jobId: string;
  number: number;
  restoredFrom: string | null;
  runningAt: string | null;
  specVersion: number;
  why: string | null;
}
export interface AttributeDiff {
  after: string | null;
  before: string | null;
  name: string;
}
export interface BlockDiff {
  after: string | null;
  attributes: AttributeDiff[];
  before: string | null;
  change: BlockDiffChange;
  kind: NotebookBlockKind;
  label: string;
  lines: DiffLine[];
  moved: boolean;
}
export interface DiffLine {
  after: number;
  before: number;
  left: number;
  op: DiffLineOp;
  text: string;
}
export interface CatalogEntry {
  catalog: string | null;
  database: string | null;
  isCurrent: boolean;
  isTemporary: boolean;
  kind: string;
  match: CatalogEntryMatch | null;
  name: string;
}
export interface CatalogEntryMatch {
  column: string | null;
  comment: string | null;
}
export interface CatalogList {
  entries: CatalogEntry[];
  total: number;
  unread: number;
  unreadTables: number;
}
export interface CatalogObject {
  catalog: string | null;
  comment: string | null;
  database: string | null;
  function: CatalogObjectFunction | null;
  isTemporary: boolean;
  kind: string;
  name: string;
  options: {
    [k: string]: string;
  };
  statement: string | null;
  table: CatalogObjectTable | null;
}
export interface CatalogObjectFunction {
  className: string | null;
  signatures: string[];
}
export interface CatalogObjectTable {
  columns: CatalogObjectColumn[];
  fileCount: number | null;
  partitionKeys: string[];
  primaryKey: string[];
  rowCount: number | null;
  totalBytes: number | null;
  watermarks: string[];
}
export interface CatalogObjectColumn {
  comment: string | null;
  expression: string | null;
  isNullable: boolean;
  name: string;
  origin: string;
  type: string;
}
export interface CheckRequest {
  mode?: ExecutionMode | null;
  source: string;
}
export interface ClusterInfo {
  flinkVersion: string | null;
  name: string;
  slotsFree: number;
  slotsTotal: number;
  state: ClusterInfoState;
  webUrl: string | null;
  why: string | null;
}
export interface ClusterRequest {
  name: string;
  stateDirectory?: string | null;
  url: string;
}
export interface ClusterStatus {
  deployments: number;
  flinkVersion: string | null;
  freeSlots: number;
  isReachable: boolean;
  jobs: number;
  kind: ClusterStatusKind;
  name: string;
  slots: number;
  stateDirectory: string;
  url: string | null;
  why: string | null;
}
export interface CompletionItem {
  detail: string | null;
  help: string | null;
  kind: string;
  text: string;
}
export interface CompletionList {
  from: number;
  isWhole: boolean;
  items: CompletionItem[];
}
export interface CompletionRequest {
  position: number;
  source: string;
}
export interface ConnectorList {
  connectors: ConnectorListConnector[];
  formats: ConnectorListConnector[];
  options: ConnectorListOption[];
}
export interface ConnectorListConnector {
  canRead: boolean;
  canWrite: boolean;
  name: string;
}
export interface ConnectorListOption {
  defaultValue: string | null;
  description: string;
  isRequired: boolean;
  key: string;
  type: string;
  values: string[];
}
export interface DeploymentAct {
  act: DeploymentActKind;
  from?: StartFrom | null;
  mayDropState?: boolean | null;
  path?: string | null;
  version?: number | null;
}
export interface DeploymentChange {
  mayDropState?: boolean | null;
  spec: DeploymentSpec;
  upgrade?: DeploymentChangeUpgrade | null;
  version?: number | null;
}
export interface DeploymentSpec {
  acceptLoss: boolean | null;
  checkpointMillis: number | null;
  cluster: string | null;
  labels: {
    [k: string]: string;
  } | null;
  parallelism: number | null;
  parameters: {
    [k: string]: string;
  } | null;
  restarts: RestartRules | null;
  script: string;
  settings: {
    [k: string]: string;
  } | null;
  variables: {
    [k: string]: string;
  } | null;
}
export interface RestartRules {
  firstPauseMillis: number;
  healthyAfterMillis: number;
  isEnabled: boolean;
  longestPauseMillis: number;
  mostPerHour: number;
}
export interface DeploymentEvent {
  at: string;
  number: number;
  source: string;
  text: string;
}
export interface DeploymentInfo {
  attempt: number | null;
  cluster: string;
  createdAt: string;
  desired: Desired;
  evidence: Evidence[];
  id: string;
  jobId: string | null;
  labels: {
    [k: string]: string;
  };
  latestRestorePoint: string | null;
  latestRestorePointAt: string | null;
  name: string;
  since: string;
  specVersion: number;
  updatedAt: string;
  verdict: Verdict;
  version: number;
  why: string;
}
export interface Evidence {
  at: string;
  source: string;
  text: string;
}
export interface DeploymentList {
  counts: {
    [k: string]: number;
  };
  deployments: DeploymentInfo[];
  total: number;
}
export interface DeploymentRequest {
  name: string;
  spec: DeploymentSpec;
  start?: boolean | null;
}
export interface Description {
  call: DescriptionCall | null;
  word: DescriptionWord | null;
}
export interface DescriptionCall {
  argument: number;
  name: string;
  signatures: string[];
  text: string | null;
}
export interface DescriptionWord {
  columns: DescriptionFact[];
  from: number;
  kind: string;
  lines: string[];
  text: string | null;
  title: string;
  to: number;
}
export interface DescriptionFact {
  name: string;
  value: string;
}
export interface DescriptionRequest {
  position: number;
  source: string;
}
export interface Health {
  status: string;
  version: string;
}
export interface JobGraph {
  at: string;
  checkpoint: JobGraphCheckpoint | null;
  edges: JobGraphEdge[];
  failure: JobGraphFailure | null;
  job: string;
  name: string;
  state: string;
  vertices: JobGraphVertex[];
}
export interface JobGraphCheckpoint {
  at: string;
  durationMillis: number;
  id: number;
  stateBytes: number;
}
export interface JobGraphEdge {
  from: string;
  sent: string;
  to: string;
}
export interface JobGraphFailure {
  at: string;
  cause: string;
  task: string | null;
}
export interface JobGraphVertex {
  backPressured: number | null;
  busy: number | null;
  bytesInPerSecond: number | null;
  bytesOutPerSecond: number | null;
  id: string;
  idle: number | null;
  operators: string[];
  parallelism: number;
  recordsIn: number;
  recordsInPerSecond: number | null;
  recordsOut: number;
  recordsOutPerSecond: number | null;
  state: string;
  stateBytes: number | null;
  title: string;
  watermark: string | null;
}
export interface JobInfo {
  cell: string | null;
  cluster: string;
  durationMillis: number | null;
  endedAt: string | null;
  id: string;
  name: string;
  notebook: string | null;
  rowsRead: number | null;
  rowsWritten: number | null;
  runId: string | null;
  startedAt: string | null;
  state: string;
  tasksRunning: number;
  tasksTotal: number;
  webUrl: string | null;
  why: string | null;
}
export interface JobRef {
  cluster: string;
  id: string;
  name: string | null;
  webUrl: string | null;
}
export interface KernelInfo {
  cluster: string;
  id: string;
  memoryBytes: number | null;
  name: string | null;
  notebook: string | null;
  pid: number | null;
  runtime: string;
  settings: {
    [k: string]: string;
  } | null;
  startedAt: string;
  state: KernelState;
  warnings: string[];
  why: string | null;
}
export interface KernelRequest {
  name?: string | null;
  notebook?: string | null;
  settings?: {
    [k: string]: string;
  } | null;
}
export interface Link {
  url: string;
}
export interface Notebook {
  blocks: NotebookBlock[];
  damaged: boolean;
  path: string;
  title: string;
  version: string;
  warnings: string[];
}
export interface NotebookBlock {
  attributes: {
    [k: string]: string;
  };
  id: string | null;
  key: string;
  kind: NotebookBlockKind;
  language: string | null;
  startLine: number;
  text: string;
}
export interface NotebookCopy {
  to?: string | null;
}
export interface NotebookDiff {
  blocks: BlockDiff[];
  from: NotebookVersion | null;
  to: NotebookVersion;
}
export interface NotebookVersion {
  added: number;
  at: string;
  cause: NotebookVersionCause;
  changed: number;
  content: string;
  copiedFrom: string | null;
  moved: number;
  number: number;
  removed: number;
  restoredFrom: number | null;
  sizeBytes: number;
}
export interface NotebookEdit {
  after?: string | null;
  attributes?: {
    [k: string]: string;
  } | null;
  key?: string | null;
  kind?: NotebookBlockKind | null;
  language?: string | null;
  op: NotebookEditOp;
  text?: string | null;
}
export interface NotebookEdits {
  baseVersion: string;
  edits: NotebookEdit[];
}
export interface NotebookHistory {
  notebook: string;
  versions: NotebookVersion[];
}
export interface NotebookHit {
  cell: string | null;
  excerpt: string;
  from: number;
  key: string;
  kind: NotebookBlockKind;
  line: number;
  path: string;
  title: string;
  to: number;
}
export interface NotebookHits {
  hits: NotebookHit[];
  isTruncated: boolean;
}
export interface NotebookMove {
  to: string;
}
export interface NotebookRequest {
  path?: string | null;
  source?: string | null;
  title?: string | null;
}
export interface NotebookSummary {
  damaged: boolean;
  path: string;
  runningCells: number;
  sizeBytes: number;
  title: string;
  updatedAt: string;
}
export interface PastNotebook {
  notebook: Notebook;
  version: NotebookVersion;
}
export interface Problem {
  code: string;
  detail: string | null;
  details: {
    [k: string]: unknown;
  };
  help: string;
  status: number;
  title: string;
  traceId: string | null;
  type: string;
}
export interface ProcessInfo {
  memoryBytes: number | null;
  name: string;
  note: string | null;
  pid: number | null;
  port: number | null;
  role: string;
  startedAt: string | null;
  state: string;
  version: string | null;
}
export interface RestorePoint {
  at: string;
  attempt: number;
  bytes: number | null;
  checkpointId: number | null;
  kind: RestorePointKind;
  path: string;
  whyNot: string | null;
}
export interface RestoredVersion {
  notebook: Notebook;
  replaced: number;
}
export interface ResultColumn {
  kind: ResultColumnKind;
  name: string;
  type: string;
}
export interface ResultInfo {
  bytesHeld: number;
  changelog: ChangelogKind;
  columns: ResultColumn[];
  endedAt: string | null;
  firstRowAt: string | null;
  frame: number;
  id: string;
  job: JobRef | null;
  mode: ExecutionMode;
  openedAt: string;
  path: ResultInfoPath;
  ratePerSecond: number;
  rowsDropped: number;
  rowsHeld: number;
  rowsIn: number;
  runId: string;
  state: ResultState;
  statement: number;
  upsertKey: string[];
  watermark: number | null;
  why: string | null;
}
export interface ResultMoment {
  arrivedAt: string | null;
  at: number;
  first: number;
  firstAt: string | null;
  last: number;
  lastAt: string | null;
  next: number | null;
  nextAt: string | null;
  nextFrame: number | null;
  previous: number | null;
  previousFrame: number | null;
}
export interface ResultPage {
  frame: number;
  of: number;
  offset: number;
  rows: unknown[][];
  total: number;
}
export interface ResultStep {
  after: unknown[] | null;
  arrivedAt: string | null;
  at: number;
  before: unknown[] | null;
  op: string;
}
export interface ResultSteps {
  moment: ResultMoment;
  steps: ResultStep[];
}
export interface RunError {
  code: DreyErrorCode;
  column: number | null;
  detail: string | null;
  endColumn: number | null;
  endLine: number | null;
  help: string;
  line: number | null;
  message: string;
  suggestion: string | null;
  title: string;
}
export interface RunInfo {
  cell: string | null;
  elapsedMillis: number | null;
  endedAt: string | null;
  error: RunError | null;
  id: string;
  kernelId: string;
  language: string;
  mode: ExecutionMode | null;
  notebook: string | null;
  progress: RunProgress | null;
  queuedAt: string;
  source: string;
  startedAt: string | null;
  state: RunState;
  statements: StatementInfo[];
  version: number;
  warnings: string[];
}
export interface RunProgress {
  bytesRead: number;
  rowsRead: number;
  rowsWritten: number;
  tasksFinished: number;
  tasksTotal: number;
}
export interface StatementInfo {
  elapsedMillis: number | null;
  endColumn: number;
  endLine: number;
  error: RunError | null;
  index: number;
  job: JobRef | null;
  kind: string;
  message: string | null;
  resultId: string | null;
  startColumn: number;
  startLine: number;
  state: RunState;
}
export interface RunRequest {
  after?: string | null;
  cell?: string | null;
  language: string;
  limit?: number | null;
  mode?: ExecutionMode | null;
  notebook?: string | null;
  seconds?: number | null;
  source: string;
}
export interface SessionInfo {
  heapMaxBytes: number | null;
  heapUsedBytes: number | null;
  jars: string[];
  kernel: KernelInfo;
  objects: SessionInfoHeld[];
  settings: SessionInfoSetting[];
  uptimeMillis: number | null;
}
export interface SessionInfoHeld {
  kind: string;
  name: string;
}
export interface SessionInfoSetting {
  cell: string | null;
  key: string;
  original: string | null;
  runId: string | null;
  value: string;
}
export interface SignIn {
  token: string;
}
export interface StatusInfo {
  cluster: ClusterInfo;
  dataDir: string;
  processes: ProcessInfo[];
  startedAt: string;
  version: string;
}
export interface TableProbe {
  choices: TableProbeChoice[];
  columns: TableProbeColumn[];
  notes: string[];
  offers: TableProbeColumn[];
  options: {
    [k: string]: string;
  };
  partitionKeys: string[];
  primaryKey: string[];
  samples: TableProbeSample[];
}
export interface TableProbeChoice {
  detail: string;
  isInternal: boolean;
  name: string;
}
export interface TableProbeColumn {
  isNullable: boolean;
  metadata: string | null;
  name: string;
  type: string;
}
export interface TableProbeSample {
  at: string;
  key: string | null;
  offset: number;
  partition: number;
  value: string | null;
}
export interface TableProbeRequest {
  isOldestFirst?: boolean | null;
  options: {
    [k: string]: string;
  };
}
export interface TextCheck {
  errors: RunError[];
  warnings: TextCheckWarning[];
}
export interface TextCheckWarning {
  column: number;
  endColumn: number;
  endLine: number;
  line: number;
  message: string;
  remedy: TextCheckRemedy;
  suggestion: string;
}
export interface TextCheckRemedy {
  column: number;
  label: string;
  line: number;
  text: string;
}
export interface TextPlan {
  error: RunError | null;
  statements: TextPlanStatement[];
}
export interface TextPlanStatement {
  index: number;
  kind: string;
  line: number;
  nodes: TextPlanNode[];
  text: string;
}
export interface TextPlanNode {
  changes: string | null;
  facts: TextPlanFact[];
  id: number;
  inputs: TextPlanInput[];
  kind: string;
  operator: string;
  title: string;
  unbounded: boolean;
  warning: string | null;
}
export interface TextPlanFact {
  name: string;
  value: string;
}
export interface TextPlanInput {
  node: number;
  sent: string | null;
}
export interface TrashRestore {
  to?: string | null;
}
export interface TrashedNotebook {
  deletedAt: string;
  id: string;
  path: string;
  sizeBytes: number;
  title: string;
}
export interface TutorialInfo {
  minutes: number;
  name: string;
  order: number;
  summary: string;
  title: string;
}
export interface Variable {
  isSecret: boolean;
  name: string;
  updatedAt: string;
  value: string | null;
}
export interface VariableRequest {
  isSecret?: boolean | null;
  value: string;
}
export interface VersionRestore {
  block?: string | null;
  notebook: string;
}
