package io.drey.server.result.view;

import io.drey.server.result.log.StoredFrame.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers the batches that a table's rows lie in, so that a row's place fits into a long.
 *
 * <p>Confined to the result's lock.
 */
final class BatchTable {
    private final List<Place> batches;
    private int size;

    BatchTable() {
        this(new ArrayList<>());
    }

    private BatchTable(List<Place> batches) {
        this.batches = batches;
        this.size = batches.size();
    }

    /** A row's place: the batch's number above, the row in it below. */
    static long place(int ordinal, int row) {
        return (long) ordinal << Integer.SIZE | row;
    }

    static int ordinal(long place) {
        return (int) (place >>> Integer.SIZE);
    }

    static int row(long place) {
        return (int) place;
    }

    int size() {
        return size;
    }

    int add(Place place) {
        // What a fork comes to was met before by the one that went ahead.
        if (size == batches.size()) {
            batches.add(place);
        }
        return size++;
    }

    /** The same batches for a table that is brought forward through the same changes. */
    BatchTable fork() {
        BatchTable fork = new BatchTable(batches);
        fork.size = size;
        return fork;
    }

    Place get(int ordinal) {
        return batches.get(ordinal);
    }

    /** The same batches, which later ones do not join. */
    BatchTable copy() {
        return new BatchTable(List.copyOf(batches.subList(0, size)));
    }

    /** A table that begins with other batches in place of the first {@code count} of this one. */
    BatchTable replaceFirst(int count, List<Place> others) {
        List<Place> all = new ArrayList<>(others);
        all.addAll(batches.subList(count, size));
        return new BatchTable(all);
    }
}
