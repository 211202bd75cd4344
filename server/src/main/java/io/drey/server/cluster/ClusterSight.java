package io.drey.server.cluster;

import static java.util.Objects.requireNonNull;

import io.drey.model.JobId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a cluster showed.
 *
 * @param at when the look began: what happened later may be missing
 * @param why it is not reachable; null if it is
 * @param jobs running ones, and ended ones that it remembers; empty if it is not reachable
 * @param recovering jobs that it has stored and will bring back by itself
 * @param slots 0 if it is not reachable
 */
public record ClusterSight(
        Instant at,
        boolean isReachable,
        @Nullable String why,
        Map<JobId, SeenJob> jobs,
        Set<JobId> recovering,
        int slots,
        int freeSlots) {
    public ClusterSight {
        requireNonNull(at, "at");
        jobs = Map.copyOf(jobs);
        recovering = Set.copyOf(recovering);
    }

    /** Nothing is known but that there was no sound answer. */
    public static ClusterSight unreachable(Instant at, String why) {
        return new ClusterSight(at, false, why, Map.of(), Set.of(), 0, 0);
    }
}
