package io.drey.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint or savepoint that an attempt can begin with.
 *
 * @param attempt which attempt made it
 * @param checkpointId Flink's number of a checkpoint; null for a savepoint
 * @param bytes null when not known
 * @param whyNot why nothing can begin with it; null if something can, as far as is known
 */
public record RestorePoint(
        String path,
        Kind kind,
        int attempt,
        @Nullable Long checkpointId,
        Instant at,
        @Nullable Long bytes,
        @Nullable String whyNot) {
    /** Oldest first: a later attempt has gone on from where an earlier one was. */
    public static final Comparator<RestorePoint> BY_AGE =
            Comparator.comparingInt(RestorePoint::attempt)
                    .thenComparing(RestorePoint::at)
                    .thenComparing(
                            RestorePoint::checkpointId,
                            Comparator.nullsLast(Comparator.naturalOrder()));

    /** How it came to be. */
    public enum Kind {
        CHECKPOINT,
        SAVEPOINT
    }

    @JsonIgnore
    public boolean isUsable() {
        return whyNot == null;
    }
}
