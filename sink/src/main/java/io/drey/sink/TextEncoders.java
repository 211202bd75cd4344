package io.drey.sink;

import io.drey.arrow.ColumnWriter;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RawValueData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RawType;
import org.jspecify.annotations.Nullable;

/** Encoders of text, of bytes, and of everything that is shown as text. */
final class TextEncoders {
    private TextEncoders() {}

    static final class OfString extends FieldEncoder {
        OfString(ColumnWriter column) {
            super(column);
        }

        @Override
        void append(RowData row, int index) {
            append(row.getString(index));
        }

        @Override
        void append(ArrayData array, int index) {
            append(array.getString(index));
        }

        private void append(StringData text) {
            if (text instanceof BinaryStringData) {
                BinaryStringData binary = (BinaryStringData) text;
                binary.ensureMaterialized();
                MemorySegment[] segments = binary.getSegments();
                if (segments.length == 1 && !segments[0].isOffHeap()) {
                    column.appendBytes(
                            segments[0].getArray(), binary.getOffset(), binary.getSizeInBytes());
                    return;
                }
            }
            byte[] bytes = text.toBytes();
            column.appendBytes(bytes, 0, bytes.length);
        }
    }

    static final class OfBytes extends FieldEncoder {
        OfBytes(ColumnWriter column) {
            super(column);
        }

        @Override
        void append(RowData row, int index) {
            append(row.getBinary(index));
        }

        @Override
        void append(ArrayData array, int index) {
            append(array.getBinary(index));
        }

        private void append(byte[] bytes) {
            column.appendBytes(bytes, 0, bytes.length);
        }
    }

    /** RAW and other types that no client could read: their Java object says what it is. */
    static final class OfAnything extends FieldEncoder {
        private final LogicalType type;

        OfAnything(LogicalType type, ColumnWriter column) {
            super(column);
            this.type = type;
        }

        @Override
        void append(RowData row, int index) {
            append(RowData.createFieldGetter(type, index).getFieldOrNull(row));
        }

        @Override
        void append(ArrayData array, int index) {
            append(ArrayData.createElementGetter(type).getElementOrNull(array, index));
        }

        private void append(@Nullable Object value) {
            if (value == null) {
                column.appendNull();
            } else {
                column.appendText(String.valueOf(toPlain(value)));
            }
        }

        private Object toPlain(Object value) {
            if (value instanceof RawValueData && type instanceof RawType) {
                return toObject((RawValueData<?>) value, (RawType<?>) type);
            }
            return value;
        }

        @SuppressWarnings("unchecked")
        private static <T> Object toObject(RawValueData<?> value, RawType<T> type) {
            return ((RawValueData<T>) value).toObject(type.getTypeSerializer());
        }
    }
}
