package io.drey.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One submission of a deployment, written down before it was tried.
 *
 * @param number counts from 1
 * @param generation of the wish it serves
 * @param restoredFrom the restore point it began with; null for none
 * @param acceptedAt when the cluster had it; null while that is not known
 * @param runningAt when all of it was first seen running
 * @param end null while it may be alive
 * @param why what was said about its end
 */
public record Attempt(
        int number,
        JobId jobId,
        long specVersion,
        long generation,
        @Nullable String restoredFrom,
        Instant intendedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant runningAt,
        @Nullable Instant endedAt,
        @Nullable AttemptEnd end,
        @Nullable FailureKind failure,
        @Nullable String why) {

    /** An attempt that is about to be tried. */
    public static Attempt intended(
            int number,
            JobId jobId,
            long specVersion,
            long generation,
            @Nullable String restoredFrom,
            Instant now) {
        return new Attempt(
                number,
                jobId,
                specVersion,
                generation,
                restoredFrom,
                now,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Whether it may be alive; at most one attempt of a deployment is. */
    @JsonIgnore
    public boolean isActive() {
        return end == null;
    }

    public Attempt accepted(Instant at) {
        return with(at, runningAt, null, null, null, null);
    }

    public Attempt running(Instant at) {
        return with(acceptedAt == null ? at : acceptedAt, at, null, null, null, null);
    }

    public Attempt ended(
            AttemptEnd how, @Nullable FailureKind kind, @Nullable String reason, Instant at) {
        return with(acceptedAt, runningAt, at, how, kind, reason);
    }

    /** The same attempt, alive after all. */
    public Attempt reopened(Instant at) {
        return with(acceptedAt == null ? at : acceptedAt, runningAt, null, null, null, null);
    }

    private Attempt with(
            @Nullable Instant nowAccepted,
            @Nullable Instant nowRunning,
            @Nullable Instant nowEnded,
            @Nullable AttemptEnd nowEnd,
            @Nullable FailureKind nowFailure,
            @Nullable String nowWhy) {
        return new Attempt(
                number,
                jobId,
                specVersion,
                generation,
                restoredFrom,
                intendedAt,
                nowAccepted,
                nowRunning,
                nowEnded,
                nowEnd,
                nowFailure,
                nowWhy);
    }
}
