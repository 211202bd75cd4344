package io.drey.server.keeper;

import io.drey.model.DeploymentId;
import io.drey.model.Desired;
import io.drey.model.DreyException;
import io.drey.server.cluster.ClusterSight;
import io.drey.server.cluster.JobCluster;
import io.drey.server.keeper.plan.Plan;
import io.drey.server.keeper.plan.Planner;
import io.drey.server.keeper.plan.Step;
import io.drey.server.platform.NamedThreads;
import io.drey.server.store.KeeperStore;
import io.drey.server.store.Lease;
import io.drey.server.store.LeaseLostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the deployments of one cluster: one look for all of them, then a plan for each, and at most
 * one step at a time of each. Thread-safe.
 */
final class ClusterKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterKeeper.class);
    private static final Duration LEASE = Duration.ofSeconds(10);

    /** How often storage is searched for the restore points of what runs. */
    private static final Duration SCAN_EVERY = Duration.ofSeconds(10);

    /** More notes in succession than any situation needs. */
    private static final int MOST_NOTES = 8;

    /** What was done shows at the cluster after a moment. */
    private static final long SOON_MILLIS = 300;

    private final JobCluster cluster;
    private final String owner;
    private final KeeperStore store;
    private final Performer performer;
    private final DeploymentFolders folders;
    private final Clock clock;
    private final Executor calls;
    private final ScheduledExecutorService looks;
    private final Map<DeploymentId, KeptDeployment> kept = new ConcurrentHashMap<>();
    private final Set<DeploymentId> busy = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isLookDue = new AtomicBoolean();
    private volatile @Nullable Lease lease;
    private volatile boolean isStarted;

    ClusterKeeper(
            JobCluster cluster,
            String owner,
            KeeperStore store,
            Performer performer,
            DeploymentFolders folders,
            Clock clock,
            Executor calls) {
        this.cluster = cluster;
        this.owner = owner;
        this.store = store;
        this.performer = performer;
        this.folders = folders;
        this.clock = clock;
        this.calls = calls;
        this.looks = NamedThreads.scheduled("keeper-" + cluster.name(), 1);
    }

    void start(Duration interval) {
        isStarted = true;
        looks.scheduleWithFixedDelay(
                NamedThreads.logged("keep deployments", this::keep),
                0,
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Looks soon, because something was done or is wanted; several wishes make one look. */
    void lookSoon() {
        if (isStarted && isLookDue.compareAndSet(false, true)) {
            looks.schedule(
                    NamedThreads.logged("keep deployments", this::keep),
                    SOON_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        isStarted = false;
        NamedThreads.close(looks);
        Lease held = lease;
        if (held != null && busy.isEmpty()) {
            store.release(held, clock.instant());
        }
    }

    /** Looks once, and does what is to be done about each deployment. */
    void keep() {
        isLookDue.set(false);
        Lease held =
                store.acquire("keeper/" + cluster.name(), owner, clock.instant(), LEASE)
                        .orElse(null);
        if (held == null) {
            // Another server keeps them; what is remembered here may be old once it is our turn.
            kept.clear();
            return;
        }
        Lease before = lease;
        if (before != null && before.token() != held.token()) {
            kept.clear();
        }
        lease = held;
        Map<DeploymentId, Long> versions = store.versions(cluster.name());
        kept.keySet().removeIf(id -> !versions.containsKey(id) && !busy.contains(id));
        if (versions.isEmpty()) {
            return;
        }
        ClusterSight sight = cluster.look();
        Duration afterlife = Duration.ZERO;
        try {
            // Without a sight nothing is done that would depend on it.
            afterlife = sight.isReachable() ? cluster.afterlife() : afterlife;
        } catch (DreyException e) {
            sight = ClusterSight.unreachable(sight.at(), String.valueOf(e.getMessage()));
        }
        Look look = new Look(sight, afterlife, held);
        for (Map.Entry<DeploymentId, Long> version : versions.entrySet()) {
            if (!busy.contains(version.getKey())) {
                keep(version.getKey(), version.getValue(), look);
            }
        }
    }

    /** What all deployments of a cluster are planned by. */
    private record Look(ClusterSight sight, Duration afterlife, Lease held) {}

    private void keep(DeploymentId id, long version, Look look) {
        try {
            KeptDeployment deployment = refreshed(id, version);
            if (deployment != null) {
                deployment.see(look.sight());
                plan(deployment, look);
            }
        } catch (LeaseLostException e) {
            LOG.warn("Leave deployments to another server because={}", e.getMessage());
            kept.clear();
        } catch (RuntimeException e) {
            // One that cannot be kept must not keep the others from being kept.
            LOG.error("Cannot keep deployment={}", id, e);
            kept.remove(id);
        }
    }

    private @Nullable KeptDeployment refreshed(DeploymentId id, long version) {
        KeptDeployment known = kept.get(id);
        if (known != null && known.version() == version) {
            return known;
        }
        KeptDeployment loaded =
                store.load(id)
                        .map(k -> known == null ? new KeptDeployment(k) : known.reloaded(k))
                        .orElse(null);
        if (loaded != null) {
            kept.put(id, loaded);
        }
        return loaded;
    }

    private void plan(KeptDeployment deployment, Look look) {
        LeasedNotes notes = new LeasedNotes(deployment, store, look.held(), folders, clock);
        refreshPoints(deployment, notes);
        List<Step> done = new ArrayList<>();
        while (done.size() < MOST_NOTES) {
            Plan plan =
                    Planner.plan(deployment.facts(look.sight(), look.afterlife()), clock.instant());
            notes.show(plan);
            Step step = plan.step();
            if (step == null) {
                return;
            }
            if (step instanceof Step.Remove) {
                store.remove(look.held(), deployment.id());
                kept.remove(deployment.id());
                return;
            }
            if (!notes.note(step)) {
                perform(deployment, notes, step);
                return;
            }
            done.add(step);
        }
        LOG.error("Plans do not come to an end deployment={} steps={}", deployment.id(), done);
    }

    /** So that what is told of a running deployment's restore points is not old. */
    private void refreshPoints(KeptDeployment deployment, LeasedNotes notes) {
        Instant now = clock.instant();
        Instant scanned = deployment.scannedAt();
        boolean isDue = scanned == null || scanned.isBefore(now.minus(SCAN_EVERY));
        if (isDue && deployment.wish().desired() == Desired.RUNNING) {
            notes.scan(now);
        }
    }

    private void perform(KeptDeployment deployment, LeasedNotes notes, Step step) {
        busy.add(deployment.id());
        calls.execute(
                () -> {
                    try {
                        performer.perform(notes, step);
                    } catch (LeaseLostException e) {
                        LOG.warn("Leave deployments to another server because={}", e.getMessage());
                        kept.clear();
                    } catch (RuntimeException e) {
                        LOG.error("Failed step={} deployment={}", step, deployment.id(), e);
                        // What is remembered may differ from what was stored.
                        kept.remove(deployment.id());
                    } finally {
                        busy.remove(deployment.id());
                        lookSoon();
                    }
                });
    }
}
