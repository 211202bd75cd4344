package io.drey.kernel.flink120.job;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a job ended.
 *
 * @param cause why it failed; null unless it did
 */
public record JobEnd(Kind kind, @Nullable Throwable cause) {
    /** The ways a job can end. */
    public enum Kind {
        FINISHED,
        FAILED,
        CANCELLED,
        /** The cluster no longer knows it, as after a restart. */
        LOST
    }

    public Optional<Throwable> findCause() {
        return Optional.ofNullable(cause);
    }
}
