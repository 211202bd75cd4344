package io.drey.model;

import org.jspecify.annotations.Nullable;

/**
 * Asks to act on a deployment.
 *
 * @param from for START, RESUME and RESTART: what to begin with; null for LATEST
 * @param path the restore point, if {@code from} is PATH
 * @param mayDropState whether state that no operator takes may be left behind
 * @param version of the deployment this was decided for; null for whichever it is
 */
public record DeploymentAct(
        Kind act,
        @Nullable StartFrom from,
        @Nullable String path,
        @Nullable Boolean mayDropState,
        @Nullable Long version) {

    /** What can be done to a deployment. */
    public enum Kind {
        START,
        /** With a savepoint. */
        STOP,
        SUSPEND,
        RESUME,
        /** Stop with a savepoint, and start from it. */
        RESTART,
        /** Without a savepoint. */
        CANCEL,
        /** Make a savepoint while it runs on. */
        SAVEPOINT
    }

    public static DeploymentAct of(Kind act) {
        return new DeploymentAct(act, null, null, null, null);
    }
}
