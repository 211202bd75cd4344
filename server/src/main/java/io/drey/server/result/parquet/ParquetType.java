package io.drey.server.result.parquet;

import io.drey.arrow.ArrowType;
import java.math.BigInteger;

/** How a value that is not nested is stored; the number is the one in the file. */
enum ParquetType {
    BOOLEAN(0),
    INT32(1),
    INT64(2),
    FLOAT(4),
    DOUBLE(5),
    BYTE_ARRAY(6),
    FIXED_BYTES(7);

    private static final int INT_DIGITS = 9;
    private static final int LONG_DIGITS = 18;

    private final int number;

    ParquetType(int number) {
        this.number = number;
    }

    static ParquetType of(ArrowType type) {
        return switch (type.kind()) {
            case BOOL -> BOOLEAN;
            case INT8, INT16, INT32, DATE, TIME -> INT32;
            case INT64, TIMESTAMP, DURATION -> INT64;
            case FLOAT32 -> FLOAT;
            case FLOAT64 -> DOUBLE;
            case UTF8, BINARY -> BYTE_ARRAY;
            case DECIMAL -> ofDecimal(type.precision());
            case LIST, STRUCT, MAP -> throw new IllegalArgumentException("type: " + type);
        };
    }

    int number() {
        return number;
    }

    /** Bytes that a decimal of so many digits takes, with its sign. */
    static int decimalBytes(int precision) {
        return BigInteger.TEN.pow(precision).bitLength() / Byte.SIZE + 1;
    }

    private static ParquetType ofDecimal(int precision) {
        if (precision <= INT_DIGITS) {
            return INT32;
        }
        return precision <= LONG_DIGITS ? INT64 : FIXED_BYTES;
    }
}
