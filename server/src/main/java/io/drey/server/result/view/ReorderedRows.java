package io.drey.server.result.view;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowSchema;
import io.drey.arrow.BatchGatherer;
import io.drey.arrow.RecordBatchView;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows that lie anywhere in a log, brought into an order.
 *
 * <p>Works in chunks: the rows of a chunk are collected batch by batch, so that each batch is read
 * once however its rows are strewn, and then put in order. What a chunk may take in memory is
 * bounded by bytes; where rows are of very different size, a chunk that came out too large is begun
 * anew with half the rows.
 */
abstract class ReorderedRows implements RowSelection {
    static final int MAX_CHUNK_ROWS = 1 << 17;

    private static final int INDEX_BITS = 17;
    private static final long CHUNK_BYTES = 16 << 20;
    private static final long TOO_MANY_BYTES = 24 << 20;

    private final ArrowSchema schema;
    private final int count;
    private final BatchGatherer gatherer;
    private final int usualRows;
    private int chunkRows;
    private int at;

    /**
     * @param count rows in all
     * @param rowBytes what a row takes on average, about
     */
    ReorderedRows(ArrowSchema schema, int count, long rowBytes) {
        this.schema = requireNonNull(schema, "schema");
        this.count = count;
        this.gatherer = BatchGatherer.of(schema);
        this.usualRows =
                (int) Math.max(1, Math.min(MAX_CHUNK_ROWS, CHUNK_BYTES / Math.max(1, rowBytes)));
        this.chunkRows = usualRows;
    }

    /** Where a row stands in the log; rows of one batch stand side by side. */
    abstract int rank(int index);

    /** The batch with a row; null when the log dropped it. Asked for by rank. */
    abstract @Nullable RecordBatchView batch(int index) throws IOException;

    /** Which row of that batch it is; asked for after the batch. */
    abstract int row(int index);

    /** Lets go of the files. */
    abstract void letGo();

    @Override
    public final @Nullable Run next() throws IOException {
        while (at < count) {
            int rows = Math.min(chunkRows, count - at);
            Run run = collect(rows);
            if (run == null) {
                chunkRows = rows / 2;
                continue;
            }
            at += rows;
            chunkRows = Math.min(usualRows, rows * 2);
            if (run.count() > 0) {
                return run;
            }
        }
        return null;
    }

    @Override
    public final void close() {
        letGo();
        at = count;
    }

    /** Null if the rows are too large to be held together. */
    private @Nullable Run collect(int rows) throws IOException {
        long[] byRank = new long[rows];
        for (int i = 0; i < rows; i++) {
            byRank[i] = (long) rank(at + i) << INDEX_BITS | i;
        }
        Arrays.sort(byRank);
        int[] places = new int[rows];
        int collected = 0;
        boolean isOrdered = true;
        RecordBatchView last = null;
        for (long each : byRank) {
            int index = (int) each & MAX_CHUNK_ROWS - 1;
            RecordBatchView batch = batch(at + index);
            // Asked once a batch: rows of one batch are never more than was held before.
            if (batch != last && rows > 1 && gatherer.bytes() > TOO_MANY_BYTES) {
                gatherer.finish();
                return null;
            }
            last = batch;
            isOrdered &= batch != null && index == collected;
            places[index] = batch == null ? -1 : collected++;
            if (batch != null) {
                gatherer.add(batch, row(at + index));
            }
        }
        RecordBatchView found = RecordBatchView.parse(schema, gatherer.finish());
        if (!isOrdered) {
            int[] order = Arrays.stream(places).filter(place -> place >= 0).toArray();
            gatherer.addRows(found, order, order.length);
            found = RecordBatchView.parse(schema, gatherer.finish());
        }
        return new Run(found, 0, collected);
    }
}
