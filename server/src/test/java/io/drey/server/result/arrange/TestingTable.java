package io.drey.server.result.arrange;

import io.drey.arrow.ArrowField;
import io.drey.arrow.ArrowSchema;
import io.drey.arrow.ArrowType;
import io.drey.arrow.BatchBuilder;
import io.drey.arrow.BatchGatherer;
import io.drey.arrow.RecordBatchView;
import io.drey.server.result.view.RowSelection;
import io.drey.server.result.view.RowSelection.Run;
import io.drey.server.result.view.TableRows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table in memory, in batches of a few rows. */
final class TestingTable implements TableRows {
    final ArrowSchema schema;
    final List<List<@Nullable Object>> values;
    private final List<RecordBatchView> batches = new ArrayList<>();
    private final int batchRows;
    int largestPick;
    boolean isClosed;

    TestingTable(List<ArrowField> columns, List<List<@Nullable Object>> values, int batchRows) {
        List<ArrowField> fields = new ArrayList<>(List.of(ArrowField.of("__op", ArrowType.INT8)));
        fields.addAll(columns);
        this.schema = new ArrowSchema(fields);
        this.values = values;
        this.batchRows = batchRows;
        for (int from = 0; from < values.size(); from += batchRows) {
            BatchBuilder builder = new BatchBuilder(schema);
            for (var row : values.subList(from, Math.min(values.size(), from + batchRows))) {
                builder.column(0).appendByte((byte) 0);
                for (int i = 0; i < row.size(); i++) {
                    builder.column(i + 1).appendObject(row.get(i));
                }
                builder.endRow();
            }
            batches.add(RecordBatchView.parse(schema, builder.finish()));
        }
    }

    @Override
    public int count() {
        return values.size();
    }

    @Override
    public Scan scan(int from, int end) {
        return new Scan() {
            private int next = from;
            private int position;

            @Override
            public @Nullable Run next() {
                if (next >= end) {
                    return null;
                }
                position = next;
                int row = next % batchRows;
                int count = Math.min(batchRows - row, end - next);
                next += count;
                return new Run(batches.get(position / batchRows), row, count);
            }

            @Override
            public int position() {
                return position;
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    @Override
    public RowSelection pick(int[] positions) {
        largestPick = Math.max(largestPick, positions.length);
        BatchGatherer gatherer = BatchGatherer.of(schema);
        for (int position : positions) {
            gatherer.add(batches.get(position / batchRows), position % batchRows);
        }
        Run all = new Run(RecordBatchView.parse(schema, gatherer.finish()), 0, positions.length);
        return new RowSelection() {
            private @Nullable Run rest = all;

            @Override
            public @Nullable Run next() {
                Run run = rest;
                rest = null;
                return run;
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
