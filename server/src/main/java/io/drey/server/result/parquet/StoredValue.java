package io.drey.server.result.parquet;

import io.drey.arrow.ArrowType;
import io.drey.arrow.ColumnReader;
import io.drey.arrow.TimestampUnit;

/** Writes single values as they are stored. */
final class StoredValue {
    private static final long MILLIS = 1000;

    private StoredValue() {}

    static void put(
            ColumnReader column, int row, ArrowType type, ParquetType stored, PageBytes out) {
        switch (type.kind()) {
            case BOOL -> out.put(column.getBoolean(row) ? 1 : 0);
            case INT8, INT16, INT32, DATE, TIME -> out.putInt((int) column.getLong(row));
            case INT64, DURATION -> out.putLong(column.getLong(row));
            // Parquet knows no seconds.
            case TIMESTAMP ->
                    out.putLong(
                            type.unit() == TimestampUnit.SECOND
                                    ? Math.multiplyExact(column.getLong(row), MILLIS)
                                    : column.getLong(row));
            case FLOAT32 -> out.putInt(Float.floatToRawIntBits((float) column.getDouble(row)));
            case FLOAT64 -> out.putLong(Double.doubleToRawLongBits(column.getDouble(row)));
            case UTF8, BINARY -> {
                int start = column.bytesStart(row);
                int length = column.bytesEnd(row) - start;
                out.putInt(length);
                out.put(column.bytesOfRows(), start, length);
            }
            case DECIMAL -> putDecimal(column, row, type, stored, out);
            case LIST, STRUCT, MAP -> throw new IllegalArgumentException("type: " + type);
        }
    }

    private static void putDecimal(
            ColumnReader column, int row, ArrowType type, ParquetType stored, PageBytes out) {
        long low = column.getDecimalLow(row);
        if (stored == ParquetType.INT32) {
            out.putInt((int) low);
        } else if (stored == ParquetType.INT64) {
            out.putLong(low);
        } else {
            long high = column.getDecimalHigh(row);
            for (int i = ParquetType.decimalBytes(type.precision()) - 1; i >= 0; i--) {
                long half = i < Long.BYTES ? low : high;
                out.put((int) (half >>> i % Long.BYTES * Byte.SIZE));
            }
        }
    }
}
