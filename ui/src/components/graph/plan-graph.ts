import { t } from "@/messages";
import type { Graph } from "./graph";

/** An operator of a plan, as the API tells it. */
export interface PlanNode {
  id: number;
  title: string;
  operator: string;
  facts: readonly { name: string; value: string }[];
  changes: string | null;
  unbounded: boolean;
  warning: string | null;
  inputs: readonly { node: number; sent: string | null }[];
}

/** A plan before it runs. */
export function planGraph(nodes: readonly PlanNode[]): Graph {
  const changes = new Map(nodes.map((node) => [node.id, node.changes]));
  return {
    nodes: nodes.map((node) => ({
      id: String(node.id),
      kind: node.operator,
      title: node.title,
      lines: node.inputs.length === 0 ? [endOf(node)] : [],
      mark: node.warning === null ? null : { tone: "warning", text: t("plan.grows") },
      facts: [
        ...(node.warning === null ? [] : [{ name: t("plan.warning"), value: node.warning }]),
        ...(node.changes === null ? [] : [{ name: t("plan.changes"), value: words(node.changes) }]),
        ...(node.inputs.length === 0 ? [{ name: t("plan.end"), value: endOf(node) }] : []),
        ...node.facts.map((fact) => ({ ...fact, isCode: true })),
      ],
    })),
    edges: nodes.flatMap((node) =>
      node.inputs.map((input) => ({
        from: String(input.node),
        to: String(node.id),
        label: label(input.sent, changes.get(input.node) ?? null),
      })),
    ),
  };
}

function endOf(node: PlanNode): string {
  return t(node.unbounded ? "plan.unbounded" : "plan.bounded");
}

function label(sent: string | null, changes: string | null): string | null {
  const parts = [sent, changes === null || changes === "+I" ? null : changes];
  const text = parts.filter((it) => it !== null).join(" · ");
  return text === "" ? null : text;
}

/** `+I -D` as words. */
export function words(changes: string): string {
  return changes
    .split(" ")
    .map((it) => {
      switch (it) {
        case "+I":
          return t("plan.change.insert");
        case "-U":
          return t("plan.change.before");
        case "+U":
          return t("plan.change.update");
        case "-D":
          return t("plan.change.delete");
        default:
          return it;
      }
    })
    .join(", ");
}
