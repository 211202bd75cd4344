import ELK, { type ElkNode } from "elkjs/lib/elk.bundled.js";
import type { Graph, GraphNode } from "./graph";

export interface Placed {
  id: string;
  x: number;
  y: number;
  height: number;
}

export const NODE_WIDTH = 232;

const HEAD = 56;
const LINE = 18;
const elk = new ELK();

/** How high a node is drawn. */
export function heightOf(node: GraphNode): number {
  return HEAD + LINE * (node.lines.length + (node.mark === null ? 0 : 1));
}

/** Places from left to right, the way rows flow. */
export async function layOut(
  graph: Graph,
  heights: ReadonlyMap<string, number>,
): Promise<Placed[]> {
  const root: ElkNode = {
    id: "root",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": "RIGHT",
      "elk.spacing.nodeNode": "28",
      "elk.layered.spacing.nodeNodeBetweenLayers": "96",
    },
    children: graph.nodes.map((node) => ({
      id: node.id,
      width: NODE_WIDTH,
      height: heights.get(node.id) ?? HEAD,
    })),
    edges: graph.edges.map((edge, i) => ({
      id: String(i),
      sources: [edge.from],
      targets: [edge.to],
    })),
  };
  const { children = [] } = await elk.layout(root);
  return children.map(({ id, x = 0, y = 0, height = HEAD }) => ({ id, x, y, height }));
}
