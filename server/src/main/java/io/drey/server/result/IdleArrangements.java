package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Arrangements that nobody looks at, kept for a minute because people come back. Thread-safe.
 *
 * <p>The ones left longest go first when there are many or they are large. They do not stay for
 * longer, since they keep files that no quota counts: those of the log that it gave up.
 */
final class IdleArrangements {
    static final Duration KEPT = Duration.ofMinutes(1);

    private static final int MAX_COUNT = 8;
    private static final long MAX_DISK_BYTES = 512L << 20;
    private static final long MAX_HEAP_BYTES = 32L << 20;

    private final Clock clock;
    private final Map<LiveArrangement, Long> leftAt = new LinkedHashMap<>();

    IdleArrangements(Clock clock) {
        this.clock = requireNonNull(clock, "clock");
    }

    /** Notes one that nobody looks at any more; others may be closed for it. */
    void add(LiveArrangement arrangement) {
        List<LiveArrangement> tooMany = new ArrayList<>();
        synchronized (this) {
            leftAt.put(arrangement, clock.millis());
            long disk = leftAt.keySet().stream().mapToLong(LiveArrangement::diskBytes).sum();
            long heap = leftAt.keySet().stream().mapToLong(LiveArrangement::heapBytes).sum();
            for (LiveArrangement each : List.copyOf(leftAt.keySet())) {
                if (leftAt.size() > MAX_COUNT || disk > MAX_DISK_BYTES || heap > MAX_HEAP_BYTES) {
                    leftAt.remove(each);
                    disk -= each.diskBytes();
                    heap -= each.heapBytes();
                    tooMany.add(each);
                }
            }
        }
        tooMany.forEach(LiveArrangement::closeIfIdle);
    }

    /** Closes those that were left long ago. */
    void tidy() {
        long before = clock.millis() - KEPT.toMillis();
        List<LiveArrangement> old = new ArrayList<>();
        synchronized (this) {
            leftAt.forEach(
                    (each, millis) -> {
                        if (millis <= before) {
                            old.add(each);
                        }
                    });
            leftAt.keySet().removeAll(old);
        }
        old.forEach(LiveArrangement::closeIfIdle);
    }

    /** Somebody looks at it again, or it was closed. */
    synchronized void remove(LiveArrangement arrangement) {
        leftAt.remove(arrangement);
    }
}
