package io.drey.kernel.flink120.job;

import org.jspecify.annotations.Nullable;

/**
 * How a job ended.
 *
 * @param cause why it failed or is lost; null when it did neither
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
}
