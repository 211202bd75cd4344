package io.drey.server.result.view;

import java.util.Arrays;

/**
 * Finds a row's slot by the 128-bit hash of its key.
 *
 * <p>The hash stands for the key itself: with a hundred million keys, two of them agree with a
 * probability below 10^-22. Open addressing, 20 bytes an entry. Confined to the result's lock.
 */
final class SlotIndex {
    static final int NONE = -1;

    private static final int FIRST_CAPACITY = 64;

    private long[] high = new long[FIRST_CAPACITY];
    private long[] low = new long[FIRST_CAPACITY];
    private int[] slots = empty(FIRST_CAPACITY);
    private int size;

    SlotIndex copy() {
        SlotIndex copy = new SlotIndex();
        copy.high = high.clone();
        copy.low = low.clone();
        copy.slots = slots.clone();
        copy.size = size;
        return copy;
    }

    int size() {
        return size;
    }

    /** The slot of a key, or {@link #NONE}. */
    int find(long keyHigh, long keyLow) {
        int at = locate(keyHigh, keyLow);
        return slots[at];
    }

    /** Sets the slot of a key, whether it had one or not. */
    void put(long keyHigh, long keyLow, int slot) {
        int at = locate(keyHigh, keyLow);
        if (slots[at] == NONE) {
            size++;
            high[at] = keyHigh;
            low[at] = keyLow;
        }
        slots[at] = slot;
        if (size > slots.length / 5 * 3) {
            grow();
        }
    }

    /** Forgets a key; nothing happens when it is not there. */
    void remove(long keyHigh, long keyLow) {
        int at = locate(keyHigh, keyLow);
        if (slots[at] == NONE) {
            return;
        }
        size--;
        // Later entries move up, so that no search ends at the hole too early.
        int mask = slots.length - 1;
        int hole = at;
        for (int i = (at + 1) & mask; slots[i] != NONE; i = (i + 1) & mask) {
            int home = (int) low[i] & mask;
            if (((i - home) & mask) >= ((i - hole) & mask)) {
                high[hole] = high[i];
                low[hole] = low[i];
                slots[hole] = slots[i];
                hole = i;
            }
        }
        slots[hole] = NONE;
    }

    /** Replaces every slot by its new number. */
    void renumber(int[] moved) {
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] != NONE) {
                slots[i] = moved[slots[i]];
            }
        }
    }

    private int locate(long keyHigh, long keyLow) {
        int mask = slots.length - 1;
        int at = (int) keyLow & mask;
        while (slots[at] != NONE && (low[at] != keyLow || high[at] != keyHigh)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        int[] oldSlots = slots;
        int capacity = Math.multiplyExact(oldSlots.length, 2);
        high = new long[capacity];
        low = new long[capacity];
        slots = empty(capacity);
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != NONE) {
                int at = locate(oldHigh[i], oldLow[i]);
                high[at] = oldHigh[i];
                low[at] = oldLow[i];
                slots[at] = oldSlots[i];
            }
        }
    }

    private static int[] empty(int capacity) {
        int[] slots = new int[capacity];
        Arrays.fill(slots, NONE);
        return slots;
    }
}
