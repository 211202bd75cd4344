package io.drey.server.result.log;

import io.drey.server.result.log.StoredFrame.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of a segment one after the other, many small ones with one read of the file.
 *
 * <p>Confined to one thread. The segment is pinned by whoever made the reader.
 */
final class SegmentReader {
    private static final int CHUNK = 64 << 10;

    private final Segment segment;
    private ByteBuffer chunk = Segment.NO_PAYLOAD;
    private long chunkAt;
    private long position;
    private long row;

    SegmentReader(Segment segment, long position, long row) {
        this.segment = segment;
        this.position = position;
        this.row = row;
    }

    /** Where the next frame begins. */
    long position() {
        return position;
    }

    /** The number of the next frame's first row. */
    long row() {
        return row;
    }

    /** The next frame, or null at what is so far the end. */
    @Nullable StoredFrame next() throws IOException {
        FrameHeader header = peek();
        if (header == null) {
            return null;
        }
        if (position + header.totalBytes() > segment.size()) {
            throw segment.damaged(position);
        }
        return take(header);
    }

    /** The next frame if it is all there and unchanged; null at the end and at a torn frame. */
    @Nullable StoredFrame nextIntact() throws IOException {
        if (position + FrameHeader.BYTES > segment.size()) {
            return null;
        }
        fill(FrameHeader.BYTES);
        FrameHeader header = FrameHeader.decode(chunk, offset());
        if (header == null || position + header.totalBytes() > segment.size()) {
            return null;
        }
        fill(header.totalBytes());
        ByteBuffer payload = chunk.slice(offset() + FrameHeader.BYTES, header.length());
        return FrameHeader.isIntact(chunk, offset(), payload) ? take(header) : null;
    }

    /** The next frame's header, passing over its payload; null at the end. */
    @Nullable FrameHeader nextHeader() throws IOException {
        FrameHeader header = peek();
        if (header != null) {
            advance(header);
        }
        return header;
    }

    private @Nullable FrameHeader peek() throws IOException {
        if (position + FrameHeader.BYTES > segment.size()) {
            return null;
        }
        fill(FrameHeader.BYTES);
        FrameHeader header = FrameHeader.decode(chunk, offset());
        if (header == null) {
            throw segment.damaged(position);
        }
        return header;
    }

    private StoredFrame take(FrameHeader header) throws IOException {
        fill(header.totalBytes());
        ByteBuffer payload = chunk.slice(offset() + FrameHeader.BYTES, header.length());
        StoredFrame frame = new StoredFrame(new Place(segment, position), row, header, payload);
        advance(header);
        return frame;
    }

    private void advance(FrameHeader header) {
        position += header.totalBytes();
        row += header.kind() == FrameKind.BATCH ? header.rows() : 0;
    }

    private int offset() {
        return (int) (position - chunkAt);
    }

    // Payloads handed out are slices of the chunk, so a chunk is never filled twice.
    private void fill(long bytes) throws IOException {
        if (position >= chunkAt && position + bytes <= chunkAt + chunk.limit()) {
            return;
        }
        long available = segment.size() - position;
        ByteBuffer fresh =
                ByteBuffer.allocate(Math.toIntExact(Math.max(bytes, Math.min(CHUNK, available))));
        while (fresh.hasRemaining()) {
            if (segment.read(fresh, position + fresh.position()) < 0) {
                throw segment.damaged(position);
            }
        }
        chunk = fresh.flip();
        chunkAt = position;
    }
}
