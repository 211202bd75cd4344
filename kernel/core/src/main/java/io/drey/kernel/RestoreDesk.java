package io.drey.kernel;

import static java.util.Objects.requireNonNull;

import io.drey.protocol.Answer;
import io.drey.protocol.KernelMessages.Failure;
import io.drey.protocol.RestoreMessages.ScanRestorePoints;
import io.drey.protocol.RestoreMessages.ScannedRestorePoints;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Answers what is asked about restore points; storage may be slow. Thread-safe. */
final class RestoreDesk {
    private static final System.Logger LOG = System.getLogger(RestoreDesk.class.getName());

    private final FlinkBridge bridge;
    private final LookDesk looks;

    RestoreDesk(FlinkBridge bridge, Outbox outbox, Duration limit) {
        this.bridge = requireNonNull(bridge, "bridge");
        this.looks = new LookDesk(outbox, limit);
    }

    /** Returns at once. */
    void answer(ScanRestorePoints question, String re) {
        Function<Failure, Answer> refusal =
                failure ->
                        new ScannedRestorePoints(
                                question.request(), List.of(), 0, List.of(), failure);
        looks.answer(() -> scan(question, refusal), refusal, re);
    }

    private Answer scan(ScanRestorePoints question, Function<Failure, Answer> refusal) {
        try {
            return bridge.restorePoints().scan(question);
        } catch (Exception | Error e) {
            // File systems of other people may throw anything.
            LOG.log(Level.WARNING, "Failed to scan restore points", e);
            return refusal.apply(Failures.internal(e));
        }
    }
}
