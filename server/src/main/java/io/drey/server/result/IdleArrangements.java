package io.drey.server.result;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Arrangements that nobody looks at, kept for a while because people come back. Thread-safe.
 *
 * <p>The ones left longest go first when there are many or they are large.
 */
final class IdleArrangements {
    private static final int MAX_COUNT = 8;
    private static final long MAX_BYTES = 512L << 20;

    private final Set<LiveArrangement> all = new LinkedHashSet<>();

    /** Notes one that nobody looks at any more; others may be closed for it. */
    void add(LiveArrangement arrangement) {
        List<LiveArrangement> left = new ArrayList<>();
        synchronized (this) {
            all.add(arrangement);
            long bytes = all.stream().mapToLong(LiveArrangement::bytes).sum();
            for (LiveArrangement each : List.copyOf(all)) {
                if (all.size() > MAX_COUNT || bytes > MAX_BYTES) {
                    all.remove(each);
                    bytes -= each.bytes();
                    left.add(each);
                }
            }
        }
        left.forEach(LiveArrangement::closeIfIdle);
    }

    /** Somebody looks at it again, or it was closed. */
    synchronized void remove(LiveArrangement arrangement) {
        all.remove(arrangement);
    }
}
