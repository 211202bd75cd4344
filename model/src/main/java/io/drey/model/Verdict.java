package io.drey.model;

/** What is to be thought of a deployment, from all that is known of it. */
public enum Verdict {
    STARTING,
    RUNNING,
    /** It runs, but not well: Flink restarts it, or is about to. */
    DEGRADED,
    STOPPING,
    SUSPENDED,
    STOPPED,
    /** It has ended by itself, having done all it had to do. */
    FINISHED,
    /** It has failed, and another attempt would fail alike. */
    FAILED,
    /** It will be started: after a pause, or when there are slots. */
    WAITING,
    /** The cluster does not answer; nothing is known and nothing is done. */
    UNREACHABLE,
    /** More than one attempt is alive. */
    CONFLICT;

    /** Whether it stays so until somebody acts. */
    public boolean isSettled() {
        return this == SUSPENDED || this == STOPPED || this == FINISHED || this == FAILED;
    }
}
