package io.drey.server.result;

import io.drey.server.result.log.FrameHeader;
import io.drey.server.result.log.FrameKind;
import java.nio.ByteBuffer;

/**
 * Rows as a sink or a kernel sends them.
 *
 * @param seq number of the batch in its subtask's attempt, from 1
 * @param watermark epoch milliseconds; {@link Long#MIN_VALUE} when there is none
 * @param arrow the record batch message; not kept after the call it is given to
 */
record IncomingBatch(
        int subtask, int attempt, long seq, long watermark, int rows, ByteBuffer arrow) {

    FrameHeader header(long arrivedAt) {
        return new FrameHeader(
                FrameKind.BATCH,
                subtask,
                attempt,
                rows,
                0,
                seq,
                watermark,
                arrow.remaining(),
                arrivedAt);
    }

    IncomingBatch withRows(int fewer, ByteBuffer message) {
        return new IncomingBatch(subtask, attempt, seq, watermark, fewer, message);
    }
}
