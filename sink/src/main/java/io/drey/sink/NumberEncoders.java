package io.drey.sink;

import io.drey.arrow.ArrowType;
import io.drey.arrow.ColumnWriter;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;

/** Encoders of what Flink holds as a number: days and milliseconds too. */
final class NumberEncoders {
    private NumberEncoders() {}

    static final class OfBoolean extends FieldEncoder {
        OfBoolean(ColumnWriter column) {
            super(column);
        }

        @Override
        void append(RowData row, int index) {
            column.appendBoolean(row.getBoolean(index));
        }

        @Override
        void append(ArrayData array, int index) {
            column.appendBoolean(array.getBoolean(index));
        }
    }

    static final class OfByte extends FieldEncoder {
        OfByte(ColumnWriter column) {
            super(column);
        }

        @Override
        void append(RowData row, int index) {
            column.appendByte(row.getByte(index));
        }

        @Override
        void append(ArrayData array, int index) {
            column.appendByte(array.getByte(index));
        }
    }

    static final class OfShort extends FieldEncoder {
        OfShort(ColumnWriter column) {
            super(column);
        }

        @Override
        void append(RowData row, int index) {
            column.appendShort(row.getShort(index));
        }

        @Override
        void append(ArrayData array, int index) {
            column.appendShort(array.getShort(index));
        }
    }

    static final class OfInt extends FieldEncoder {
        OfInt(ColumnWriter column) {
            super(column);
        }

        @Override
        void append(RowData row, int index) {
            column.appendInt(row.getInt(index));
        }

        @Override
        void append(ArrayData array, int index) {
            column.appendInt(array.getInt(index));
        }
    }

    static final class OfLong extends FieldEncoder {
        OfLong(ColumnWriter column) {
            super(column);
        }

        @Override
        void append(RowData row, int index) {
            column.appendLong(row.getLong(index));
        }

        @Override
        void append(ArrayData array, int index) {
            column.appendLong(array.getLong(index));
        }
    }

    static final class OfFloat extends FieldEncoder {
        OfFloat(ColumnWriter column) {
            super(column);
        }

        @Override
        void append(RowData row, int index) {
            column.appendFloat(row.getFloat(index));
        }

        @Override
        void append(ArrayData array, int index) {
            column.appendFloat(array.getFloat(index));
        }
    }

    static final class OfDouble extends FieldEncoder {
        OfDouble(ColumnWriter column) {
            super(column);
        }

        @Override
        void append(RowData row, int index) {
            column.appendDouble(row.getDouble(index));
        }

        @Override
        void append(ArrayData array, int index) {
            column.appendDouble(array.getDouble(index));
        }
    }

    static final class OfDecimal extends FieldEncoder {
        private final int precision;
        private final int scale;

        OfDecimal(ColumnWriter column) {
            super(column);
            ArrowType type = column.field().type();
            precision = type.precision();
            scale = type.scale();
        }

        @Override
        void append(RowData row, int index) {
            append(row.getDecimal(index, precision, scale));
        }

        @Override
        void append(ArrayData array, int index) {
            append(array.getDecimal(index, precision, scale));
        }

        private void append(DecimalData decimal) {
            if (decimal.isCompact() && decimal.scale() == scale) {
                column.appendUnscaled(decimal.toUnscaledLong());
            } else {
                column.appendDecimal(decimal.toBigDecimal());
            }
        }
    }
}
