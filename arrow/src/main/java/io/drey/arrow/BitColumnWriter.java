package io.drey.arrow;

/** BOOL: one bit per row. */
final class BitColumnWriter extends ColumnWriter {
    private final GrowableBytes bits = new GrowableBytes();

    BitColumnWriter(ArrowField field) {
        super(field);
    }

    @Override
    public int bytes() {
        return bits.size;
    }

    @Override
    public void appendNull() {
        validity.setNull(size);
        appendBoolean(false);
    }

    @Override
    public void appendBoolean(boolean value) {
        extend(1);
        if (value) {
            Bits.set(bits.array, size);
        } else {
            Bits.clear(bits.array, size);
        }
        size++;
    }

    @Override
    void appendFrom(ColumnReader source, int row) {
        if (source.isNull(row)) {
            appendNull();
        } else {
            appendBoolean(source.getBoolean(row));
        }
    }

    @Override
    void appendRange(ColumnReader source, int from, int count) {
        validity.copy(source, from, count, size);
        extend(count);
        Bits.copy(((FixedColumnReaders.OfBit) source).data, from, bits.array, size, count);
        size += count;
    }

    @Override
    void write(BatchLayout layout) {
        validity.write(layout, size);
        layout.addBuffer(bits.array, bits.size);
    }

    @Override
    void clear() {
        super.clear();
        bits.clear();
    }

    private void extend(int count) {
        bits.extend(Bits.bytes(size + count) - bits.size);
    }
}
