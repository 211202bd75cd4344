package io.drey.server.result.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The fixed part before each frame of a segment.
 *
 * @param subtask the sink's subtask that sent the frame, below {@link #MAX_SUBTASKS}
 * @param attempt the subtask's attempt
 * @param rows rows of a batch
 * @param frame number of the batch in the result; grows by one per batch
 * @param seq number of the batch in its subtask's attempt, from 1
 * @param watermark epoch milliseconds; {@link Long#MIN_VALUE} when there is none
 * @param length bytes of the payload that follows
 * @param arrivedAt when the log took the frame, in epoch milliseconds, never before an earlier
 *     frame; 0 where it was not noted
 */
public record FrameHeader(
        FrameKind kind,
        int subtask,
        int attempt,
        int rows,
        long frame,
        long seq,
        long watermark,
        int length,
        long arrivedAt) {
    /** Bytes a header takes. */
    public static final int BYTES = 48;

    /** Twice as many subtasks as Flink allows. */
    public static final int MAX_SUBTASKS = 1 << 16;

    private static final int CRC_AT = 4;
    private static final int CHECKED_FROM = 8;
    private static final int SUBTASK_BITS = 16;
    private static final int SUBTASK_MASK = (1 << SUBTASK_BITS) - 1;
    private static final int TIME_BITS = 40;

    // Times take the bits that the kind and the subtask leave, which were 0 before there were any:
    // milliseconds since 2020, for 34 years.
    private static final long TIME_ZERO = 1_577_836_800_000L;

    /** Bytes of the header and its payload. */
    public long totalBytes() {
        return BYTES + (long) length;
    }

    /** The header's bytes with the check sum over itself and the payload, which is not consumed. */
    ByteBuffer encode(ByteBuffer payload) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        long time = Math.max(0, arrivedAt - TIME_ZERO) & (1L << TIME_BITS) - 1;
        bytes.putInt(length).putInt(0);
        bytes.putInt(kind.code() << 24 | (int) (time >>> SUBTASK_BITS));
        bytes.putInt((int) time << SUBTASK_BITS | subtask).putInt(attempt).putInt(rows);
        bytes.putLong(frame).putLong(seq).putLong(watermark);
        bytes.putInt(CRC_AT, checksum(bytes, payload));
        return bytes.flip();
    }

    /**
     * Reads a header at an index of a buffer that holds at least {@link #BYTES} from there.
     *
     * @return null where no frame begins
     */
    static @Nullable FrameHeader decode(ByteBuffer bytes, int at) {
        int length = bytes.getInt(at);
        FrameKind kind = FrameKind.find(bytes.get(at + CHECKED_FROM));
        if (length < 0 || kind == null) {
            return null;
        }
        int shared = bytes.getInt(at + 12);
        long time =
                (bytes.getInt(at + CHECKED_FROM) & 0xff_ffffL) << SUBTASK_BITS
                        | shared >>> SUBTASK_BITS;
        return new FrameHeader(
                kind,
                shared & SUBTASK_MASK,
                bytes.getInt(at + 16),
                bytes.getInt(at + 20),
                bytes.getLong(at + 24),
                bytes.getLong(at + 32),
                bytes.getLong(at + 40),
                length,
                time == 0 ? 0 : TIME_ZERO + time);
    }

    /** Whether the check sum stored at an index fits the header there and its payload. */
    static boolean isIntact(ByteBuffer header, int at, ByteBuffer payload) {
        return header.getInt(at + CRC_AT) == checksum(header.slice(at, BYTES), payload);
    }

    private static int checksum(ByteBuffer header, ByteBuffer payload) {
        CRC32C crc = new CRC32C();
        crc.update(header.duplicate().clear().slice(CHECKED_FROM, BYTES - CHECKED_FROM));
        crc.update(payload.duplicate());
        return (int) crc.getValue();
    }
}
