package io.drey.server.run;

import io.drey.model.TextPlan;
import io.drey.protocol.KernelMessages;

/** Makes the API's words of a kernel's plans. */
final class TextPlans {
    private TextPlans() {}

    static TextPlan.Statement of(KernelMessages.Plan plan) {
        return new TextPlan.Statement(
                plan.statement(),
                plan.what(),
                plan.line(),
                plan.text(),
                plan.nodes().stream().map(TextPlans::node).toList());
    }

    private static TextPlan.Node node(KernelMessages.PlanNode node) {
        return new TextPlan.Node(
                node.id(),
                node.what(),
                node.title(),
                node.operator(),
                node.facts().stream()
                        .map(fact -> new TextPlan.Fact(fact.name(), fact.value()))
                        .toList(),
                node.changes(),
                node.isUnbounded(),
                node.warning(),
                node.inputs().stream()
                        .map(input -> new TextPlan.Input(input.node(), input.sent()))
                        .toList());
    }
}
