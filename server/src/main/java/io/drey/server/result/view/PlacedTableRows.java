package io.drey.server.result.view;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowSchema;
import io.drey.server.result.log.Segment;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of a table whose rows are replaced and taken back, by where each lay in the log. */
final class PlacedTableRows implements TableRows {
    private final ArrowSchema schema;
    private final BatchTable batches;
    private final long[] places;
    private final long rowBytes;
    private final Set<Segment> pinned = new HashSet<>();

    /** Pins what the rows need; called under the result's lock. */
    PlacedTableRows(ArrowSchema schema, BatchTable batches, long[] places, long rowBytes)
            throws IOException {
        this.schema = requireNonNull(schema, "schema");
        this.batches = batches;
        this.places = places;
        this.rowBytes = rowBytes;
        try {
            for (long place : places) {
                pin(batches.get(BatchTable.ordinal(place)).segment());
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public int count() {
        return places.length;
    }

    @Override
    public long heapBytes() {
        return (long) places.length * Long.BYTES;
    }

    @Override
    public Scan scan(int from, int end) throws IOException {
        return new PlacedScan(rows(Arrays.copyOfRange(places, from, end)), from);
    }

    @Override
    public RowSelection pick(int[] positions) throws IOException {
        long[] picked = new long[positions.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = places[positions[i]];
        }
        return rows(picked);
    }

    @Override
    public void close() {
        pinned.forEach(Segment::unpin);
        pinned.clear();
    }

    private RowSelection rows(long[] some) throws IOException {
        return new ScatteredRows(schema, batches, some, rowBytes);
    }

    private void pin(Segment segment) throws IOException {
        if (pinned.contains(segment)) {
            return;
        }
        if (!segment.pin()) {
            throw new IOException("a segment with rows of the table was deleted");
        }
        pinned.add(segment);
    }

    private static final class PlacedScan implements Scan {
        private final RowSelection rows;
        private int position;
        private int next;

        PlacedScan(RowSelection rows, int from) {
            this.rows = rows;
            this.next = from;
        }

        @Override
        public RowSelection.@Nullable Run next() throws IOException {
            RowSelection.Run run = rows.next();
            position = next;
            next += run == null ? 0 : run.count();
            return run;
        }

        @Override
        public int position() {
            return position;
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
