package io.drey.server.result.view;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowSchema;
import io.drey.arrow.BatchGatherer;
import io.drey.arrow.RecordBatchView;
import io.drey.server.result.log.LogCursor;
import io.drey.server.result.log.ResultLog;
import io.drey.server.result.log.StoredFrame;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a log by their numbers, in any order.
 *
 * <p>The rows of a chunk are collected in the log's order, so that a batch is read once for all of
 * them, and then put in the order wanted.
 */
final class StrewnLogRows implements RowSelection {
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK_ROWS = 1 << CHUNK_BITS;

    /** So many batches are passed over before looking for the right one by its number. */
    private static final int STEPS = 4;

    private final ResultLog log;
    private final ArrowSchema schema;
    private final long firstRow;
    private final int[] positions;
    private final BatchGatherer gatherer;
    private @Nullable LogCursor cursor;
    private long frameRow;
    private @Nullable RecordBatchView batch;
    private int at;

    StrewnLogRows(ResultLog log, ArrowSchema schema, long firstRow, int[] positions) {
        this.log = requireNonNull(log, "log");
        this.schema = requireNonNull(schema, "schema");
        this.firstRow = firstRow;
        this.positions = positions;
        this.gatherer = BatchGatherer.of(schema);
    }

    @Override
    public @Nullable Run next() throws IOException {
        while (at < positions.length) {
            int count = Math.min(CHUNK_ROWS, positions.length - at);
            Run run = collect(count);
            at += count;
            if (run.count() > 0) {
                return run;
            }
        }
        return null;
    }

    @Override
    public void close() {
        LogCursor open = cursor;
        if (open != null) {
            open.close();
            cursor = null;
        }
        at = positions.length;
    }

    private Run collect(int count) throws IOException {
        long[] byPosition = new long[count];
        for (int i = 0; i < count; i++) {
            byPosition[i] = (long) positions[at + i] << CHUNK_BITS | i;
        }
        Arrays.sort(byPosition);
        int[] places = new int[count];
        int collected = 0;
        for (long each : byPosition) {
            RecordBatchView found = seek(firstRow + (each >>> CHUNK_BITS));
            int index = (int) each & CHUNK_ROWS - 1;
            places[index] = found == null ? -1 : collected++;
            if (found != null) {
                gatherer.add(found, (int) (firstRow + (each >>> CHUNK_BITS) - frameRow));
            }
        }
        int[] order = Arrays.stream(places).filter(place -> place >= 0).toArray();
        RecordBatchView rows = RecordBatchView.parse(schema, gatherer.finish());
        gatherer.addRows(rows, order, order.length);
        return new Run(RecordBatchView.parse(schema, gatherer.finish()), 0, order.length);
    }

    /** The batch with a row; null when the log dropped it. */
    private @Nullable RecordBatchView seek(long row) throws IOException {
        RecordBatchView current = batch;
        if (current != null && row >= frameRow && row < frameRow + current.rowCount()) {
            return current;
        }
        LogCursor open = cursor;
        for (int step = 0; open != null && current != null && step < STEPS; step++) {
            if (row < frameRow) {
                break;
            }
            current = read(open);
            if (current != null && row >= frameRow && row < frameRow + current.rowCount()) {
                return current;
            }
        }
        close(open);
        open = log.cursorAtRow(row);
        cursor = open;
        current = read(open);
        return current != null && row >= frameRow && row < frameRow + current.rowCount()
                ? current
                : null;
    }

    private @Nullable RecordBatchView read(LogCursor open) throws IOException {
        StoredFrame frame = open.next();
        batch = frame == null ? null : RecordBatchView.parse(schema, frame.payload());
        frameRow = frame == null ? 0 : frame.firstRow();
        return batch;
    }

    private static void close(@Nullable LogCursor cursor) {
        if (cursor != null) {
            cursor.close();
        }
    }
}
