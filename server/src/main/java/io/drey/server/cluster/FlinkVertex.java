package io.drey.server.cluster;

/**
 * A vertex of a job's graph with its counts.
 *
 * @param isSource reads from no other vertex
 * @param isSink no other vertex reads from it
 * @param recordsIn records received from other vertices
 * @param recordsOut records sent to other vertices
 */
public record FlinkVertex(
        String id,
        String name,
        int parallelism,
        String state,
        boolean isSource,
        boolean isSink,
        long recordsIn,
        long recordsOut,
        long bytesIn,
        long bytesOut) {

    /**
     * Whether it holds several operators, so that its counts are not those of its first or last.
     */
    public boolean isChained() {
        return name.contains(" -> ");
    }
}
