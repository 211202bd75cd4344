package io.drey.server.cluster;

import java.time.Duration;
import java.time.Instant;

/**
 * How long something is waited for, counted only while somebody looks.
 *
 * <p>A machine that slept did not wait: a long time between two looks counts as a short one.
 * Confined to one thread.
 */
final class Patience {
    private static final Duration LONGEST_STEP = Duration.ofSeconds(3);

    private final Duration limit;
    private Duration waited = Duration.ZERO;
    private Instant lastLook = Instant.MAX;

    Patience(Duration limit) {
        this.limit = limit;
    }

    /** What was waited for is there, or is waited for anew. */
    void reset() {
        waited = Duration.ZERO;
        lastLook = Instant.MAX;
    }

    /** Takes note of a look in vain. */
    void waitedInVain(Instant now) {
        if (lastLook.isBefore(now)) {
            Duration step = Duration.between(lastLook, now);
            waited = waited.plus(step.compareTo(LONGEST_STEP) < 0 ? step : LONGEST_STEP);
        }
        lastLook = now;
    }

    boolean isOver() {
        return waited.compareTo(limit) >= 0;
    }

    boolean isOver(Duration earlier) {
        return waited.compareTo(earlier) >= 0;
    }
}
