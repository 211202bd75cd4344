package io.drey.arrow;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Arrow stream format: a schema, batches, an end marker or just the end.
 *
 * <p>Memory grows with the bytes that really come, not with the lengths they claim. Not
 * thread-safe.
 */
public final class ArrowStreamReader {
    private final InputStream in;
    private final ArrowSchema schema;
    private boolean ended;

    /**
     * Reads the schema.
     *
     * @throws ArrowFormatException if the stream does not start with one
     */
    public ArrowStreamReader(InputStream in) throws IOException {
        this.in = in;
        ByteBuffer message = nextMessage();
        if (message == null) {
            throw new ArrowFormatException("Arrow stream is empty (expected: a schema)");
        }
        this.schema = ArrowSchema.parse(message);
    }

    public ArrowSchema schema() {
        return schema;
    }

    /** Returns the next batch, null at the end. */
    public @Nullable RecordBatchView next() throws IOException {
        ByteBuffer message = nextMessage();
        return message == null ? null : RecordBatchView.parse(schema, message);
    }

    private @Nullable ByteBuffer nextMessage() throws IOException {
        if (ended) {
            return null;
        }
        byte[] prefix = in.readNBytes(EncapsulatedMessage.PREFIX_BYTES);
        if (prefix.length == 0) {
            ended = true;
            return null;
        }
        ByteBuffer lengths = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN);
        if (prefix.length < EncapsulatedMessage.PREFIX_BYTES) {
            throw new EOFException("Arrow stream ends inside a message");
        }
        if (lengths.getInt(0) != EncapsulatedMessage.CONTINUATION) {
            throw new ArrowFormatException(
                    "Arrow stream: no continuation marker (expected: FFFFFFFF)");
        }
        if (lengths.getInt(4) == 0) {
            ended = true;
            return null;
        }
        byte[] metadata = readFully(EncapsulatedMessage.requireMetadataBytes(lengths.getInt(4)));
        long bodyLength =
                EncapsulatedMessage.bodyLength(
                        EncapsulatedMessage.readMessage(
                                ByteBuffer.wrap(metadata).order(ByteOrder.LITTLE_ENDIAN)));
        byte[] body = readFully((int) bodyLength);
        return ByteBuffer.allocate(prefix.length + metadata.length + body.length)
                .put(prefix)
                .put(metadata)
                .put(body)
                .flip();
    }

    private byte[] readFully(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("Arrow stream ends inside a message");
        }
        return bytes;
    }
}
