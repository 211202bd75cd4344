import { Skeleton } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { Choice } from "@/components/ui/choice";
import tables from "@/components/ui/table.module.css";
import { t } from "@/messages";
import { type Graph, type GraphNode, inputsOf } from "./graph";
import css from "./graph.module.css";

const FlowGraph = lazy(() => import("./flow-graph"));

type View = "graph" | "table" | "text";

interface Props {
  graph: Graph;
  /** The plan as EXPLAIN shows it, where there is one. */
  text: string | null;
}

/** A graph as a picture, as a table that says the same, and as text; details of what is chosen. */
export function GraphView({ graph, text }: Props) {
  const [view, setView] = useState<View>(isNarrow() ? "table" : "graph");
  const [chosen, setChosen] = useState<string | null>(null);
  const node = graph.nodes.find((it) => it.id === chosen);
  const views = [
    { value: "graph" as const, label: t("plan.view.graph") },
    { value: "table" as const, label: t("plan.view.table") },
    ...(text === null ? [] : [{ value: "text" as const, label: t("plan.view.text") }]),
  ];
  return (
    <div className={css.view}>
      <Choice label={t("plan.view")} value={view} options={views} onChange={setView} />
      {view === "graph" && (
        <Suspense fallback={<Skeleton height={380} />}>
          <FlowGraph graph={graph} chosen={chosen} onChoose={setChosen} />
        </Suspense>
      )}
      {view === "table" && <NodeTable graph={graph} onChoose={setChosen} />}
      {view === "text" && <pre className={css.text}>{text}</pre>}
      {node !== undefined && view !== "text" && <Details node={node} />}
      {node === undefined && view === "graph" && <p className={css.hint}>{t("plan.choose")}</p>}
    </div>
  );
}

/** A picture of the whole graph could not be read at a phone's width. */
function isNarrow(): boolean {
  return window.matchMedia("(max-width: 720px)").matches;
}

function NodeTable({ graph, onChoose }: { graph: Graph; onChoose: (id: string) => void }) {
  return (
    <div className={css.scroll}>
      <table className={tables.table}>
        <thead>
          <tr>
            <th>{t("plan.part")}</th>
            <th>{t("plan.reads")}</th>
            <th>{t("plan.now")}</th>
          </tr>
        </thead>
        <tbody>
          {graph.nodes.map((node) => (
            <tr key={node.id}>
              <td>
                <button type="button" className={css.link} onClick={() => onChoose(node.id)}>
                  {node.title}
                </button>
                <span className={css.kind}> {node.kind}</span>
              </td>
              <td>{inputsOf(graph, node.id)}</td>
              <td>
                {[...node.lines, ...(node.mark === null ? [] : [node.mark.text])].join(" · ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Details({ node }: { node: GraphNode }) {
  return (
    <section className={css.details} aria-label={t("plan.details", { title: node.title })}>
      <h3>{node.title}</h3>
      <dl>
        {node.facts.map((fact, i) => (
          <div key={i}>
            <dt>{fact.name}</dt>
            <dd>{fact.isCode ? <code>{fact.value}</code> : fact.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
