package io.drey.server.cluster;

import io.drey.model.DreyException;

/** A Flink cluster that jobs run on. Thread-safe. */
public interface Cluster {
    /** As users name it, such as {@code local}. */
    String name();

    /**
     * Its REST interface.
     *
     * @throws DreyException CLUSTER_UNAVAILABLE if it is not known where it listens
     */
    FlinkRest rest();

    /** Grows when the cluster forgot its jobs; a job of an earlier generation is gone. */
    long generation();
}
