package io.drey.server.keeper.restore;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * An operator of a plan that is about to run.
 *
 * @param hash Flink's id of it: 32 hexadecimal digits
 * @param name as people know it
 * @param maxParallelism only where it was set by somebody; null where Flink derives it
 */
public record PlannedOperator(
        String hash, String name, int parallelism, @Nullable Integer maxParallelism) {
    public PlannedOperator {
        requireNonNull(hash, "hash");
        requireNonNull(name, "name");
    }
}
