package io.drey.server.result.view;

import io.drey.arrow.ColumnReader;
import io.drey.arrow.RecordBatchView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Hashes rows, or parts of them, to 128 bits by their content. Confined to one thread.
 *
 * <p>The mixing is MurmurHash3's, with every word going into both halves.
 */
final class RowHash {
    private static final long K1 = 0x87c37b91114253d5L;
    private static final long K2 = 0x4cf5ad432745937fL;
    private static final long NULL = 0x6e756c6cL;

    private final int[] columns;
    private long high;
    private long low;

    /** Hashes these columns, in this order. */
    RowHash(int[] columns) {
        this.columns = columns.clone();
    }

    /** Hashes a row; the halves can then be asked for. */
    void hash(RecordBatchView batch, int row) {
        high = 0;
        low = 0;
        for (int column : columns) {
            add(batch.column(column), row);
        }
        finish();
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    private void add(ColumnReader column, int row) {
        if (column.isNull(row)) {
            add(NULL);
            return;
        }
        // A word before each value keeps null apart from any value, and lists of one length.
        switch (column.field().type().kind()) {
            case BOOL -> addTagged(column.getBoolean(row) ? 1 : 0);
            case INT8, INT16, INT32, INT64, DATE, TIME, TIMESTAMP, DURATION ->
                    addTagged(column.getLong(row));
            case FLOAT32, FLOAT64 -> addTagged(Double.doubleToLongBits(column.getDouble(row)));
            case DECIMAL ->
                    add(ByteBuffer.wrap(column.getDecimal(row).unscaledValue().toByteArray()));
            case UTF8, BINARY -> add(column.getSlice(row));
            case LIST, MAP -> addList(column, row);
            case STRUCT -> {
                for (int i = 0; i < column.field().children().size(); i++) {
                    add(column.child(i), row);
                }
            }
        }
    }

    private void addList(ColumnReader column, int row) {
        int start = column.listStart(row);
        int end = column.listEnd(row);
        addTagged(end - start);
        for (int i = start; i < end; i++) {
            add(column.child(0), i);
        }
    }

    private void addTagged(long value) {
        add(1);
        add(value);
    }

    private void add(ByteBuffer bytes) {
        ByteBuffer rest = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        add(2L + rest.remaining());
        while (rest.remaining() >= Long.BYTES) {
            add(rest.getLong());
        }
        if (rest.hasRemaining()) {
            long tail = 0;
            for (int shift = 0; rest.hasRemaining(); shift += Byte.SIZE) {
                tail |= (rest.get() & 0xffL) << shift;
            }
            add(tail);
        }
    }

    private void add(long word) {
        high ^= Long.rotateLeft(word * K1, 31) * K2;
        high = (Long.rotateLeft(high, 27) + low) * 5 + 0x52dce729;
        low ^= Long.rotateLeft(word * K2, 33) * K1;
        low = (Long.rotateLeft(low, 31) + high) * 5 + 0x38495ab5;
    }

    private void finish() {
        high += low;
        low += high;
        high = mix(high);
        low = mix(low);
        high += low;
        low += high;
    }

    private static long mix(long word) {
        long mixed = (word ^ word >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
