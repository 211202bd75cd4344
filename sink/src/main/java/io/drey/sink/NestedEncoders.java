package io.drey.sink;

import io.drey.arrow.ColumnWriter;
import java.util.List;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;

/** Encoders of types that are made of others. */
final class NestedEncoders {
    private NestedEncoders() {}

    static final class OfArray extends FieldEncoder {
        private final FieldEncoder element;

        OfArray(LogicalType type, ColumnWriter column) {
            super(column);
            element = of(((ArrayType) type).getElementType(), column.child(0));
        }

        @Override
        void append(RowData row, int index) {
            append(row.getArray(index));
        }

        @Override
        void append(ArrayData array, int index) {
            append(array.getArray(index));
        }

        private void append(ArrayData values) {
            for (int i = 0; i < values.size(); i++) {
                element.encode(values, i);
            }
            column.endList();
        }
    }

    /** MAP, and MULTISET as a map from element to count. */
    static final class OfMap extends FieldEncoder {
        private final ColumnWriter entries;
        private final FieldEncoder key;
        private final FieldEncoder value;

        OfMap(LogicalType type, ColumnWriter column) {
            super(column);
            boolean isMap = type instanceof MapType;
            LogicalType keyType =
                    isMap ? ((MapType) type).getKeyType() : ((MultisetType) type).getElementType();
            LogicalType valueType = isMap ? ((MapType) type).getValueType() : new IntType(false);
            entries = column.child(0);
            key = of(keyType, entries.child(0));
            value = of(valueType, entries.child(1));
        }

        @Override
        void append(RowData row, int index) {
            append(row.getMap(index));
        }

        @Override
        void append(ArrayData array, int index) {
            append(array.getMap(index));
        }

        private void append(MapData map) {
            ArrayData keys = map.keyArray();
            ArrayData values = map.valueArray();
            for (int i = 0; i < map.size(); i++) {
                key.encode(keys, i);
                value.encode(values, i);
                entries.endStruct();
            }
            column.endList();
        }
    }

    /** ROW, and structured types, which Flink holds as rows. */
    static final class OfRow extends FieldEncoder {
        private final FieldEncoder[] fields;

        OfRow(LogicalType type, ColumnWriter column) {
            super(column);
            List<LogicalType> types = type.getChildren();
            fields = new FieldEncoder[types.size()];
            for (int i = 0; i < fields.length; i++) {
                fields[i] = of(types.get(i), column.child(i));
            }
        }

        @Override
        void append(RowData row, int index) {
            append(row.getRow(index, fields.length));
        }

        @Override
        void append(ArrayData array, int index) {
            append(array.getRow(index, fields.length));
        }

        private void append(RowData row) {
            for (int i = 0; i < fields.length; i++) {
                fields[i].encode(row, i);
            }
            column.endStruct();
        }
    }
}
