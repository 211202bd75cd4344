package io.drey.arrow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A little-endian byte array that grows, and keeps its room between batches. */
final class GrowableBytes {
    static final VarHandle SHORT = handle(short[].class);
    static final VarHandle INT = handle(int[].class);
    static final VarHandle LONG = handle(long[].class);

    private static final int INITIAL = 1024;

    /** One large value must not hold its memory for the rest of the stream. */
    private static final int KEEP_AT_MOST = 4 << 20;

    private static final int MAX = Integer.MAX_VALUE - 64;

    byte[] array = new byte[INITIAL];
    int size;

    private static VarHandle handle(Class<?> arrayType) {
        return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.LITTLE_ENDIAN);
    }

    /** Makes room behind the end, moves the end, and returns where it was. */
    int extend(int count) {
        int at = size;
        if (count > array.length - at) {
            grow(count);
        }
        size = at + count;
        return at;
    }

    void appendInt(int value) {
        int at = extend(Integer.BYTES);
        INT.set(array, at, value);
    }

    void append(byte[] bytes, int offset, int length) {
        int at = extend(length);
        System.arraycopy(bytes, offset, array, at, length);
    }

    int getInt(int at) {
        return (int) INT.get(array, at);
    }

    void clear() {
        if (array.length > KEEP_AT_MOST) {
            array = new byte[INITIAL];
        }
        size = 0;
    }

    private void grow(int count) {
        long needed = (long) size + count;
        if (needed > MAX) {
            throw new IllegalStateException("column: " + needed + " bytes (expected: below 2 GiB)");
        }
        array = Arrays.copyOf(array, (int) Math.min(MAX, Math.max(needed, 2L * array.length)));
    }
}
