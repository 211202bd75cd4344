package io.drey.sink;

import io.drey.arrow.ColumnWriter;
import io.drey.arrow.TimestampUnit;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** Timestamps of every precision, as units since the epoch. */
final class TimestampEncoder extends FieldEncoder {
    private final int precision;
    private final TimestampUnit unit;

    TimestampEncoder(LogicalType type, ColumnWriter column) {
        super(column);
        precision = LogicalTypeChecks.getPrecision(type);
        unit = column.field().type().unit();
    }

    @Override
    void append(RowData row, int index) {
        column.appendLong(toUnits(row.getTimestamp(index, precision)));
    }

    @Override
    void append(ArrayData array, int index) {
        column.appendLong(toUnits(array.getTimestamp(index, precision)));
    }

    private long toUnits(TimestampData timestamp) {
        long millis = timestamp.getMillisecond();
        switch (unit) {
            case SECOND:
                return Math.floorDiv(millis, 1000L);
            case MILLI:
                return millis;
            case MICRO:
                return millis * 1000L + timestamp.getNanoOfMillisecond() / 1000;
            case NANO:
                return toNanos(timestamp);
        }
        throw new AssertionError(unit);
    }

    private long toNanos(TimestampData timestamp) {
        try {
            return Math.addExact(
                    Math.multiplyExact(timestamp.getMillisecond(), 1_000_000L),
                    timestamp.getNanoOfMillisecond());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "column "
                            + column.field().name()
                            + ": "
                            + timestamp
                            + " (expected: 1677 to 2262, as nanoseconds reach no further;"
                            + " CAST it to TIMESTAMP(6))",
                    e);
        }
    }
}
