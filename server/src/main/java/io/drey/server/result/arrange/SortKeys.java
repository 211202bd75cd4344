package io.drey.server.result.arrange;

import io.drey.arrow.RecordBatchView;
import java.io.IOException;

/**
 * The values of one column to sort by, for every entry that is sorted.
 *
 * <p>A key tells the order of two entries as far as it reaches; where keys are equal and not final,
 * those of the next depth decide. Entries may be put by several threads, each its own.
 */
abstract class SortKeys {
    private final boolean isDescending;

    SortKeys(boolean isDescending) {
        this.isDescending = isDescending;
    }

    /** Takes values in; each thread that does has one of its own. */
    abstract Filler filler();

    /** The key of an entry, ascending. */
    abstract long plainKey(int entry, int depth);

    /** Whether equal keys mean equal values. */
    abstract boolean isPlainFinal(long key, int depth);

    abstract boolean isNull(int entry);

    /** Whether some entry may be null. */
    abstract boolean hasNulls();

    /** The key of an entry that is not null, in the direction wanted. */
    final long key(int entry, int depth) {
        long key = plainKey(entry, depth);
        return isDescending ? ~key : key;
    }

    final boolean isFinal(long key, int depth) {
        return isPlainFinal(isDescending ? ~key : key, depth);
    }

    /** Compares two entries; nulls are last. */
    final int compare(int one, int other) {
        boolean isOneNull = isNull(one);
        boolean isOtherNull = isNull(other);
        if (isOneNull || isOtherNull) {
            return Boolean.compare(isOneNull, isOtherNull);
        }
        for (int depth = 0; ; depth++) {
            long key = key(one, depth);
            int order = Long.compare(key, key(other, depth));
            if (order != 0 || isFinal(key, depth)) {
                return order;
            }
        }
    }

    /** Takes values in, batch by batch. Confined to one thread. */
    interface Filler {
        Putter on(RecordBatchView batch);
    }

    /** Takes the value of a row of one batch for an entry. */
    interface Putter {
        void put(int entry, int row) throws IOException;
    }
}
