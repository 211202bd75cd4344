package io.drey.server.result;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.result.log.SubtaskState;

/** Decides whether what a subtask sends is the next, was there before, or leaves a gap. */
final class Sequence {
    private Sequence() {}

    /** Whether a batch is the next; false when it, or a newer attempt, was there before. */
    static boolean isNext(SubtaskState known, IncomingBatch batch) {
        if (batch.attempt() < known.attempt()) {
            return false;
        }
        long last = batch.attempt() == known.attempt() ? known.lastSeq() : 0;
        if (batch.seq() > last + 1) {
            throw gap(batch.subtask(), batch.seq(), last + 1);
        }
        return batch.seq() > last;
    }

    /** Whether an end may be noted; false when it, or a newer attempt, was there before. */
    static boolean isEnd(SubtaskState known, int attempt, long lastSeq) {
        if (attempt < known.attempt() || (attempt == known.attempt() && known.hasEnded())) {
            return false;
        }
        long last = attempt == known.attempt() ? known.lastSeq() : 0;
        if (lastSeq != last) {
            throw gap(known.subtask(), lastSeq, last);
        }
        return true;
    }

    private static DreyException gap(int subtask, long seq, long expected) {
        return new DreyException(
                DreyErrorCode.BAD_REQUEST,
                "subtask " + subtask + ": batch " + seq + " (expected: " + expected + ")");
    }
}
