package io.drey.server.keeper;

import io.drey.model.Attempt;
import io.drey.model.DeploymentAction;
import io.drey.model.DeploymentId;
import io.drey.model.DeploymentInfo;
import io.drey.model.DeploymentSpec;
import io.drey.model.JobId;
import io.drey.model.RestorePoint;
import io.drey.model.Wish;
import io.drey.server.cluster.ClusterSight;
import io.drey.server.cluster.SeenJob;
import io.drey.server.keeper.plan.Facts;
import io.drey.server.keeper.plan.SeenAttempt;
import io.drey.server.keeper.plan.Sight;
import io.drey.server.store.KeeperStore;
import io.drey.server.store.KeeperWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A deployment's facts while it is kept: what is stored, and what was seen since.
 *
 * <p>Used by one thread at a time: the one that plans, or the one that performs its step.
 */
final class KeptDeployment {
    private final DeploymentInfo info;
    private final Wish wish;
    private final DeploymentSpec spec;
    private final List<Attempt> attempts;
    private @Nullable DeploymentAction open;
    private @Nullable DeploymentAction lastStop;
    private int nextAction;
    private List<RestorePoint> points;
    private @Nullable Instant scannedAt;
    private @Nullable Instant absentSince;
    private KeeperWrite.@Nullable Shown shown;

    KeptDeployment(KeeperStore.Kept kept) {
        this.info = kept.record().info();
        this.wish = kept.record().wish();
        this.spec = kept.spec();
        this.attempts = new ArrayList<>(kept.attempts());
        this.nextAction = kept.nextAction();
        this.points = kept.points();
        kept.actions().forEach(this::remember);
    }

    DeploymentId id() {
        return info.id();
    }

    DeploymentInfo info() {
        return info;
    }

    Wish wish() {
        return wish;
    }

    DeploymentSpec spec() {
        return spec;
    }

    long version() {
        return info.version();
    }

    List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    @Nullable Attempt newest() {
        return attempts.isEmpty() ? null : attempts.get(0);
    }

    Attempt attempt(int number) {
        return attempts.stream()
                .filter(attempt -> attempt.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no attempt " + number));
    }

    @Nullable DeploymentAction open() {
        return open;
    }

    List<RestorePoint> points() {
        return points;
    }

    @Nullable Instant scannedAt() {
        return scannedAt;
    }

    KeeperWrite.@Nullable Shown shown() {
        return shown;
    }

    int takeActionNumber() {
        return nextAction++;
    }

    /** Goes on with what another server, or a newer wish, has made of it since. */
    KeptDeployment reloaded(KeeperStore.Kept kept) {
        KeptDeployment newer = new KeptDeployment(kept);
        newer.scannedAt = scannedAt;
        newer.absentSince = absentSince;
        return newer;
    }

    /** Takes note of a look, as far as it says since when the newest attempt is absent. */
    void see(ClusterSight sight) {
        Attempt newest = newest();
        boolean isAbsent =
                newest != null
                        && sight.isReachable()
                        && sight.at().isAfter(newest.intendedAt())
                        && !sight.jobs().containsKey(newest.jobId())
                        && !sight.recovering().contains(newest.jobId());
        if (!isAbsent) {
            absentSince = null;
        } else if (absentSince == null) {
            absentSince = sight.at();
        }
    }

    /** Takes over what was written. */
    void apply(KeeperWrite write) {
        Attempt attempt = write.attempt();
        if (attempt != null) {
            boolean isNew = attempts.removeIf(a -> a.number() == attempt.number());
            attempts.add(isNew ? indexOf(attempt) : 0, attempt);
            absentSince = null;
        }
        if (write.action() != null) {
            remember(write.action());
        }
        if (write.points() != null) {
            points = write.points();
        }
        if (write.shown() != null) {
            shown = write.shown();
        }
    }

    void scanned(Instant at) {
        scannedAt = at;
    }

    Facts facts(ClusterSight sight, Duration afterlife) {
        Map<Integer, SeenAttempt> jobs = new HashMap<>();
        Set<Integer> recovering = new HashSet<>();
        for (Attempt attempt : attempts) {
            JobId job = attempt.jobId();
            SeenJob seen = sight.jobs().get(job);
            if (seen != null) {
                jobs.put(attempt.number(), new SeenAttempt(seen.state(), seen.since()));
            }
            if (sight.recovering().contains(job)) {
                recovering.add(attempt.number());
            }
        }
        Sight ofThis =
                new Sight(
                        sight.at(),
                        "cluster " + info.cluster(),
                        sight.isReachable() ? null : String.valueOf(sight.why()),
                        jobs,
                        recovering,
                        absentSince,
                        sight.slots(),
                        sight.freeSlots());
        return new Facts(
                wish,
                spec.restartRules(),
                spec.parallelism() == null ? 1 : spec.parallelism(),
                attempts,
                open,
                lastStop,
                points,
                scannedAt,
                ofThis,
                afterlife);
    }

    private int indexOf(Attempt attempt) {
        int index = 0;
        while (index < attempts.size() && attempts.get(index).number() > attempt.number()) {
            index++;
        }
        return index;
    }

    private void remember(DeploymentAction action) {
        if (action.isOpen()) {
            open = action;
            return;
        }
        if (open != null && open.number() == action.number()) {
            open = null;
        }
        if (action.kind() == DeploymentAction.Kind.STOP) {
            lastStop = action;
        }
    }
}
