package io.drey.sink;

import io.drey.arrow.ColumnWriter;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;

/** Writes the values of one type to one column, from rows and from arrays. */
abstract class FieldEncoder {
    final ColumnWriter column;

    FieldEncoder(ColumnWriter column) {
        this.column = column;
    }

    static FieldEncoder of(LogicalType type, ColumnWriter column) {
        LogicalType source = ArrowFields.withoutName(type);
        switch (source.getTypeRoot()) {
            case BOOLEAN:
                return new NumberEncoders.OfBoolean(column);
            case TINYINT:
                return new NumberEncoders.OfByte(column);
            case SMALLINT:
                return new NumberEncoders.OfShort(column);
            case INTEGER:
            case DATE:
            case TIME_WITHOUT_TIME_ZONE:
            case INTERVAL_YEAR_MONTH:
                return new NumberEncoders.OfInt(column);
            case BIGINT:
            case INTERVAL_DAY_TIME:
                return new NumberEncoders.OfLong(column);
            case FLOAT:
                return new NumberEncoders.OfFloat(column);
            case DOUBLE:
                return new NumberEncoders.OfDouble(column);
            case DECIMAL:
                return new NumberEncoders.OfDecimal(column);
            case TIMESTAMP_WITHOUT_TIME_ZONE:
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
                return new TimestampEncoder(source, column);
            case CHAR:
            case VARCHAR:
                return new TextEncoders.OfString(column);
            case BINARY:
            case VARBINARY:
                return new TextEncoders.OfBytes(column);
            case ARRAY:
                return new NestedEncoders.OfArray(source, column);
            case MAP:
            case MULTISET:
                return new NestedEncoders.OfMap(source, column);
            case ROW:
            case STRUCTURED_TYPE:
                return new NestedEncoders.OfRow(source, column);
            default:
                return new TextEncoders.OfAnything(source, column);
        }
    }

    final void encode(RowData row, int index) {
        if (row.isNullAt(index)) {
            column.appendNull();
        } else {
            append(row, index);
        }
    }

    final void encode(ArrayData array, int index) {
        if (array.isNullAt(index)) {
            column.appendNull();
        } else {
            append(array, index);
        }
    }

    abstract void append(RowData row, int index);

    abstract void append(ArrayData array, int index);
}
