package io.drey.arrow;

/** LIST and MAP: 32-bit offsets into the child's rows. */
final class ListColumnWriter extends ColumnWriter {
    private final ColumnWriter element;
    private final GrowableBytes offsets = new GrowableBytes();

    ListColumnWriter(ArrowField field) {
        super(field);
        element = ColumnWriter.of(field.children().get(0));
        offsets.appendInt(0);
    }

    @Override
    public int bytes() {
        return offsets.size + element.bytes();
    }

    @Override
    public void appendNull() {
        validity.setNull(size);
        endList();
    }

    @Override
    public ColumnWriter child(int index) {
        if (index != 0) {
            throw refused("child " + index);
        }
        return element;
    }

    @Override
    public void endList() {
        offsets.appendInt(element.size());
        size++;
    }

    @Override
    void appendFrom(ColumnReader source, int row) {
        if (source.isNull(row)) {
            appendNull();
            return;
        }
        int start = source.listStart(row);
        element.appendRange(source.child(0), start, source.listEnd(row) - start);
        endList();
    }

    @Override
    void appendRange(ColumnReader source, int from, int count) {
        if (count == 0) {
            return;
        }
        validity.copy(source, from, count, size);
        int start = source.listStart(from);
        int shift = element.size() - start;
        element.appendRange(source.child(0), start, source.listEnd(from + count - 1) - start);
        for (int row = from; row < from + count; row++) {
            offsets.appendInt(source.listEnd(row) + shift);
        }
        size += count;
    }

    @Override
    void write(BatchLayout layout) {
        validity.write(layout, size);
        layout.addBuffer(offsets.array, offsets.size);
        element.write(layout);
    }

    @Override
    void clear() {
        super.clear();
        offsets.clear();
        offsets.appendInt(0);
        element.clear();
    }
}
