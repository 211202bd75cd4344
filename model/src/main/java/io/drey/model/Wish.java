package io.drey.model;

import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a deployment. Every change that asks for another attempt has a generation of
 * its own: an attempt of an earlier one is ended and followed by another.
 *
 * @param startPath the restore point to start from; null unless {@code startFrom} is PATH
 * @param mayDropState whether state that no operator takes may be left behind
 * @param isDeleted whether the deployment goes once nothing of it runs
 */
public record Wish(
        Desired desired,
        long specVersion,
        long generation,
        StopMode stopMode,
        StartFrom startFrom,
        @Nullable String startPath,
        boolean mayDropState,
        boolean isDeleted) {

    /** The wish a new deployment begins with. */
    public static Wish first(Desired desired) {
        return new Wish(desired, 1, 1, StopMode.SAVEPOINT, StartFrom.LATEST, null, false, false);
    }

    /** Wants it to run anew, by an attempt that does not exist yet. */
    public Wish running(long version, StopMode mode, StartFrom from, @Nullable String path) {
        return new Wish(
                Desired.RUNNING, version, generation + 1, mode, from, path, mayDropState, false);
    }

    /** Wants it not to run. */
    public Wish ended(Desired state, StopMode mode) {
        return new Wish(
                state, specVersion, generation, mode, startFrom, startPath, mayDropState, false);
    }

    public Wish withMayDropState(boolean isAllowed) {
        return new Wish(
                desired,
                specVersion,
                generation,
                stopMode,
                startFrom,
                startPath,
                isAllowed,
                isDeleted);
    }

    public Wish withSpecVersion(long version) {
        return new Wish(
                desired,
                version,
                generation,
                stopMode,
                startFrom,
                startPath,
                mayDropState,
                isDeleted);
    }

    /** Wants it to be gone. */
    public Wish deleted() {
        return new Wish(
                Desired.STOPPED,
                specVersion,
                generation,
                StopMode.CANCEL,
                startFrom,
                startPath,
                mayDropState,
                true);
    }
}
