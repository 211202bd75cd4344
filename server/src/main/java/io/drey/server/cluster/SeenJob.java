package io.drey.server.cluster;

import io.drey.model.JobId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as a look at its cluster showed it.
 *
 * <p>Of one that has ended and that the cluster itself no longer tells of, the name is empty, and
 * the times are those of the look.
 *
 * @param state Flink's own word
 * @param since when it came into that state
 * @param end null while it runs
 */
public record SeenJob(JobId id, String name, String state, Instant since, @Nullable Instant end) {}
