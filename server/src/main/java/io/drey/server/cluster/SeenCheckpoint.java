package io.drey.server.cluster;

import java.time.Instant;

/**
 * A completed checkpoint or savepoint, as the cluster remembers it.
 *
 * @param path where it lies, as the cluster names it
 * @param id its number within the job
 * @param at when it was complete
 * @param bytes of state, shared files included
 */
public record SeenCheckpoint(String path, long id, Instant at, long bytes, Kind kind) {
    /** What it was written for. */
    public enum Kind {
        CHECKPOINT,
        SAVEPOINT
    }
}
