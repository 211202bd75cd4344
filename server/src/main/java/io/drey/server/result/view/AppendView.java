package io.drey.server.result.view;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowSchema;
import io.drey.arrow.RecordBatchView;
import io.drey.server.result.log.ResultLog;
import io.drey.server.result.log.StoredFrame;

/** The table of a result that only grows: the log itself, from its oldest row on. */
public final class AppendView implements TableView {
    private final ResultLog log;
    private final ArrowSchema schema;

    public AppendView(ResultLog log, ArrowSchema schema) {
        this.log = requireNonNull(log, "log");
        this.schema = requireNonNull(schema, "schema");
    }

    @Override
    public long rows() {
        return log.rows() - log.firstRow();
    }

    @Override
    public void apply(StoredFrame frame, RecordBatchView batch) {
        // The log has it already.
    }

    @Override
    public RowSelection select(long offset, long limit) {
        return new LogRows(log, schema, log.firstRow() + offset, Math.min(limit, rows() - offset));
    }

    @Override
    public TableRows freeze() {
        return new LogTableRows(log, schema, log.firstRow(), Math.toIntExact(rows()));
    }

    @Override
    public boolean settle() {
        return false;
    }
}
