package io.drey.server.cluster;

import io.drey.model.DreyException;

/** What a cluster answered to a submission. */
public sealed interface SubmitAnswer {
    /** The job is the cluster's now; whether there are slots for it shows later. */
    record Accepted() implements SubmitAnswer {}

    /**
     * The cluster has had a job of this id, running or ended: an earlier call with the same id did
     * arrive.
     */
    record AlreadyThere() implements SubmitAnswer {}

    /**
     * The cluster answered that it will not run this, such as a program that does not compile: no
     * job was made, and the same submission would be refused again.
     *
     * @param why with the details {@code line} and {@code column} where the script's place is known
     */
    record Refused(DreyException why) implements SubmitAnswer {}

    /**
     * There was no sound answer. Where a job may come of it, only looking for its id tells whether
     * one did, and not before the cluster can no longer be working on the call.
     *
     * @param mayRun whether the call that runs the program may have arrived; if not, no job comes
     *     of this submission
     */
    record NoAnswer(String why, boolean mayRun) implements SubmitAnswer {}
}
