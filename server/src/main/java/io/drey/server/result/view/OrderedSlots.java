package io.drey.server.result.view;

import java.util.Arrays;

/**
 * A list of rows' places in order of first appearance, from which any can be removed.
 *
 * <p>A slot keeps its number until {@link #renumber()}. The k-th row that is left is found in
 * logarithmic time: a Fenwick tree counts rows by blocks, bits tell the rows of a block. Confined
 * to the result's lock.
 */
final class OrderedSlots {
    private static final int WORD_BITS = 64;
    private static final int BLOCK_WORDS = 16;
    private static final int BLOCK_SLOTS = WORD_BITS * BLOCK_WORDS;
    private static final int MIN_GAPS = 4 * BLOCK_SLOTS;

    private long[] places = new long[BLOCK_SLOTS];
    private long[] present = new long[BLOCK_WORDS];
    private int[] tree = new int[2];
    private int size;
    private int live;

    OrderedSlots copy() {
        OrderedSlots copy = new OrderedSlots();
        copy.places = places.clone();
        copy.present = present.clone();
        copy.tree = tree.clone();
        copy.size = size;
        copy.live = live;
        return copy;
    }

    /** Rows that are left. */
    int live() {
        return live;
    }

    /** Slots ever given since the last renumbering; slot numbers are below. */
    int size() {
        return size;
    }

    /** Adds a row at the end; answers its slot. */
    int add(long place) {
        if (size == places.length) {
            grow();
        }
        int slot = size++;
        places[slot] = place;
        present[slot / WORD_BITS] |= 1L << slot;
        live++;
        count(slot / BLOCK_SLOTS, 1);
        return slot;
    }

    long place(int slot) {
        return places[slot];
    }

    void setPlace(int slot, long place) {
        places[slot] = place;
    }

    boolean isPresent(int slot) {
        return (present[slot / WORD_BITS] & 1L << slot) != 0;
    }

    void remove(int slot) {
        present[slot / WORD_BITS] &= ~(1L << slot);
        live--;
        count(slot / BLOCK_SLOTS, -1);
    }

    /** The slot of the k-th row that is left, from 0. */
    int select(int k) {
        int block = 0;
        int rest = k;
        for (int step = Integer.highestOneBit(tree.length - 1); step > 0; step >>= 1) {
            if (block + step < tree.length && tree[block + step] <= rest) {
                block += step;
                rest -= tree[block];
            }
        }
        int word = block * BLOCK_WORDS;
        while (Long.bitCount(present[word]) <= rest) {
            rest -= Long.bitCount(present[word++]);
        }
        long bits = present[word];
        for (; rest > 0; rest--) {
            bits &= bits - 1;
        }
        return word * WORD_BITS + Long.numberOfTrailingZeros(bits);
    }

    /** The first slot at or after one that still has its row; -1 when there is none. */
    int next(int slot) {
        if (slot >= size) {
            return -1;
        }
        int word = slot / WORD_BITS;
        long bits = present[word] & -1L << slot;
        while (bits == 0) {
            if (++word * WORD_BITS >= size) {
                return -1;
            }
            bits = present[word];
        }
        return word * WORD_BITS + Long.numberOfTrailingZeros(bits);
    }

    /** Whether so many slots lost their rows that renumbering pays. */
    boolean isSparse() {
        return size - live > live + MIN_GAPS;
    }

    /** Closes all gaps; answers the new number of each old slot, -1 for those without a row. */
    int[] renumber() {
        int[] moved = new int[size];
        Arrays.fill(moved, -1);
        OrderedSlots dense = new OrderedSlots();
        for (int slot = next(0); slot >= 0; slot = next(slot + 1)) {
            moved[slot] = dense.add(places[slot]);
        }
        places = dense.places;
        present = dense.present;
        tree = dense.tree;
        size = dense.size;
        return moved;
    }

    private void grow() {
        int slots = Math.multiplyExact(places.length, 2);
        places = Arrays.copyOf(places, slots);
        present = Arrays.copyOf(present, slots / WORD_BITS);
        int[] blocks = new int[slots / BLOCK_SLOTS + 1];
        for (int slot = 0; slot < size; slot += WORD_BITS) {
            blocks[slot / BLOCK_SLOTS + 1] += Long.bitCount(present[slot / WORD_BITS]);
        }
        for (int i = 1; i < blocks.length; i++) {
            int parent = i + (i & -i);
            if (parent < blocks.length) {
                blocks[parent] += blocks[i];
            }
        }
        tree = blocks;
    }

    private void count(int block, int change) {
        for (int i = block + 1; i < tree.length; i += i & -i) {
            tree[i] += change;
        }
    }
}
