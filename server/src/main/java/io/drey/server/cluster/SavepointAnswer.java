package io.drey.server.cluster;

/** What a cluster knows of a savepoint that was asked for. */
public sealed interface SavepointAnswer {
    /** It is being written. */
    record InProgress() implements SavepointAnswer {}

    /**
     * It is complete.
     *
     * @param path where it lies, as the cluster names it
     * @param jobFailedAfter whether the job failed between the savepoint and its stop: the
     *     savepoint is good, but outputs of after it may not be committed
     */
    record Done(String path, boolean jobFailedAfter) implements SavepointAnswer {}

    /** It was not written. */
    record Failed(String why) implements SavepointAnswer {}

    /** The cluster knows no such trigger: it never arrived, or was forgotten. */
    record Unknown() implements SavepointAnswer {}
}
