package io.drey.server.result.arrange;

import io.drey.arrow.ArrowType.Kind;
import io.drey.arrow.ColumnReader;
import io.drey.arrow.RecordBatchView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;

/** Values that are one long each. */
final class LongKeys extends SortKeys {
    private final int column;
    private final Kind kind;
    private final LongBuffer keys;
    private final ByteBuffer nulls;
    private volatile boolean hasNulls;

    LongKeys(Scratch scratch, int entries, int column, Kind kind, boolean isDescending)
            throws IOException {
        super(isDescending);
        this.column = column;
        this.kind = kind;
        this.keys = scratch.longs(entries);
        this.nulls = scratch.bytes(entries);
    }

    @Override
    Filler filler() {
        return this::putter;
    }

    @Override
    long plainKey(int entry, int depth) {
        return keys.get(entry);
    }

    @Override
    boolean isPlainFinal(long key, int depth) {
        return true;
    }

    @Override
    boolean isNull(int entry) {
        return nulls.get(entry) != 0;
    }

    @Override
    boolean hasNulls() {
        return hasNulls;
    }

    private Putter putter(RecordBatchView batch) {
        ColumnReader reader = batch.column(column);
        boolean isNullable = reader.hasNulls();
        if (isNullable) {
            hasNulls = true;
        }
        return (entry, row) -> {
            if (isNullable && reader.isNull(row)) {
                nulls.put(entry, (byte) 1);
            } else {
                keys.put(entry, OrderKey.of(reader, kind, row));
            }
        };
    }
}
