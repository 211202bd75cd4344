package io.drey.server.result.view;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowSchema;
import io.drey.arrow.RecordBatchView;
import io.drey.server.result.log.LogCursor;
import io.drey.server.result.log.ResultLog;
import io.drey.server.result.log.StoredFrame;
import io.drey.server.result.view.RowSelection.Run;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rows of a result that only grows; a position is a row's number in the log. */
final class LogTableRows implements TableRows {
    private final ResultLog log;
    private final ArrowSchema schema;
    private final long firstRow;
    private final int count;

    LogTableRows(ResultLog log, ArrowSchema schema, long firstRow, int count) {
        this.log = requireNonNull(log, "log");
        this.schema = requireNonNull(schema, "schema");
        this.firstRow = firstRow;
        this.count = count;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Scan scan(int from, int end) {
        return new LogScan(log.cursorAtRow(firstRow + from), from, end);
    }

    @Override
    public RowSelection pick(int[] positions) {
        return new StrewnLogRows(log, schema, firstRow, positions);
    }

    @Override
    public void close() {
        // Nothing is held: each cursor pins the segment it is in.
    }

    private final class LogScan implements Scan {
        private final LogCursor cursor;
        private final int end;
        private int next;
        private int position;

        LogScan(LogCursor cursor, int from, int end) {
            this.cursor = cursor;
            this.next = from;
            this.end = end;
        }

        @Override
        public @Nullable Run next() throws IOException {
            StoredFrame frame = next >= end ? null : cursor.next();
            if (frame == null || frame.firstRow() - firstRow >= end) {
                next = end;
                return null;
            }
            RecordBatchView batch = RecordBatchView.parse(schema, frame.payload());
            long base = frame.firstRow() - firstRow;
            int from = (int) Math.max(0, next - base);
            int behind = (int) Math.min(batch.rowCount(), end - base);
            position = (int) (base + from);
            next = (int) (base + behind);
            return new Run(batch, from, behind - from);
        }

        @Override
        public int position() {
            return position;
        }

        @Override
        public void close() {
            cursor.close();
        }
    }
}
