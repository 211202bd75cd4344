package io.drey.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something the keeper does to a cluster, written down before the call and completed after it.
 *
 * @param number counts from 1 for each deployment; its trigger id follows from it
 * @param attempt which attempt it acts on
 * @param sentAt when it was last sent; null if it may never have been
 * @param closedAt null while its outcome is not known
 * @param path the savepoint it made
 * @param why what went wrong
 */
public record DeploymentAction(
        int number,
        Kind kind,
        int attempt,
        Instant intendedAt,
        @Nullable Instant sentAt,
        Answer answer,
        @Nullable Instant closedAt,
        @Nullable String path,
        @Nullable String why) {

    /** What is done. */
    public enum Kind {
        SUBMIT,
        /** Stop with a savepoint. */
        STOP,
        SAVEPOINT,
        CANCEL
    }

    /** What the cluster last said to it. */
    public enum Answer {
        /** Nothing: it may have arrived or not. */
        NONE,
        /** It has arrived, and goes on. */
        TAKEN,
        /** The cluster does not know of it, and no savepoint of it is found. */
        UNKNOWN,
        DONE,
        FAILED
    }

    /** An action that is about to be sent. */
    public static DeploymentAction intended(int number, Kind kind, int attempt, Instant now) {
        return new DeploymentAction(
                number, kind, attempt, now, null, Answer.NONE, null, null, null);
    }

    @JsonIgnore
    public boolean isOpen() {
        return closedAt == null;
    }

    /** The same, sent with this answer; it stays open. */
    public DeploymentAction sent(Answer said, Instant at) {
        return new DeploymentAction(number, kind, attempt, intendedAt, at, said, null, null, null);
    }

    public DeploymentAction answered(Answer said) {
        return new DeploymentAction(
                number, kind, attempt, intendedAt, sentAt, said, null, null, null);
    }

    public DeploymentAction closed(
            Answer said, @Nullable String madePath, @Nullable String reason, Instant at) {
        return new DeploymentAction(
                number, kind, attempt, intendedAt, sentAt, said, at, madePath, reason);
    }
}
