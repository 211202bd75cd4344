package io.drey.server.result.view;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowSchema;
import io.drey.arrow.BatchGatherer;
import io.drey.arrow.RecordBatchView;
import io.drey.server.result.log.Segment;
import io.drey.server.result.log.StoredFrame.Place;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows that lie anywhere in a log, brought into an order.
 *
 * <p>Works in chunks: the rows of a chunk are collected batch by batch, so that each batch is read
 * once however its rows are strewn, and then put in order.
 */
final class ScatteredRows implements RowSelection {
    private static final int INDEX_BITS = 17;
    private static final int MAX_CHUNK_ROWS = 1 << INDEX_BITS;
    private static final long CHUNK_BYTES = 16 << 20;

    private final ArrowSchema schema;
    private final long[] places;
    private final int chunkRows;
    private final BatchGatherer gatherer;
    private final Map<Integer, Place> batches = new HashMap<>();
    private final Set<Segment> pinned = new HashSet<>();
    private int at;

    /**
     * Pins what the rows need; called under the result's lock.
     *
     * @param places of the rows, in the order wanted
     * @param rowBytes what a row takes on average
     */
    ScatteredRows(ArrowSchema schema, BatchTable table, long[] places, long rowBytes)
            throws IOException {
        this.schema = requireNonNull(schema, "schema");
        this.places = places;
        this.chunkRows =
                (int) Math.max(1, Math.min(MAX_CHUNK_ROWS, CHUNK_BYTES / Math.max(1, rowBytes)));
        this.gatherer = BatchGatherer.of(schema);
        int last = -1;
        try {
            for (long place : places) {
                int ordinal = BatchTable.ordinal(place);
                if (ordinal != last) {
                    last = ordinal;
                    pin(ordinal, table.get(ordinal));
                }
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public @Nullable Run next() throws IOException {
        int count = Math.min(chunkRows, places.length - at);
        if (count == 0) {
            return null;
        }
        long[] byBatch = new long[count];
        for (int i = 0; i < count; i++) {
            byBatch[i] = (long) BatchTable.ordinal(places[at + i]) << INDEX_BITS | i;
        }
        Arrays.sort(byBatch);
        int[] order = new int[count];
        boolean isOrdered = true;
        RecordBatchView batch = null;
        int open = -1;
        for (int k = 0; k < count; k++) {
            int index = (int) byBatch[k] & MAX_CHUNK_ROWS - 1;
            int ordinal = (int) (byBatch[k] >> INDEX_BITS);
            if (batch == null || ordinal != open) {
                batch = read(ordinal);
                open = ordinal;
            }
            gatherer.add(batch, BatchTable.row(places[at + index]));
            order[index] = k;
            isOrdered &= index == k;
        }
        at += count;
        RecordBatchView collected = RecordBatchView.parse(schema, gatherer.finish());
        if (!isOrdered) {
            gatherer.addRows(collected, order, count);
            collected = RecordBatchView.parse(schema, gatherer.finish());
        }
        return new Run(collected, 0, count);
    }

    @Override
    public void close() {
        pinned.forEach(Segment::unpin);
        pinned.clear();
        at = places.length;
    }

    private void pin(int ordinal, Place place) throws IOException {
        batches.put(ordinal, place);
        if (pinned.contains(place.segment())) {
            return;
        }
        if (!place.segment().pin()) {
            throw new IOException("a segment with rows of the table was deleted");
        }
        pinned.add(place.segment());
    }

    private RecordBatchView read(int ordinal) throws IOException {
        Place place = requireNonNull(batches.get(ordinal), "batch");
        return RecordBatchView.parse(schema, place.segment().read(place.position()).payload());
    }
}
