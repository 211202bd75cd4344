import {
  Background,
  Controls,
  type Edge,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
} from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { useEffect, useMemo, useState } from "react";
import { t } from "@/messages";
import type { Graph, GraphNode } from "./graph";
import css from "./graph.module.css";
import { heightOf, layOut, NODE_WIDTH, type Placed } from "./layout";

interface Props {
  graph: Graph;
  chosen: string | null;
  onChoose: (id: string) => void;
}

type Box = Node<{ node: GraphNode }, "box">;

const nodeTypes = { box: BoxNode };

/** A drawn graph. Values may change every second; it is laid out anew only when its shape does. */
export default function FlowGraph({ graph, chosen, onChoose }: Props) {
  const placed = usePlaces(graph);
  const nodes = useMemo(
    () =>
      (placed ?? []).flatMap((place): Box[] => {
        const node = graph.nodes.find((it) => it.id === place.id);
        return node === undefined
          ? []
          : [
              {
                id: place.id,
                type: "box",
                position: { x: place.x, y: place.y },
                width: NODE_WIDTH,
                height: place.height,
                data: { node },
                selected: place.id === chosen,
                ariaLabel: [node.title, node.kind, ...node.lines, node.mark?.text ?? ""].join(", "),
              },
            ];
      }),
    [placed, graph, chosen],
  );
  const edges = useMemo(
    () =>
      graph.edges.map(
        (edge, i): Edge => ({
          id: String(i),
          source: edge.from,
          target: edge.to,
          label: edge.label ?? undefined,
          focusable: false,
          markerEnd: { type: MarkerType.ArrowClosed },
        }),
      ),
    [graph],
  );
  if (placed === null) {
    return <div className={css.canvas} aria-busy />;
  }
  return (
    <div className={css.canvas}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        fitView
        fitViewOptions={{ padding: 0.08, maxZoom: 1 }}
        minZoom={0.1}
        nodesDraggable={false}
        nodesConnectable={false}
        deleteKeyCode={null}
        onNodeClick={(_event, node) => onChoose(node.id)}
        onNodesChange={(changes) => {
          for (const change of changes) {
            // As the Enter key does.
            if (change.type === "select" && change.selected) {
              onChoose(change.id);
            }
          }
        }}
        aria-label={t("plan.graph")}
      >
        <Background />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}

function BoxNode({ data: { node } }: NodeProps<Box>) {
  return (
    <div className={css.node} data-tone={node.mark?.tone}>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <span className={css.kind}>{node.kind}</span>
      <span className={css.title} title={node.title}>
        {node.title}
      </span>
      {node.lines.map((line) => (
        <span key={line} className={css.line}>
          {line}
        </span>
      ))}
      {node.mark !== null && <strong className={css.mark}>{node.mark.text}</strong>}
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
}

/** Null until the first layout is there. */
function usePlaces(graph: Graph): readonly Placed[] | null {
  const [places, setPlaces] = useState<readonly Placed[] | null>(null);
  const shape = JSON.stringify([
    graph.nodes.map((node) => [node.id, heightOf(node)]),
    graph.edges.map((edge) => [edge.from, edge.to]),
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape is all that a layout reads
  useEffect(() => {
    let isCurrent = true;
    const heights = new Map(graph.nodes.map((node) => [node.id, heightOf(node)]));
    void layOut(graph, heights).then((placed) => {
      if (isCurrent) {
        setPlaces(placed);
      }
    });
    return () => {
      isCurrent = false;
    };
  }, [shape]);
  return places;
}
