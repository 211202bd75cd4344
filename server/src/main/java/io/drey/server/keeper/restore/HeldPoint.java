package io.drey.server.keeper.restore;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A restore point as retention sees it.
 *
 * @param attempt which attempt made it
 * @param isUsable whether a job can start from it, as was looked up in storage
 * @param isForeign whether it was made elsewhere and adopted, or pinned by a user
 * @param sharedFiles that it needs outside its own folder; null if nobody has looked
 */
public record HeldPoint(
        String path,
        boolean isSavepoint,
        int attempt,
        Instant at,
        boolean isUsable,
        boolean isForeign,
        @Nullable Set<String> sharedFiles) {
    public HeldPoint {
        requireNonNull(path, "path");
        requireNonNull(at, "at");
        sharedFiles = sharedFiles == null ? null : Set.copyOf(sharedFiles);
    }
}
