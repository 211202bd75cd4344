package io.drey.server.result.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The least and the greatest value of a column's numbers, so that readers can leave row groups out.
 */
final class ValueRange {
    private final ParquetType type;
    private boolean isKnown;
    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;
    private double leastNumber = Double.POSITIVE_INFINITY;
    private double greatestNumber = Double.NEGATIVE_INFINITY;

    private ValueRange(ParquetType type) {
        this.type = type;
    }

    static ValueRange of(ParquetType type) {
        return new ValueRange(type);
    }

    /** Takes a value as it is stored in. */
    void add(byte[] bytes, int at) {
        switch (type) {
            case INT32 -> add(PageBytes.intAt(bytes, at));
            case INT64 -> add(PageBytes.longAt(bytes, at));
            case FLOAT -> addNumber(Float.intBitsToFloat(PageBytes.intAt(bytes, at)));
            case DOUBLE -> addNumber(Double.longBitsToDouble(PageBytes.longAt(bytes, at)));
            case BOOLEAN, BYTE_ARRAY, FIXED_BYTES -> {
                // Their order is not used by enough readers to be worth the room.
            }
        }
    }

    /** Writes the fields of a Statistics. */
    void write(ThriftWriter thrift, long nulls) {
        thrift.i64(3, nulls);
        if (isKnown) {
            boolean isNumber = type == ParquetType.FLOAT || type == ParquetType.DOUBLE;
            // Zeros of both signs are equal, so either may be in between.
            double from = leastNumber == 0 ? -0.0 : leastNumber;
            double to = greatestNumber == 0 ? 0.0 : greatestNumber;
            thrift.binary(5, isNumber ? stored(to) : stored(greatest));
            thrift.binary(6, isNumber ? stored(from) : stored(least));
        }
    }

    private void add(long value) {
        isKnown = true;
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
    }

    private void addNumber(double value) {
        // NaN has no place in the order.
        if (!Double.isNaN(value)) {
            isKnown = true;
            leastNumber = Math.min(leastNumber, value);
            greatestNumber = Math.max(greatestNumber, value);
        }
    }

    private byte[] stored(long value) {
        return type == ParquetType.INT32
                ? bytes(Integer.BYTES).putInt((int) value).array()
                : bytes(Long.BYTES).putLong(value).array();
    }

    private byte[] stored(double value) {
        return type == ParquetType.FLOAT
                ? bytes(Float.BYTES).putFloat((float) value).array()
                : bytes(Double.BYTES).putDouble(value).array();
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    }
}
