package io.drey.server.cluster;

/** A Flink session cluster that somebody else runs, known by its REST address. */
public record StandaloneCluster(String name, FlinkRest rest) implements Cluster {
    /** Always the same: nobody tells when it forgets its jobs. */
    @Override
    public long generation() {
        return 0;
    }
}
