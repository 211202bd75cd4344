package io.drey.server.result.log;

/**
 * How far one subtask of the sink has come.
 *
 * @param lastSeq the newest batch stored of this attempt
 * @param watermark epoch milliseconds; {@link Long#MIN_VALUE} when there is none
 * @param rows rows stored of all attempts
 * @param hasEnded whether it has sent all it will send
 */
public record SubtaskState(
        int subtask, int attempt, long lastSeq, long watermark, long rows, boolean hasEnded) {

    static SubtaskState fresh(int subtask) {
        return new SubtaskState(subtask, 0, 0, Long.MIN_VALUE, 0, false);
    }

    SubtaskState withBatch(FrameHeader header) {
        return new SubtaskState(
                subtask,
                header.attempt(),
                header.seq(),
                Math.max(watermark, header.watermark()),
                rows + header.rows(),
                false);
    }

    SubtaskState withEnd(FrameHeader header) {
        return new SubtaskState(
                subtask,
                header.attempt(),
                header.attempt() == attempt ? lastSeq : 0,
                watermark,
                rows,
                true);
    }
}
