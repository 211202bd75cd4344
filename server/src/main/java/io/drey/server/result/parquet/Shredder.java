package io.drey.server.result.parquet;

import io.drey.arrow.ColumnReader;
import io.drey.server.result.parquet.LeafColumn.Step;

/** Takes the values of one leaf out of nested ones, with the levels that tell where they were. */
final class Shredder {
    private final Step[] steps;
    private final ChunkWriter target;

    Shredder(LeafColumn leaf, ChunkWriter target) {
        this.steps = leaf.steps().toArray(Step[]::new);
        this.target = target;
    }

    void add(ColumnReader column, int row) {
        add(0, column, row, 0);
    }

    private void add(int depth, ColumnReader reader, int row, int repetition) {
        Step step = steps[depth];
        if (step.isOptional() && reader.isNull(row)) {
            target.addMissing(step.definition() - 1, repetition);
            return;
        }
        switch (step.kind()) {
            case VALUE -> target.addValue(reader, row, repetition);
            case FIELD -> add(depth + 1, reader.child(step.child()), row, repetition);
            case EACH_ELEMENT -> {
                int end = reader.listEnd(row);
                int start = reader.listStart(row);
                if (start == end) {
                    target.addMissing(step.definition(), repetition);
                }
                for (int i = start; i < end; i++) {
                    add(
                            depth + 1,
                            reader.child(step.child()),
                            i,
                            i == start ? repetition : step.repetition());
                }
            }
        }
    }
}
