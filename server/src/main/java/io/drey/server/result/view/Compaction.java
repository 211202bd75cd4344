package io.drey.server.result.view;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.BatchGatherer;
import io.drey.server.result.log.SnapshotWriter;
import io.drey.server.result.log.StoredFrame.Place;
import io.drey.server.result.view.RowSelection.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the rows a table is made of into a snapshot, beside the result's work.
 *
 * <p>Begun and finished under the result's lock, written without it by one thread.
 */
public final class Compaction {
    private static final long BATCH_BYTES = 256 << 10;

    private final SnapshotWriter writer;
    private final List<Part> parts;
    private final int[] liveSlots;
    private final List<Stray> strays;
    private final int replacedBatches;
    private final int rowsPerBatch;
    private final List<Place> written = new ArrayList<>();

    /** Rows that go into the snapshot together, as changes of one subtask. */
    record Part(int subtask, ScatteredRows rows, long[] newPlaces) {}

    /**
     * Prepares the work.
     *
     * @param parts the live rows, then each stray
     * @param replacedBatches how many of the table's batches the snapshot will stand for
     */
    Compaction(
            SnapshotWriter writer,
            List<Part> parts,
            int[] liveSlots,
            List<Stray> strays,
            int replacedBatches,
            long rowBytes) {
        this.writer = requireNonNull(writer, "writer");
        this.parts = List.copyOf(parts);
        this.liveSlots = liveSlots;
        this.strays = List.copyOf(strays);
        this.replacedBatches = replacedBatches;
        this.rowsPerBatch =
                (int) Math.max(1, Math.min(1 << 16, BATCH_BYTES / Math.max(1, rowBytes)));
    }

    /** Does the work; on failure nothing is left behind. */
    public void run() throws IOException {
        try {
            for (Part part : parts) {
                write(part);
            }
        } catch (IOException | RuntimeException e) {
            writer.abort();
            throw e;
        } finally {
            closeParts();
        }
    }

    /** Gives up; nothing is left behind. */
    public void abort() {
        closeParts();
        writer.abort();
    }

    private void closeParts() {
        parts.forEach(part -> part.rows().close());
    }

    public SnapshotWriter writer() {
        return writer;
    }

    /** Answers where the row of a slot went; slots are asked for in ascending order. */
    final class Moves {
        private int at;

        long placeOf(int slot) {
            while (liveSlots[at] < slot) {
                at++;
            }
            return parts.get(0).newPlaces()[at];
        }
    }

    Moves moves() {
        return new Moves();
    }

    /** Tells the strays that were written where they went. */
    void moveStrays() {
        for (int i = 0; i < strays.size(); i++) {
            strays.get(i).setPlace(parts.get(i + 1).newPlaces()[0]);
        }
    }

    /** The batches of the snapshot. */
    List<Place> written() {
        return written;
    }

    /** How many of the table's batches the snapshot stands for. */
    int replacedBatches() {
        return replacedBatches;
    }

    private void write(Part part) throws IOException {
        int at = 0;
        for (Run run = part.rows().next(); run != null; run = part.rows().next()) {
            BatchGatherer gatherer = BatchGatherer.of(run.batch().schema());
            for (int from = 0; from < run.count(); from += rowsPerBatch) {
                int count = Math.min(rowsPerBatch, run.count() - from);
                gatherer.addRange(run.batch(), run.from() + from, count);
                written.add(writer.append(part.subtask(), count, gatherer.finish()).place());
                for (int row = 0; row < count; row++) {
                    part.newPlaces()[at++] = BatchTable.place(written.size() - 1, row);
                }
            }
        }
    }
}
