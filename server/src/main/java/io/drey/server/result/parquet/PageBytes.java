package io.drey.server.result.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A byte array that grows; numbers are little-endian, as Parquet has them. */
final class PageBytes {
    private static final VarHandle INT = handle(int[].class);
    private static final VarHandle LONG = handle(long[].class);
    private static final int INITIAL = 64;
    private static final int MAX = Integer.MAX_VALUE - 64;

    byte[] array = new byte[INITIAL];
    int size;

    private static VarHandle handle(Class<?> arrayType) {
        return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.LITTLE_ENDIAN);
    }

    static int intAt(byte[] array, int at) {
        return (int) INT.get(array, at);
    }

    static long longAt(byte[] array, int at) {
        return (long) LONG.get(array, at);
    }

    /** Makes room behind the end, moves the end, and answers where it was. */
    int extend(int count) {
        int at = size;
        if (count > array.length - at) {
            long needed = (long) at + count;
            if (needed > MAX) {
                throw new IllegalStateException(
                        "Parquet page: " + needed + " bytes (expected: below 2 GiB)");
            }
            array = Arrays.copyOf(array, (int) Math.min(MAX, Math.max(needed, 2L * array.length)));
        }
        size = at + count;
        return at;
    }

    void put(int value) {
        int at = extend(1);
        array[at] = (byte) value;
    }

    void putInt(int value) {
        int at = extend(Integer.BYTES);
        INT.set(array, at, value);
    }

    void putLong(long value) {
        int at = extend(Long.BYTES);
        LONG.set(array, at, value);
    }

    void put(byte[] from, int start, int count) {
        int at = extend(count);
        System.arraycopy(from, start, array, at, count);
    }

    void put(ByteBuffer from, int start, int count) {
        int at = extend(count);
        from.get(start, array, at, count);
    }

    void put(PageBytes from) {
        put(from.array, 0, from.size);
    }

    /** A number of seven bits a byte, the lowest first. */
    void putVarint(long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            put((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        put((int) left);
    }
}
