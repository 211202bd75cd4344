package io.drey.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.flatbuf.Message;

/** The frame around every part of an Arrow stream: prefix, flatbuffer metadata, body. */
final class EncapsulatedMessage {
    static final int CONTINUATION = 0xFFFFFFFF;
    static final int PREFIX_BYTES = 8;
    static final int ALIGNMENT = 8;

    /** Metadata is names and lengths only; more than this is an attack or a mistake. */
    static final int MAX_METADATA_BYTES = 64 << 20;

    final Message message;
    final int metadataBytes;
    final ByteBuffer body;

    private EncapsulatedMessage(Message message, int metadataBytes, ByteBuffer body) {
        this.message = message;
        this.metadataBytes = metadataBytes;
        this.body = body;
    }

    /** Splits one whole message; the buffer's position does not move. */
    static EncapsulatedMessage parse(ByteBuffer bytes) {
        ByteBuffer all = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (all.remaining() < PREFIX_BYTES || all.getInt(0) != CONTINUATION) {
            throw new ArrowFormatException(
                    "Arrow message of "
                            + all.remaining()
                            + " bytes: no continuation marker (expected: FFFFFFFF)");
        }
        int metadataBytes = requireMetadataBytes(all.getInt(4));
        if (metadataBytes > all.remaining() - PREFIX_BYTES) {
            throw new ArrowFormatException(
                    "Arrow metadata: "
                            + metadataBytes
                            + " bytes (expected: at most the "
                            + (all.remaining() - PREFIX_BYTES)
                            + " that follow)");
        }
        Message message = readMessage(slice(all, PREFIX_BYTES, metadataBytes));
        int bodyStart = PREFIX_BYTES + metadataBytes;
        long bodyLength = bodyLength(message);
        if (bodyLength > all.remaining() - bodyStart) {
            throw new ArrowFormatException(
                    "Arrow body: "
                            + (all.remaining() - bodyStart)
                            + " bytes (expected: "
                            + bodyLength
                            + ")");
        }
        return new EncapsulatedMessage(
                message, metadataBytes, slice(all, bodyStart, (int) bodyLength));
    }

    static int requireMetadataBytes(int length) {
        if (length <= 0 || length > MAX_METADATA_BYTES) {
            throw new ArrowFormatException(
                    "Arrow metadata: "
                            + length
                            + " bytes (expected: 1 to "
                            + MAX_METADATA_BYTES
                            + ")");
        }
        return length;
    }

    static Message readMessage(ByteBuffer metadata) {
        try {
            return Message.getRootAsMessage(metadata);
        } catch (RuntimeException e) {
            throw new ArrowFormatException("Arrow metadata is damaged", e);
        }
    }

    static long bodyLength(Message message) {
        long length;
        try {
            length = message.bodyLength();
        } catch (RuntimeException e) {
            throw new ArrowFormatException("Arrow metadata is damaged", e);
        }
        if (length < 0 || length > Integer.MAX_VALUE - MAX_METADATA_BYTES - PREFIX_BYTES) {
            throw new ArrowFormatException(
                    "Arrow body: " + length + " bytes (expected: 0 to about 2 GiB)");
        }
        return length;
    }

    static ByteBuffer slice(ByteBuffer bytes, int start, int length) {
        ByteBuffer part = bytes.duplicate();
        part.position(start).limit(start + length);
        return part.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Makes the prefix and the padded metadata, with room for the body behind.
     *
     * @return a buffer whose position is where the body starts
     */
    static ByteBuffer write(FlatBufferBuilder metadata, int bodyLength) {
        ByteBuffer flat = metadata.dataBuffer();
        int padded = padded(flat.remaining());
        ByteBuffer out =
                ByteBuffer.allocate(PREFIX_BYTES + padded + bodyLength)
                        .order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(CONTINUATION).putInt(padded).put(flat);
        return out.position(PREFIX_BYTES + padded);
    }

    static int padded(int length) {
        return (length + ALIGNMENT - 1) & -ALIGNMENT;
    }
}
