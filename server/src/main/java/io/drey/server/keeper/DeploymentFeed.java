package io.drey.server.keeper;

import io.drey.model.DeploymentId;
import io.drey.model.DeploymentInfo;
import io.drey.server.platform.NamedThreads;
import io.drey.server.store.DeploymentRecord;
import io.drey.server.store.DeploymentStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells what changes of deployments to those who watch them. Thread-safe.
 *
 * <p>It reads what was stored, a few times a second and only while somebody watches. So the keeper
 * never waits for it, and what another server's keeper writes is told as well.
 */
public final class DeploymentFeed implements AutoCloseable {
    private static final long EVERY_MILLIS = 400;

    /** Others use the database between two such pieces. */
    private static final int AT_ONCE = 500;

    private final DeploymentStore store;
    private final ScheduledExecutorService looks = NamedThreads.scheduled("deployments", 1);
    private final Set<Watcher> watchers = new HashSet<>();
    private final Set<Watcher> newcomers = new HashSet<>();
    private @Nullable Future<?> repeated;

    /** Used by the thread that looks, alone. */
    private Map<DeploymentId, Instant> touched = Map.of();

    /** Used by the thread that looks, alone. */
    private Map<DeploymentId, DeploymentInfo> known = new HashMap<>();

    /** Hears of deployments; must not wait. Called by one thread at a time. */
    public interface Watcher {
        /** All deployments there are, before anything else. */
        void all(List<DeploymentInfo> deployments);

        /** Some are new or have changed, and some are no more. */
        void changed(List<DeploymentInfo> changed, Set<DeploymentId> gone);
    }

    public DeploymentFeed(DeploymentStore store) {
        this.store = store;
    }

    public synchronized void add(Watcher watcher) {
        newcomers.add(watcher);
        if (repeated == null) {
            repeated =
                    looks.scheduleWithFixedDelay(
                            NamedThreads.logged("look for changed deployments", this::look),
                            0,
                            EVERY_MILLIS,
                            TimeUnit.MILLISECONDS);
        } else {
            looks.execute(NamedThreads.logged("tell of deployments", this::look));
        }
    }

    public synchronized void remove(Watcher watcher) {
        newcomers.remove(watcher);
        watchers.remove(watcher);
        if (repeated != null && newcomers.isEmpty() && watchers.isEmpty()) {
            repeated.cancel(false);
            repeated = null;
        }
    }

    @Override
    public void close() {
        NamedThreads.close(looks);
    }

    private void look() {
        Map<DeploymentId, Instant> now = store.touched();
        List<DeploymentInfo> changed = load(now);
        Set<DeploymentId> gone = new HashSet<>(known.keySet());
        gone.removeAll(now.keySet());
        // Only now: what could not be read whole is read again the next time.
        touched = now;
        known.keySet().removeAll(gone);
        changed.forEach(info -> known.put(info.id(), info));
        tell(changed, gone);
    }

    private List<DeploymentInfo> load(Map<DeploymentId, Instant> now) {
        List<DeploymentId> ids = new ArrayList<>();
        now.forEach(
                (id, at) -> {
                    if (!at.equals(touched.get(id))) {
                        ids.add(id);
                    }
                });
        Map<DeploymentId, DeploymentInfo> loaded = new LinkedHashMap<>();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<DeploymentId> piece = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
            store.listOf(piece).stream()
                    .map(DeploymentRecord::info)
                    .forEach(info -> loaded.put(info.id(), info));
        }
        return List.copyOf(loaded.values());
    }

    private synchronized void tell(List<DeploymentInfo> changed, Set<DeploymentId> gone) {
        if (!changed.isEmpty() || !gone.isEmpty()) {
            watchers.forEach(watcher -> watcher.changed(changed, gone));
        }
        if (!newcomers.isEmpty()) {
            List<DeploymentInfo> all = List.copyOf(known.values());
            newcomers.forEach(watcher -> watcher.all(all));
            watchers.addAll(newcomers);
            newcomers.clear();
        }
    }
}
