package io.drey.server.keeper.restore;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * An operator whose state a restore point has.
 *
 * @param hash Flink's id of it: 32 hexadecimal digits
 * @param name from the plan that made it; null where nobody has that any more
 * @param bytes 0 if it has no state
 */
public record SavedOperator(
        String hash,
        @Nullable String name,
        int parallelism,
        int maxParallelism,
        long bytes,
        boolean isFinished) {
    public SavedOperator {
        requireNonNull(hash, "hash");
    }
}
