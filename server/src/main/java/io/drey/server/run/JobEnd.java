package io.drey.server.run;

import org.jspecify.annotations.Nullable;

/**
 * How a job ended.
 *
 * @param cause the root cause's text when it failed
 * @param detail the full stack trace when it failed
 */
public record JobEnd(Outcome outcome, @Nullable String cause, @Nullable String detail) {
    /** Flink's terminal states, and the case that the cluster no longer knows the job. */
    public enum Outcome {
        FINISHED,
        CANCELED,
        FAILED,
        LOST
    }
}
