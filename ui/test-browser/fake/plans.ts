import type { JobGraph, KernelInfo, TextPlan } from "../../src/api/generated/schemas";

/** The plan of a query that groups a stream. */
export function explain(source: string): TextPlan {
  const node = { facts: [], changes: "+I", unbounded: true, warning: null };
  return {
    error: source.includes("nosuch")
      ? {
          code: "COLUMN_NOT_FOUND",
          title: "No such column",
          message: "There is no column `nosuch`.",
          suggestion: null,
          help: "",
          line: 1,
          column: 8,
          endLine: 1,
          endColumn: 13,
          detail: null,
        }
      : null,
    statements: [
      {
        index: 0,
        kind: "SELECT",
        line: 1,
        text: "Sink(table=[result])\n+- GroupAggregate(groupBy=[carrier])",
        nodes: [
          {
            ...node,
            id: 0,
            kind: "source",
            title: "Read flights",
            operator: "TableSourceScan",
            inputs: [],
          },
          {
            ...node,
            id: 1,
            kind: "source",
            title: "Read carriers",
            operator: "TableSourceScan",
            unbounded: false,
            inputs: [],
          },
          {
            ...node,
            id: 2,
            kind: "join",
            title: "Join",
            operator: "Join",
            facts: [{ name: "where", value: "=(carrier, code)" }],
            warning: "The join keeps every row of `flights`, as another may come to match it.",
            inputs: [
              { node: 0, sent: "by `carrier`" },
              { node: 1, sent: "by `code`" },
            ],
          },
          {
            ...node,
            id: 3,
            kind: "group",
            title: "Group",
            operator: "GroupAggregate",
            facts: [
              { name: "groupBy", value: "carrier" },
              { name: "select", value: "carrier, AVG(delay) AS mean_delay" },
            ],
            changes: "+I +U",
            inputs: [{ node: 2, sent: "by `carrier`" }],
          },
          {
            ...node,
            id: 4,
            kind: "sink",
            title: "Result",
            operator: "Sink",
            changes: null,
            inputs: [{ node: 3, sent: null }],
          },
        ],
      },
    ],
  };
}

/** A running job whose source is held up by a busy aggregation. */
export function graphOf(job: string, tick: number): JobGraph {
  const vertex = {
    parallelism: 2,
    state: "RUNNING",
    bytesInPerSecond: 118_000,
    bytesOutPerSecond: 96_000,
    watermark: null,
    stateBytes: null,
  };
  return {
    job,
    name: "insert-into_default_catalog.default_database.delays_by_hour",
    state: "RUNNING",
    at: new Date().toISOString(),
    vertices: [
      {
        ...vertex,
        id: "a",
        title: "Source: flights -> Calc",
        operators: ["TableSourceScan(table=[[flights]])", "Calc(select=[carrier, delay])"],
        recordsIn: 1_284_551 + tick * 1200,
        recordsOut: 1_284_551 + tick * 1200,
        recordsInPerSecond: 1200 + tick,
        recordsOutPerSecond: 1200 + tick,
        busy: 0.12,
        backPressured: 0.84,
        idle: 0.04,
        watermark: new Date(Date.now() - 4200).toISOString(),
      },
      {
        ...vertex,
        id: "b",
        title: "GlobalWindowAggregate -> Calc -> delays_by_hour: Writer",
        operators: ["GlobalWindowAggregate(groupBy=[carrier])", "delays_by_hour: Writer"],
        recordsIn: 1_284_000,
        recordsOut: 20_114,
        recordsInPerSecond: 1200 + tick,
        recordsOutPerSecond: 18.4,
        busy: 0.97,
        backPressured: 0,
        idle: 0.03,
        watermark: new Date(Date.now() - 4900).toISOString(),
        stateBytes: 48_300_000,
      },
    ],
    edges: [{ from: "a", to: "b", sent: "HASH" }],
    checkpoint: {
      id: 12,
      at: new Date(Date.now() - 7000).toISOString(),
      durationMillis: 220,
      stateBytes: 48_310_000,
    },
    failure: null,
  };
}

/** A session in which two things were made and one setting changed. */
export function sessionOf(kernel: KernelInfo | undefined) {
  return {
    kernel,
    heapUsedBytes: 212_000_000,
    heapMaxBytes: 768_000_000,
    uptimeMillis: 754_000,
    objects: [
      { name: "flights", kind: "table" },
      { name: "delays", kind: "view" },
    ],
    settings: [
      {
        key: "table.exec.state.ttl",
        value: "1 d",
        original: null,
        runId: "r1",
        cell: "live_counts",
      },
    ],
    jars: [],
  };
}
