package io.drey.cli.sql;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A point in time, or none. Immutable. */
final class Deadline {
    private static final Deadline NEVER = new Deadline(Long.MAX_VALUE);

    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    /** Counts from now; null is never. */
    static Deadline in(@Nullable Duration time) {
        return time == null ? NEVER : new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean isOver() {
        return this != NEVER && System.nanoTime() - nanos >= 0;
    }

    /** What is left, but at most this much. */
    Duration leftAtMost(Duration most) {
        if (this == NEVER) {
            return most;
        }
        Duration left = Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
        return left.compareTo(most) < 0 ? left : most;
    }

    Deadline plus(Duration time) {
        return this == NEVER ? NEVER : new Deadline(nanos + time.toNanos());
    }

    Deadline orEarlier(Deadline other) {
        if (this == NEVER) {
            return other;
        }
        return other == NEVER || nanos - other.nanos <= 0 ? this : other;
    }
}
