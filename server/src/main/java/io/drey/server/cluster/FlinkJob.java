package io.drey.server.cluster;

import io.drey.model.JobId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of the cluster's list of jobs.
 *
 * @param state Flink's own word
 * @param endedAt null while it runs
 * @param changedAt when its state changed last
 */
public record FlinkJob(
        JobId id,
        String name,
        String state,
        Instant startedAt,
        @Nullable Instant endedAt,
        Instant changedAt,
        long durationMillis,
        int tasksTotal,
        int tasksRunning,
        int tasksFinished) {
    private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED");

    /** Whether it will never change again. */
    public boolean isEnded() {
        return isEnded(state);
    }

    /** Whether a state is final. SUSPENDED is not: another JobManager may take the job up. */
    public static boolean isEnded(String state) {
        return ENDED.contains(state);
    }
}
