package io.drey.sink;

import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/** Takes every kind of change at the parallelism of whatever comes before it. */
final class ResultTableSink implements DynamicTableSink {
    private final ResultTarget target;
    private final RowType rowType;
    private final boolean isUpsert;
    private final long limit;

    /** Batch jobs do not ask for the changelog mode: they insert only. */
    private boolean isAppendOnly = true;

    ResultTableSink(ResultTarget target, RowType rowType, boolean isUpsert, long limit) {
        this.target = target;
        this.rowType = rowType;
        this.isUpsert = isUpsert;
        this.limit = limit;
    }

    /**
     * Takes what is offered; with an upsert key it asks for no rows that are replaced anyway.
     *
     * <p>The planner still sends UPDATE_BEFORE where it is needed: behind a filter it can be the
     * only sign that a row is gone. So the sink passes on whatever comes.
     */
    @Override
    public ChangelogMode getChangelogMode(ChangelogMode requested) {
        isAppendOnly = requested.containsOnly(RowKind.INSERT);
        if (!isUpsert || isAppendOnly) {
            return requested;
        }
        ChangelogMode.Builder wanted = ChangelogMode.newBuilder();
        for (RowKind kind : requested.getContainedKinds()) {
            if (kind != RowKind.UPDATE_BEFORE) {
                wanted.addContainedKind(kind);
            }
        }
        return wanted.build();
    }

    @Override
    public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
        // To stop in the middle of a changelog would leave rows in the table that are gone.
        return SinkV2Provider.of(new ResultSink(target, rowType, isAppendOnly ? limit : 0));
    }

    @Override
    public DynamicTableSink copy() {
        ResultTableSink copy = new ResultTableSink(target, rowType, isUpsert, limit);
        copy.isAppendOnly = isAppendOnly;
        return copy;
    }

    @Override
    public String asSummaryString() {
        return "Drey result " + target;
    }
}
