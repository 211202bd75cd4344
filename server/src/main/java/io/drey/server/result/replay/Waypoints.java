package io.drey.server.result.replay;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tables left on the way of a replay, to go on from when a reader goes back. They stay within a
 * fixed amount of memory: when there are too many, every other goes. Confined to one thread.
 */
final class Waypoints {
    private static final long MAX_BYTES = 8L << 20;
    private static final long FIRST_SPACING = 20_000;

    private final TreeMap<Long, Position> all = new TreeMap<>();
    private long spacing = FIRST_SPACING;

    /** The last waypoint that is not after a moment. */
    @Nullable Position before(long rows) {
        Map.Entry<Long, Position> found = all.floorEntry(rows);
        return found == null ? null : found.getValue();
    }

    /** Leaves a waypoint here when the last one is far enough back. */
    void offer(Position position) {
        long rows = position.rows();
        Long last = all.floorKey(rows);
        Long following = all.ceilingKey(rows);
        boolean isFar = rows - (last == null ? 0 : last) >= spacing;
        boolean isEarly = following == null || following - rows >= spacing;
        if (!isFar || !isEarly || position.view().memoryBytes() > MAX_BYTES / 2) {
            return;
        }
        all.put(rows, position.fork());
        long bytes = all.values().stream().mapToLong(each -> each.view().memoryBytes()).sum();
        if (bytes > MAX_BYTES) {
            thinOut();
        }
    }

    void clear() {
        all.clear();
    }

    private void thinOut() {
        List<Long> places = List.copyOf(all.keySet());
        for (int i = 0; i < places.size(); i += 2) {
            all.remove(places.get(i));
        }
        spacing *= 2;
    }
}
