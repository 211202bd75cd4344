package io.drey.server.result.view;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowSchema;
import io.drey.arrow.RecordBatchView;
import io.drey.server.result.log.LogCursor;
import io.drey.server.result.log.ResultLog;
import io.drey.server.result.log.StoredFrame;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A stretch of a log's rows, by their numbers in it. Rows dropped meanwhile are left out. */
public final class LogRows implements RowSelection {
    private final ArrowSchema schema;
    private final LogCursor cursor;
    private final long end;
    private long row;

    /**
     * Picks a stretch.
     *
     * @param from number of the first row, counted from the first the log ever took
     * @param count how many
     */
    public LogRows(ResultLog log, ArrowSchema schema, long from, long count) {
        this.schema = requireNonNull(schema, "schema");
        this.cursor = log.cursorAtRow(from);
        this.row = from;
        this.end = from + count;
    }

    @Override
    public @Nullable Run next() throws IOException {
        if (row >= end) {
            return null;
        }
        StoredFrame frame = cursor.next();
        if (frame == null || frame.firstRow() >= end) {
            return null;
        }
        RecordBatchView batch = RecordBatchView.parse(schema, frame.payload());
        int from = (int) Math.max(0, row - frame.firstRow());
        long behind = Math.min(frame.firstRow() + batch.rowCount(), end);
        int count = (int) (behind - frame.firstRow()) - from;
        row = behind;
        return new Run(batch, from, count);
    }

    @Override
    public void close() {
        cursor.close();
    }
}
