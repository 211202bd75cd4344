package io.drey.server.keeper.plan;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one look at the cluster showed of a deployment.
 *
 * @param source who was looked at, such as {@code cluster local}
 * @param why it is not reachable; null if it is
 * @param jobs the attempts that the cluster knows, by number
 * @param recovering attempts that the cluster will bring back by itself
 * @param absentSince the first of all the looks since which the newest attempt was not there though
 *     the cluster answered; null if the last look is none of them
 */
public record Sight(
        Instant at,
        String source,
        @Nullable String why,
        Map<Integer, SeenAttempt> jobs,
        Set<Integer> recovering,
        @Nullable Instant absentSince,
        int slots,
        int freeSlots) {
    public Sight {
        jobs = Map.copyOf(jobs);
        recovering = Set.copyOf(recovering);
    }

    boolean isReachable() {
        return why == null;
    }

    @Nullable SeenAttempt job(int attempt) {
        return jobs.get(attempt);
    }
}
