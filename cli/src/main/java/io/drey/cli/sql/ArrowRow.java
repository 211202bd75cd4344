package io.drey.cli.sql;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.RecordBatchView;
import io.drey.cli.render.Row;
import io.drey.client.ResultStream;
import org.jspecify.annotations.Nullable;

/** A row of a batch; moves from row to row. Confined to one thread. */
public final class ArrowRow implements Row {
    private static final String[] OPS = {"+I", "-U", "+U", "-D"};

    private final RecordBatchView batch;
    private final int firstColumn;
    private int row;

    public ArrowRow(RecordBatchView batch) {
        this.batch = requireNonNull(batch, "batch");
        this.firstColumn = batch.schema().indexOf(ResultStream.OP_COLUMN) == 0 ? 1 : 0;
    }

    public ArrowRow at(int row) {
        this.row = row;
        return this;
    }

    @Override
    public String op() {
        return firstColumn == 0 ? OPS[0] : OPS[(int) batch.column(0).getLong(row)];
    }

    @Override
    public @Nullable Object value(int column) {
        return batch.column(firstColumn + column).getObject(row);
    }
}
