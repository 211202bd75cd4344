package io.drey.cli.render;

import static java.util.Objects.requireNonNull;

import io.drey.cli.shell.Console;
import io.drey.model.RunError;
import io.drey.model.TextCheck;
import io.drey.model.TextPlan;
import io.drey.model.TextPlan.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows plans at the terminal: what comes out at the top, what it is made of below. */
public final class PlanPrinter {
    private final Console console;
    private final Style style;
    private final boolean isText;

    /**
     * @param isText whether plans are wanted as EXPLAIN shows them
     */
    public PlanPrinter(Console console, boolean isText) {
        this.console = requireNonNull(console, "console");
        this.style = console.outStyle();
        this.isText = isText;
    }

    /** Plans go to the standard output, errors and warnings to the standard error. */
    public void print(TextPlan plan, TextCheck check, String source) {
        for (TextPlan.Statement statement : plan.statements()) {
            console.out()
                    .println(
                            style.bold(statement.kind()) + style.dim("  line " + statement.line()));
            if (isText) {
                console.out().println(statement.text().strip());
            } else {
                printNodes(statement.nodes());
            }
            console.out().println();
        }
        if (plan.statements().isEmpty() && plan.error() == null) {
            console.say("Nothing of it runs a job.");
        }
        console.flush();
        for (TextCheck.Warning warning : check.warnings()) {
            console.say(
                    console.errStyle().yellow("warning: ")
                            + "line "
                            + warning.line()
                            + ": "
                            + ValueText.toSafeLines(warning.message())
                            + "\n  "
                            + console.errStyle().cyan(ValueText.toSafeLines(warning.suggestion())));
        }
        ErrorText errors = new ErrorText(console.errStyle(), false);
        List<RunError> found =
                check.errors().isEmpty() && plan.error() != null
                        ? List.of(plan.error())
                        : check.errors();
        found.forEach(error -> console.say(errors.of(error, source)));
    }

    private void printNodes(List<Node> nodes) {
        Map<Integer, Node> byId = new HashMap<>();
        Set<Integer> read = new HashSet<>();
        for (Node node : nodes) {
            byId.put(node.id(), node);
            node.inputs().forEach(input -> read.add(input.node()));
        }
        Set<Integer> printed = new HashSet<>();
        for (Node node : nodes) {
            if (!read.contains(node.id())) {
                print(node, null, "", "", byId, printed);
            }
        }
    }

    private void print(
            Node node,
            @Nullable String sent,
            String branch,
            String indent,
            Map<Integer, Node> byId,
            Set<Integer> printed) {
        boolean isAgain = !printed.add(node.id());
        console.out()
                .println(
                        style.dim(branch)
                                + (sent == null ? "" : style.dim(sent + " \u2190 "))
                                + style.bold(ValueText.toCell(node.title()))
                                + (node.changes() == null
                                        ? ""
                                        : "  " + style.cyan("[" + node.changes() + "]"))
                                + (node.warning() == null ? "" : "  " + style.yellow("grows"))
                                + (isAgain ? style.dim("  (as above)") : ""));
        if (isAgain) {
            return;
        }
        boolean hasInputs = !node.inputs().isEmpty();
        node.facts()
                .forEach(
                        fact ->
                                console.out()
                                        .println(
                                                style.dim(
                                                                indent
                                                                        + (hasInputs
                                                                                ? "\u2502    "
                                                                                : "     "))
                                                        + ValueText.toCell(
                                                                fact.name()
                                                                        + ": "
                                                                        + fact.value())));
        for (int i = 0; i < node.inputs().size(); i++) {
            boolean isLast = i == node.inputs().size() - 1;
            TextPlan.Input input = node.inputs().get(i);
            Node next = byId.get(input.node());
            if (next != null) {
                print(
                        next,
                        input.sent(),
                        indent + (isLast ? "\u2514\u2500 " : "\u251c\u2500 "),
                        indent + (isLast ? "   " : "\u2502  "),
                        byId,
                        printed);
            }
        }
    }
}
