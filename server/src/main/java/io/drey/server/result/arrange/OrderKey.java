package io.drey.server.result.arrange;

import io.drey.arrow.ArrowType;
import io.drey.arrow.ArrowType.Kind;
import io.drey.arrow.ColumnReader;

/** Values as whole numbers that stand in the values' order. */
final class OrderKey {
    /** Decimals of so many digits fit into a long. */
    private static final int LONG_DIGITS = 18;

    private OrderKey() {}

    /** Whether a type's values fit into one long each. */
    static boolean isLong(ArrowType type) {
        return switch (type.kind()) {
            case BOOL,
                    INT8,
                    INT16,
                    INT32,
                    INT64,
                    FLOAT32,
                    FLOAT64,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    DURATION ->
                    true;
            case DECIMAL -> type.precision() <= LONG_DIGITS;
            case UTF8, BINARY, LIST, STRUCT, MAP -> false;
        };
    }

    /** Whether a type's values have an order at all. */
    static boolean isOrdered(ArrowType type) {
        return switch (type.kind()) {
            case LIST, STRUCT, MAP -> false;
            default -> true;
        };
    }

    /** The key of a value that is not null, of a type that {@link #isLong}. */
    static long of(ColumnReader column, Kind kind, int row) {
        return switch (kind) {
            case BOOL -> column.getBoolean(row) ? 1 : 0;
            case FLOAT32, FLOAT64 -> of(column.getDouble(row));
            case DECIMAL -> column.getDecimalLow(row);
            default -> column.getLong(row);
        };
    }

    /** NaN is greater than every other number, as in Flink; both zeros are equal. */
    static long of(double value) {
        if (value == 0) {
            return 0;
        }
        long bits = Double.doubleToLongBits(value);
        return bits >= 0 ? bits : Long.MIN_VALUE - bits;
    }
}
