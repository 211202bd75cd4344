/** A node of a drawn graph. */
export interface GraphNode {
  id: string;
  /** A word for what it is, shown above the title. */
  kind: string;
  title: string;
  /** What is seen at a glance. */
  lines: readonly string[];
  /** Why it stands out; null where it does not. */
  mark: { tone: "hot" | "warning"; text: string } | null;
  /** All there is to know, shown when it is chosen. */
  facts: readonly Fact[];
}

export interface Fact {
  name: string;
  value: string;
  /** Text of a program, shown as such. */
  isCode?: boolean;
}

export interface GraphEdge {
  from: string;
  to: string;
  label: string | null;
}

export interface Graph {
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
}

/** What a node reads from, in words. */
export function inputsOf(graph: Graph, id: string): string {
  const titles = new Map(graph.nodes.map((node) => [node.id, node.title]));
  return graph.edges
    .filter((edge) => edge.to === id)
    .map((edge) =>
      edge.label === null
        ? (titles.get(edge.from) ?? edge.from)
        : `${titles.get(edge.from) ?? edge.from} (${edge.label})`,
    )
    .join(", ");
}
