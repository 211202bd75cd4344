package io.drey.server.result.parquet;

import java.util.Arrays;

/** The different values of a column, each as its bytes in a page. */
final class ValueDictionary {
    static final int FULL = -1;

    private static final int MAX_BYTES = 256 << 10;
    private static final int MAX_ENTRIES = 1 << 15;
    private static final int MAX_VALUE_BYTES = 1 << 10;
    private static final int INITIAL = 64;

    private final PageBytes bytes = new PageBytes();
    private final IntList ends = new IntList();
    // Numbers of entries, one more than they are, where their hashes lead.
    private int[] table = new int[INITIAL];

    /** The index of a value, which is added if it is new; {@link #FULL} if there is no room. */
    int indexOf(byte[] from, int start, int length) {
        int mask = table.length - 1;
        int slot = hash(from, start, length) & mask;
        while (table[slot] != 0) {
            int index = table[slot] - 1;
            if (Arrays.equals(from, start, start + length, bytes.array, start(index), end(index))) {
                return index;
            }
            slot = slot + 1 & mask;
        }
        if (length > MAX_VALUE_BYTES
                || bytes.size + length > MAX_BYTES
                || ends.size == MAX_ENTRIES) {
            return FULL;
        }
        bytes.put(from, start, length);
        ends.add(bytes.size);
        table[slot] = ends.size;
        if (2 * ends.size > table.length) {
            grow();
        }
        return ends.size - 1;
    }

    void copy(int index, PageBytes target) {
        target.put(bytes.array, start(index), end(index) - start(index));
    }

    int count() {
        return ends.size;
    }

    /** All values, one behind the other. */
    PageBytes bytes() {
        return bytes;
    }

    private void grow() {
        table = new int[2 * table.length];
        int mask = table.length - 1;
        for (int i = 0; i < ends.size; i++) {
            int slot = hash(bytes.array, start(i), end(i) - start(i)) & mask;
            while (table[slot] != 0) {
                slot = slot + 1 & mask;
            }
            table[slot] = i + 1;
        }
    }

    private int start(int index) {
        return index == 0 ? 0 : ends.array[index - 1];
    }

    private int end(int index) {
        return ends.array[index];
    }

    private static int hash(byte[] from, int start, int length) {
        int hash = length;
        for (int i = start; i < start + length; i++) {
            hash = 31 * hash + from[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ hash >>> 16;
    }
}
