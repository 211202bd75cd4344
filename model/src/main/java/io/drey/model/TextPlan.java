package io.drey.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a text would be run, found without running it.
 *
 * @param statements those that would run a job
 * @param error why there are no more; null when there is one for each
 */
public record TextPlan(List<Statement> statements, @Nullable RunError error) {
    public TextPlan {
        statements = List.copyOf(statements);
    }

    /**
     * The plan of one statement.
     *
     * @param index of the statement in the text, from 0
     * @param kind the statement's leading words, such as {@code INSERT INTO}
     * @param line where it begins, from 1
     * @param text the plan as EXPLAIN shows it
     * @param nodes its operators, each behind those it reads from
     */
    public record Statement(int index, String kind, int line, String text, List<Node> nodes) {}

    /**
     * An operator.
     *
     * @param id from 0
     * @param kind source, sink, join, group, sort or other
     * @param operator Flink's own name of it
     * @param changes the kinds of changes that leave it, such as {@code +I -D}; null in batch mode
     * @param unbounded whether it reads a table without an end
     * @param warning what may not be meant, such as state that only grows
     */
    public record Node(
            int id,
            String kind,
            String title,
            String operator,
            List<Fact> facts,
            @Nullable String changes,
            boolean unbounded,
            @Nullable String warning,
            List<Input> inputs) {}

    /** What an operator tells of itself. */
    public record Fact(String name, String value) {}

    /**
     * Where an operator's rows come from.
     *
     * @param node id of the node that sends them
     * @param sent how they are spread over the tasks; null when they stay where they are
     */
    public record Input(int node, @Nullable String sent) {}
}
