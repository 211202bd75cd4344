package io.drey.arrow;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns that are made of others. */
final class NestedColumnReaders {
    private NestedColumnReaders() {}

    /** LIST and MAP. */
    static final class OfList extends ColumnReader {
        private final ByteBuffer offsets;
        private final ColumnReader element;

        OfList(
                ArrowField field,
                int size,
                @Nullable ByteBuffer validity,
                ByteBuffer offsets,
                ColumnReader element) {
            super(field, size, validity);
            this.offsets = offsets;
            this.element = element;
        }

        @Override
        long ownBytes(int row) {
            long bytes = 0;
            for (int i = listStart(row); i < listEnd(row); i++) {
                bytes += element.valueBytes(i);
            }
            return bytes;
        }

        @Override
        public int listStart(int row) {
            return offsets.getInt(row * Integer.BYTES);
        }

        @Override
        public int listEnd(int row) {
            return offsets.getInt((row + 1) * Integer.BYTES);
        }

        @Override
        public ColumnReader child(int index) {
            if (index != 0) {
                throw refused("child " + index);
            }
            return element;
        }
    }

    static final class OfStruct extends ColumnReader {
        private final ColumnReader[] children;

        OfStruct(
                ArrowField field,
                int size,
                @Nullable ByteBuffer validity,
                List<ColumnReader> children) {
            super(field, size, validity);
            this.children = children.toArray(new ColumnReader[0]);
        }

        @Override
        long ownBytes(int row) {
            long bytes = 0;
            for (ColumnReader child : children) {
                bytes += child.valueBytes(row);
            }
            return bytes;
        }

        @Override
        public ColumnReader child(int index) {
            return children[index];
        }
    }
}
