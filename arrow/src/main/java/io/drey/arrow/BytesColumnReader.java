package io.drey.arrow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** UTF8 and BINARY. */
final class BytesColumnReader extends ColumnReader {
    final ByteBuffer data;
    private final ByteBuffer offsets;

    BytesColumnReader(
            ArrowField field,
            int size,
            @Nullable ByteBuffer validity,
            ByteBuffer offsets,
            ByteBuffer data) {
        super(field, size, validity);
        this.offsets = offsets;
        this.data = data;
    }

    int start(int row) {
        return offsets.getInt(row * Integer.BYTES);
    }

    int end(int row) {
        return offsets.getInt((row + 1) * Integer.BYTES);
    }

    @Override
    long ownBytes(int row) {
        return end(row) - start(row);
    }

    @Override
    public int bytesStart(int row) {
        return start(row);
    }

    @Override
    public int bytesEnd(int row) {
        return end(row);
    }

    @Override
    public ByteBuffer bytesOfRows() {
        return data;
    }

    @Override
    public byte[] getBytes(int row) {
        byte[] bytes = new byte[end(row) - start(row)];
        ByteBuffer from = data.duplicate();
        from.position(start(row));
        from.get(bytes);
        return bytes;
    }

    @Override
    public ByteBuffer getSlice(int row) {
        return EncapsulatedMessage.slice(data, start(row), end(row) - start(row));
    }

    @Override
    public String getText(int row) {
        if (field().type().kind() != ArrowType.Kind.UTF8) {
            throw refused("text");
        }
        if (data.hasArray()) {
            int start = start(row);
            return new String(data.array(), data.arrayOffset() + start, end(row) - start, UTF_8);
        }
        return new String(getBytes(row), UTF_8);
    }
}
