package io.drey.arrow;

import java.util.Arrays;

/** Which rows are null. Costs nothing until the first null comes. */
final class ValidityWriter {
    private static final byte ALL_VALID = (byte) 0xFF;
    private static final byte[] NONE = new byte[0];

    /** Every bit that no row has claimed yet is set, so a value needs no bookkeeping. */
    private byte[] bits = NONE;

    private int nulls;

    void setNull(int row) {
        ensure(row + 1);
        Bits.clear(bits, row);
        nulls++;
    }

    void copy(ColumnReader source, int from, int count, int row) {
        if (!source.hasNulls()) {
            return;
        }
        ensure(row + count);
        nulls += count - Bits.copy(source.validity(), from, bits, row, count);
    }

    int nulls() {
        return nulls;
    }

    void write(BatchLayout layout, int rows) {
        layout.addNode(rows, nulls);
        if (nulls == 0) {
            layout.addBuffer(NONE, 0);
            return;
        }
        ensure(rows);
        layout.addBuffer(bits, Bits.bytes(rows));
    }

    void clear() {
        if (nulls > 0) {
            Arrays.fill(bits, ALL_VALID);
            nulls = 0;
        }
    }

    private void ensure(int rows) {
        int old = bits.length;
        int needed = Bits.bytes(rows);
        if (needed > old) {
            bits = Arrays.copyOf(bits, Math.max(needed, Math.max(64, old * 2)));
            Arrays.fill(bits, old, bits.length, ALL_VALID);
        }
    }
}
