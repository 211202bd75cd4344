package io.drey.kernel.flink120.statement;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.transformations.WithBoundedness;

/** A query turned into what Flink executes. */
record PlannedQuery(RelNode root, Changelog changelog, List<Transformation<?>> transformations) {

    /** Whether it ends by itself. */
    boolean isBounded() {
        Deque<Transformation<?>> open = new ArrayDeque<>(transformations);
        Set<Integer> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Transformation<?> one = open.pop();
            if (!seen.add(one.getId())) {
                continue;
            }
            if (one instanceof WithBoundedness source
                    && source.getBoundedness() != Boundedness.BOUNDED) {
                return false;
            }
            open.addAll(one.getInputs());
        }
        return true;
    }
}
