package io.drey.model;

import org.jspecify.annotations.Nullable;

/**
 * Gives a deployment another spec.
 *
 * @param version of the deployment this change was made for; null for whichever it is
 * @param upgrade how a running attempt gives way; null for SAVEPOINT
 * @param mayDropState whether state that no operator takes may be left behind
 */
public record DeploymentChange(
        DeploymentSpec spec,
        @Nullable Long version,
        @Nullable Upgrade upgrade,
        @Nullable Boolean mayDropState) {
    /** How the next attempt comes by the state of the one before. */
    public enum Upgrade {
        /** Stop with a savepoint, and begin with that. */
        SAVEPOINT,
        /** Cancel, and begin with the newest checkpoint. */
        LAST_CHECKPOINT,
        /** Cancel, and begin with nothing. */
        STATELESS
    }
}
