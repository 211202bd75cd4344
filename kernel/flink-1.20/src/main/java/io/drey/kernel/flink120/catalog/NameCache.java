package io.drey.kernel.flink120.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Remembers lists for a while. Thread-safe. */
public final class NameCache {
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    /** What is remembered, or else what {@code source} gives now. */
    public <T> Collection<T> get(String what, Supplier<Collection<T>> source) {
        return this.<T>find(what)
                .orElseGet(
                        () -> {
                            List<T> list = List.copyOf(source.get());
                            put(what, list, KEPT_NANOS);
                            return list;
                        });
    }

    /** What is remembered. */
    @SuppressWarnings("unchecked")
    <T> Optional<Collection<T>> find(String what) {
        Kept found = kept.get(what);
        return found != null && System.nanoTime() - found.end < 0
                ? Optional.of((Collection<T>) found.list)
                : Optional.empty();
    }

    void put(String what, List<?> list, long nanos) {
        kept.put(what, new Kept(list, System.nanoTime() + nanos));
    }

    public void clear() {
        kept.clear();
    }

    private record Kept(List<?> list, long end) {}
}
