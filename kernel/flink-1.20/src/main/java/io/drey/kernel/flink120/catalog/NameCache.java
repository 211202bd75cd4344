package io.drey.kernel.flink120.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Remembers lists for a while. Thread-safe. */
public final class NameCache {
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    /** What is remembered, or else what {@code source} gives now. */
    @SuppressWarnings("unchecked")
    public <T> Collection<T> get(String what, Supplier<Collection<T>> source) {
        long now = System.nanoTime();
        Kept found = kept.get(what);
        if (found != null && now - found.since < KEPT_NANOS) {
            return (Collection<T>) found.list;
        }
        List<T> list = List.copyOf(source.get());
        kept.put(what, new Kept(list, now));
        return list;
    }

    public void clear() {
        kept.clear();
    }

    private record Kept(List<?> list, long since) {}
}
