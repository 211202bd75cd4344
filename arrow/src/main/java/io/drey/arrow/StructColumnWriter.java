package io.drey.arrow;

import java.util.List;

/** STRUCT: one row in every child for each of its own. */
final class StructColumnWriter extends ColumnWriter {
    private final ColumnWriter[] children;

    StructColumnWriter(ArrowField field) {
        super(field);
        List<ArrowField> fields = field.children();
        children = new ColumnWriter[fields.size()];
        for (int i = 0; i < children.length; i++) {
            children[i] = ColumnWriter.of(fields.get(i));
        }
    }

    @Override
    public int bytes() {
        int bytes = 0;
        for (ColumnWriter child : children) {
            bytes += child.bytes();
        }
        return bytes;
    }

    @Override
    public void appendNull() {
        validity.setNull(size);
        for (ColumnWriter child : children) {
            child.appendNull();
        }
        size++;
    }

    @Override
    public ColumnWriter child(int index) {
        return children[index];
    }

    @Override
    public void endStruct() {
        size++;
    }

    @Override
    void appendFrom(ColumnReader source, int row) {
        if (source.isNull(row)) {
            appendNull();
            return;
        }
        for (int i = 0; i < children.length; i++) {
            children[i].appendFrom(source.child(i), row);
        }
        size++;
    }

    @Override
    void appendRange(ColumnReader source, int from, int count) {
        validity.copy(source, from, count, size);
        for (int i = 0; i < children.length; i++) {
            children[i].appendRange(source.child(i), from, count);
        }
        size += count;
    }

    @Override
    void write(BatchLayout layout) {
        for (ColumnWriter child : children) {
            if (child.size() != size) {
                throw new IllegalStateException(
                        "struct "
                                + field
                                + ": "
                                + child.size()
                                + " rows in "
                                + child.field()
                                + " (expected: "
                                + size
                                + ")");
            }
        }
        validity.write(layout, size);
        for (ColumnWriter child : children) {
            child.write(layout);
        }
    }

    @Override
    void clear() {
        super.clear();
        for (ColumnWriter child : children) {
            child.clear();
        }
    }
}
