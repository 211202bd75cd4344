package io.drey.arrow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** UTF8 and BINARY: 32-bit offsets into one run of bytes. */
final class BytesColumnWriter extends ColumnWriter {
    private final GrowableBytes data = new GrowableBytes();
    private final GrowableBytes offsets = new GrowableBytes();

    BytesColumnWriter(ArrowField field) {
        super(field);
        offsets.appendInt(0);
    }

    @Override
    public int bytes() {
        return data.size + offsets.size;
    }

    @Override
    public void appendNull() {
        validity.setNull(size);
        endValue();
    }

    @Override
    public void appendBytes(byte[] bytes, int offset, int length) {
        data.append(bytes, offset, length);
        endValue();
    }

    @Override
    public void appendText(String text) {
        if (field.type().kind() != ArrowType.Kind.UTF8) {
            throw refused("text");
        }
        byte[] bytes = text.getBytes(UTF_8);
        appendBytes(bytes, 0, bytes.length);
    }

    @Override
    void appendFrom(ColumnReader source, int row) {
        if (source.isNull(row)) {
            appendNull();
            return;
        }
        BytesColumnReader reader = (BytesColumnReader) source;
        copyData(reader, reader.start(row), reader.end(row));
        endValue();
    }

    @Override
    void appendRange(ColumnReader source, int from, int count) {
        if (count == 0) {
            return;
        }
        BytesColumnReader reader = (BytesColumnReader) source;
        validity.copy(source, from, count, size);
        int start = reader.start(from);
        int shift = data.size - start;
        copyData(reader, start, reader.end(from + count - 1));
        int at = offsets.extend(Math.multiplyExact(count, Integer.BYTES));
        for (int row = from; row < from + count; row++, at += Integer.BYTES) {
            GrowableBytes.INT.set(offsets.array, at, reader.end(row) + shift);
        }
        size += count;
    }

    @Override
    void write(BatchLayout layout) {
        validity.write(layout, size);
        layout.addBuffer(offsets.array, offsets.size);
        layout.addBuffer(data.array, data.size);
    }

    @Override
    void clear() {
        super.clear();
        data.clear();
        offsets.clear();
        offsets.appendInt(0);
    }

    /** Copies the first bytes of a value; of a text, those of whole characters. */
    void appendStart(ColumnReader source, int row, int length) {
        BytesColumnReader reader = (BytesColumnReader) source;
        int start = reader.start(row);
        int end = start + length;
        boolean isText = field.type().kind() == ArrowType.Kind.UTF8;
        while (isText && end > start && (reader.data.get(end) & 0xC0) == 0x80) {
            end--;
        }
        copyData(reader, start, end);
        endValue();
    }

    private void copyData(BytesColumnReader reader, int start, int end) {
        int at = data.extend(end - start);
        ByteBuffer bytes = reader.data.duplicate();
        bytes.position(start);
        bytes.get(data.array, at, end - start);
    }

    private void endValue() {
        offsets.appendInt(data.size);
        size++;
    }
}
