package io.drey.server.result.view;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowSchema;
import io.drey.arrow.RecordBatchView;
import io.drey.server.result.log.LogCursor;
import io.drey.server.result.log.ResultLog;
import io.drey.server.result.log.StoredFrame;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rows of a log by their numbers, in any order; those that the log dropped are left out. */
final class StrewnLogRows extends ReorderedRows {
    /** So many batches are passed over before looking for the right one by its number. */
    private static final int STEPS = 4;

    private final ResultLog log;
    private final ArrowSchema schema;
    private final long firstRow;
    private final int[] positions;
    private @Nullable LogCursor cursor;
    private long frameRow;
    private @Nullable RecordBatchView batch;

    StrewnLogRows(ResultLog log, ArrowSchema schema, long firstRow, int[] positions) {
        super(schema, positions.length, log.bytes() / Math.max(1, log.rows() - log.firstRow()));
        this.log = requireNonNull(log, "log");
        this.schema = requireNonNull(schema, "schema");
        this.firstRow = firstRow;
        this.positions = positions;
    }

    @Override
    int rank(int index) {
        return positions[index];
    }

    @Override
    @Nullable RecordBatchView batch(int index) throws IOException {
        long row = firstRow + positions[index];
        if (isInBatch(row)) {
            return batch;
        }
        LogCursor open = cursor;
        for (int step = 0; open != null && batch != null && row >= frameRow; step++) {
            if (step == STEPS) {
                break;
            }
            read(open);
            if (isInBatch(row)) {
                return batch;
            }
        }
        letGo();
        open = log.cursorAtRow(row);
        cursor = open;
        read(open);
        return isInBatch(row) ? batch : null;
    }

    @Override
    int row(int index) {
        return (int) (firstRow + positions[index] - frameRow);
    }

    @Override
    void letGo() {
        LogCursor open = cursor;
        if (open != null) {
            open.close();
            cursor = null;
        }
    }

    private boolean isInBatch(long row) {
        RecordBatchView current = batch;
        return current != null && row >= frameRow && row < frameRow + current.rowCount();
    }

    private void read(LogCursor open) throws IOException {
        StoredFrame frame = open.next();
        batch = frame == null ? null : RecordBatchView.parse(schema, frame.payload());
        frameRow = frame == null ? 0 : frame.firstRow();
    }
}
