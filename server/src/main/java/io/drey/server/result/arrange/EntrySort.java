package io.drey.server.result.arrange;

import java.io.IOException;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Sorts entries by the values of columns; equal ones keep their order. Confined to one thread.
 *
 * <p>Large stretches are first dealt out by their keys into stretches that fit into the heap, and
 * those are sorted one after the other from the front, so that the first rows stand long before the
 * last do.
 */
final class EntrySort {
    /** Bytes needed beside the order, for each entry. */
    static final int ENTRY_BYTES = Integer.BYTES + 2 * Long.BYTES;

    private static final int INDEX_BITS = 15;
    private static final int HEAP_ENTRIES = 1 << INDEX_BITS;
    private static final int KEY_BITS = Long.SIZE - INDEX_BITS - 1;
    private static final int FEW = 12;
    private static final int BUCKET_BITS = 11;

    private final List<SortKeys> columns;
    private final IntBuffer order;
    private final IntBuffer other;
    private final LongBuffer keyOf;
    private final LongBuffer otherKeyOf;
    private final Progress progress;
    private final int[] entries = new int[HEAP_ENTRIES];
    private final long[] keys = new long[HEAP_ENTRIES];
    private final long[] packed = new long[HEAP_ENTRIES];
    private final int[] sorted = new int[HEAP_ENTRIES];
    private final long[] sortedKeys = new long[HEAP_ENTRIES];

    /** Hears how far the sorting has come. */
    interface Progress {
        /** The first so many entries stand; throws to give up. */
        void stands(int entries);
    }

    /** Sorts entries in place; the scratch has room for what is needed beside. */
    EntrySort(List<SortKeys> columns, IntBuffer order, Scratch scratch, Progress progress)
            throws IOException {
        this.columns = columns;
        this.order = order;
        this.other = scratch.ints(order.capacity());
        this.keyOf = scratch.longs(order.capacity());
        this.otherKeyOf = scratch.longs(order.capacity());
        this.progress = progress;
    }

    void sort(int count) {
        sort(0, count, 0);
        progress.stands(count);
    }

    private void sort(int start, int end, int column) {
        if (end - start <= 1 || column == columns.size()) {
            return;
        }
        if (end - start <= FEW) {
            sortFew(start, end, column);
            return;
        }
        SortKeys by = columns.get(column);
        int nulls = by.hasNulls() ? moveNulls(start, end, by) : 0;
        sortFrom(start, end - nulls, column, 0);
        sort(end - nulls, end, column + 1);
    }

    /** Sorts entries that are not null in a column, and equal in it before a depth. */
    private void sortFrom(int start, int end, int column, int depth) {
        if (end - start > FEW) {
            SortKeys by = columns.get(column);
            for (int i = start; i < end; i++) {
                keyOf.put(i, by.key(order.get(i), depth));
            }
        }
        sort(start, end, column, depth);
    }

    /** The same, where their keys are known already. */
    private void sort(int start, int end, int column, int depth) {
        if (end - start <= FEW) {
            sortFew(start, end, column);
        } else if (end - start <= HEAP_ENTRIES) {
            sortInHeap(start, end, column, depth);
        } else {
            deal(start, end, column, depth);
        }
    }

    /** Sorts entries whose keys are equal at some depth of a column. */
    private void sortEqual(int start, int end, int column, int depth, long key) {
        if (columns.get(column).isFinal(key, depth)) {
            sort(start, end, column + 1);
        } else {
            sortFrom(start, end, column, depth + 1);
        }
    }

    private void sortFew(int start, int end, int column) {
        for (int i = start + 1; i < end; i++) {
            int entry = order.get(i);
            int at = i;
            while (at > start && compare(order.get(at - 1), entry, column) > 0) {
                order.put(at, order.get(at - 1));
                at--;
            }
            order.put(at, entry);
        }
    }

    private int compare(int one, int two, int column) {
        for (int i = column; i < columns.size(); i++) {
            int result = columns.get(i).compare(one, two);
            if (result != 0) {
                return result;
            }
        }
        return 0;
    }

    /** Moves nulls to the end; answers how many there are. */
    private int moveNulls(int start, int end, SortKeys by) {
        int nulls = 0;
        for (int i = start; i < end; i++) {
            int entry = order.get(i);
            if (by.isNull(entry)) {
                other.put(nulls++, entry);
            } else if (nulls > 0) {
                order.put(i - nulls, entry);
            }
        }
        order.put(end - nulls, other, 0, nulls);
        return nulls;
    }

    private void sortInHeap(int start, int end, int column, int depth) {
        int count = end - start;
        order.get(start, entries, 0, count);
        keyOf.get(start, keys, 0, count);
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, keys[i]);
            greatest = Math.max(greatest, keys[i]);
        }
        if (least == greatest) {
            sortEqual(start, end, column, depth, least);
            return;
        }
        // The upper bits of each key and where it stands, in one number that sorts by itself.
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(greatest - least) - KEY_BITS);
        for (int i = 0; i < count; i++) {
            packed[i] = (keys[i] - least >>> shift) << INDEX_BITS | i;
        }
        Arrays.sort(packed, 0, count);
        BitSet firsts = new BitSet(count);
        for (int i = 0; i < count; i++) {
            sorted[i] = entries[(int) packed[i] & HEAP_ENTRIES - 1];
            sortedKeys[i] = keys[(int) packed[i] & HEAP_ENTRIES - 1];
            if (i == 0 || packed[i] >>> INDEX_BITS != packed[i - 1] >>> INDEX_BITS) {
                firsts.set(i);
            }
        }
        order.put(start, sorted, 0, count);
        keyOf.put(start, sortedKeys, 0, count);
        for (int from = 0; from < count; ) {
            int next = firsts.nextSetBit(from + 1);
            int to = next < 0 ? count : next;
            if (to - from > 1 && shift > 0) {
                // Their keys differ in the lower bits at most, so whole keys fit now.
                sort(start + from, start + to, column, depth);
            } else if (to - from > 1) {
                sortEqual(start + from, start + to, column, depth, keyOf.get(start + from));
            }
            from = to;
        }
    }

    private void deal(int start, int end, int column, int depth) {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int i = start; i < end; i++) {
            long key = keyOf.get(i);
            least = Math.min(least, key);
            greatest = Math.max(greatest, key);
        }
        progress.stands(start);
        if (least == greatest) {
            sortEqual(start, end, column, depth, least);
            return;
        }
        int bits = Long.SIZE - Long.numberOfLeadingZeros(greatest - least);
        int shift = Math.max(0, bits - BUCKET_BITS);
        int[] ends = new int[(1 << BUCKET_BITS) + 1];
        for (int i = start; i < end; i++) {
            ends[(int) (keyOf.get(i) - least >>> shift) + 1]++;
        }
        for (int i = 1; i < ends.length; i++) {
            ends[i] += ends[i - 1];
        }
        for (int i = start; i < end; i++) {
            long key = keyOf.get(i);
            int to = ends[(int) (key - least >>> shift)]++;
            other.put(to, order.get(i));
            otherKeyOf.put(to, key);
        }
        order.put(start, other, 0, end - start);
        keyOf.put(start, otherKeyOf, 0, end - start);
        for (int bucket = 0; bucket < ends.length - 1; bucket++) {
            int from = start + (bucket == 0 ? 0 : ends[bucket - 1]);
            int to = start + ends[bucket];
            if (to > from) {
                if (shift == 0) {
                    sortEqual(from, to, column, depth, least + bucket);
                } else {
                    sort(from, to, column, depth);
                }
                progress.stands(to);
            }
        }
    }
}
