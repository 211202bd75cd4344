package io.drey.kernel.flink120.plan;

import java.util.List;
import org.apache.calcite.rel.RelNode;

/**
 * State of a query that only grows.
 *
 * @param operator where in the plan it is kept
 * @param message the operator, what it keeps and what grows with what
 * @param suggestion what to do
 * @param anchors words of SQL that the operator comes of; the first that stands in the statement
 *     tells the place
 * @param place which of several such words, from 0
 */
public record StateWarning(
        RelNode operator, String message, String suggestion, List<String> anchors, int place) {
    public StateWarning {
        anchors = List.copyOf(anchors);
    }

    /** As one text, where there is no place to point at. */
    public String text() {
        return message + " " + suggestion;
    }
}
