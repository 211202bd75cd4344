package io.drey.server.result.view;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowSchema;
import io.drey.arrow.RecordBatchView;
import io.drey.server.result.log.Segment;
import io.drey.server.result.log.StoredFrame.Place;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows by their places in a log, in any order; their segments are kept until closed. */
final class ScatteredRows extends ReorderedRows {
    private final ArrowSchema schema;
    private final long[] places;
    private final Map<Integer, Place> batches = new HashMap<>();
    private final Set<Segment> pinned = new HashSet<>();
    private @Nullable RecordBatchView batch;
    private int open = -1;

    /**
     * Pins what the rows need, so none of it may have been let go of: the caller holds the result's
     * lock, or pins of its own.
     *
     * @param places of the rows, in the order wanted
     * @param rowBytes what a row takes on average
     */
    ScatteredRows(ArrowSchema schema, BatchTable table, long[] places, long rowBytes)
            throws IOException {
        super(schema, places.length, rowBytes);
        this.schema = requireNonNull(schema, "schema");
        this.places = places;
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
    int rank(int index) {
        return BatchTable.ordinal(places[index]);
    }

    @Override
    RecordBatchView batch(int index) throws IOException {
        int ordinal = BatchTable.ordinal(places[index]);
        RecordBatchView current = batch;
        if (current == null || ordinal != open) {
            Place place = requireNonNull(batches.get(ordinal), "batch");
            current =
                    RecordBatchView.parse(schema, place.segment().read(place.position()).payload());
            batch = current;
            open = ordinal;
        }
        return current;
    }

    @Override
    int row(int index) {
        return BatchTable.row(places[index]);
    }

    @Override
    void letGo() {
        pinned.forEach(Segment::unpin);
        pinned.clear();
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
}
