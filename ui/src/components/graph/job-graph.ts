import { formatBytes, formatCount, formatRate } from "@/core/format/numbers";
import { formatDuration, formatWatermark } from "@/core/format/times";
import { t } from "@/messages";
import type { Fact, Graph, GraphNode } from "./graph";

/** A running job, as the API tells it. */
export interface RunningGraph {
  at: string;
  vertices: readonly Vertex[];
  edges: readonly { from: string; to: string; sent: string }[];
}

interface Vertex {
  id: string;
  title: string;
  operators: readonly string[];
  parallelism: number;
  state: string;
  recordsIn: number;
  recordsOut: number;
  recordsInPerSecond: number | null;
  recordsOutPerSecond: number | null;
  bytesInPerSecond: number | null;
  bytesOutPerSecond: number | null;
  busy: number | null;
  backPressured: number | null;
  idle: number | null;
  watermark: string | null;
  stateBytes: number | null;
}

/** From here on a part holds up the others. */
const HOT = 0.5;

/** A job while it runs or after it ended. */
export function jobGraph(graph: RunningGraph): Graph {
  const at = Date.parse(graph.at);
  return {
    nodes: graph.vertices.map((vertex) => node(vertex, at)),
    edges: graph.edges.map((edge) => ({
      from: edge.from,
      to: edge.to,
      label: sentWord(edge.sent),
    })),
  };
}

function node(vertex: Vertex, at: number): GraphNode {
  return {
    id: vertex.id,
    kind: t("plan.tasks", { n: vertex.parallelism, state: vertex.state.toLowerCase() }),
    title: vertex.title,
    lines: lines(vertex),
    mark: markOf(vertex),
    facts: facts(vertex, at),
  };
}

function lines(vertex: Vertex): string[] {
  const { recordsInPerSecond: read, recordsOutPerSecond: sent } = vertex;
  const rates =
    read === null && sent === null
      ? t("plan.counts", {
          read: formatCount(vertex.recordsIn),
          sent: formatCount(vertex.recordsOut),
        })
      : t("plan.rates", { read: rate(read), sent: rate(sent) });
  const load =
    vertex.busy === null
      ? []
      : [t("plan.load", { busy: percent(vertex.busy), waits: percent(vertex.backPressured) })];
  return [rates, ...load];
}

function markOf(vertex: Vertex): GraphNode["mark"] {
  if ((vertex.backPressured ?? 0) >= HOT) {
    return { tone: "warning", text: t("plan.backPressured", { n: percent(vertex.backPressured) }) };
  }
  return (vertex.busy ?? 0) >= HOT
    ? { tone: "hot", text: t("plan.busy.mark", { n: percent(vertex.busy) }) }
    : null;
}

function facts(vertex: Vertex, at: number): Fact[] {
  const mark = vertex.watermark === null ? null : Date.parse(vertex.watermark);
  return [
    { name: t("plan.parallelism"), value: String(vertex.parallelism) },
    {
      name: t("plan.in"),
      value: flow(vertex.recordsIn, vertex.recordsInPerSecond, vertex.bytesInPerSecond),
    },
    {
      name: t("plan.out"),
      value: flow(vertex.recordsOut, vertex.recordsOutPerSecond, vertex.bytesOutPerSecond),
    },
    { name: t("plan.busy"), value: percent(vertex.busy) },
    { name: t("plan.waits"), value: percent(vertex.backPressured) },
    { name: t("plan.idle"), value: percent(vertex.idle) },
    {
      name: t("plan.watermark"),
      value:
        mark === null
          ? t("plan.watermark.none")
          : t("plan.watermark.lag", {
              time: formatWatermark(mark),
              lag: formatDuration(Math.max(0, at - mark)),
            }),
    },
    {
      name: t("plan.state"),
      value: vertex.stateBytes === null ? t("plan.state.none") : formatBytes(vertex.stateBytes),
    },
    ...vertex.operators.map((operator, i) => ({
      name: i === 0 ? t("plan.operators") : "",
      value: operator,
      isCode: true,
    })),
  ];
}

function flow(records: number, perSecond: number | null, bytes: number | null): string {
  return t("plan.flow", {
    n: formatCount(records),
    rate: rate(perSecond),
    bytes: bytes === null ? "–" : formatBytes(bytes),
  });
}

function rate(perSecond: number | null): string {
  return perSecond === null ? "–" : formatRate(perSecond);
}

function percent(share: number | null): string {
  return share === null ? "–" : `${Math.round(share * 100)} %`;
}

function sentWord(sent: string): string | null {
  switch (sent) {
    case "FORWARD":
    case "":
      return null;
    case "HASH":
      return t("plan.sent.hash");
    case "GLOBAL":
      return t("plan.sent.global");
    case "BROADCAST":
      return t("plan.sent.broadcast");
    case "REBALANCE":
    case "RESCALE":
      return t("plan.sent.spread");
    default:
      return sent.toLowerCase();
  }
}
