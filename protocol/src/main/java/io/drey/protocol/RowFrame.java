package io.drey.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A binary frame: rows a kernel sends itself, as Arrow messages.
 *
 * <p>On the wire: a 32-bit big-endian length, that many bytes of JSON header, then the Arrow
 * message.
 */
public record RowFrame(Header header, ByteBuffer arrow) {

    /**
     * What the frame holds.
     *
     * @param type {@code schema}, {@code batch} or {@code end}
     * @param seq number of the batch, from 1; for {@code end} the last batch's
     * @param rows rows of the batch; for {@code end} of all batches
     * @param watermark epoch milliseconds; null when there is none
     */
    public record Header(
            String result, String type, long seq, long rows, @Nullable Long watermark) {}

    public ByteBuffer toBytes() {
        byte[] json = Json.write(RecordJson.toMap(header)).getBytes(StandardCharsets.UTF_8);
        ByteBuffer payload = arrow.duplicate();
        ByteBuffer bytes = ByteBuffer.allocate(4 + json.length + payload.remaining());
        bytes.putInt(json.length).put(json).put(payload).flip();
        return bytes;
    }

    /**
     * Reads a binary frame; the Arrow bytes are a view on the given buffer.
     *
     * @throws JsonException if the header does not fit
     */
    public static RowFrame parse(ByteBuffer bytes) {
        ByteBuffer frame = bytes.duplicate();
        int length = frame.remaining() < 4 ? -1 : frame.getInt();
        if (length < 0 || length > frame.remaining()) {
            throw new JsonException("header length: " + length);
        }
        byte[] json = new byte[length];
        frame.get(json);
        if (!(Json.parse(new String(json, StandardCharsets.UTF_8)) instanceof Map<?, ?> map)) {
            throw new JsonException("header (expected: an object)");
        }
        return new RowFrame(RecordJson.fromMap(Header.class, map), frame.slice());
    }
}
