package io.drey.server.keeper;

import io.drey.model.Attempt;
import io.drey.model.AttemptEnd;
import io.drey.model.DeploymentAction;
import io.drey.model.DeploymentAction.Answer;
import io.drey.model.DeploymentSpec;
import io.drey.model.FailureKind;
import io.drey.model.RestorePoint;
import io.drey.server.keeper.plan.Plan;
import io.drey.server.keeper.plan.Step;
import io.drey.server.keeper.plan.Words;
import io.drey.server.store.KeeperStore;
import io.drey.server.store.KeeperWrite;
import io.drey.server.store.Lease;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what happens to a deployment, under the lease it is kept by. Used like the deployment. */
final class LeasedNotes implements Performer.Notes {
    private final KeptDeployment deployment;
    private final KeeperStore store;
    private final Lease lease;
    private final DeploymentFolders folders;
    private final Clock clock;

    LeasedNotes(
            KeptDeployment deployment,
            KeeperStore store,
            Lease lease,
            DeploymentFolders folders,
            Clock clock) {
        this.deployment = deployment;
        this.store = store;
        this.lease = lease;
        this.folders = folders;
        this.clock = clock;
    }

    @Override
    public KeptDeployment deployment() {
        return deployment;
    }

    @Override
    public DeploymentSpec spec(long version) {
        return version == deployment.wish().specVersion()
                ? deployment.spec()
                : store.spec(deployment.id(), version);
    }

    @Override
    public void write(
            @Nullable Attempt attempt, @Nullable DeploymentAction action, @Nullable String event) {
        save(attempt, action, null, null, event == null ? List.of() : List.of(event));
    }

    @Override
    public void made(DeploymentAction action, String madePath, Instant at) {
        String path = DeploymentFolders.named(madePath);
        List<RestorePoint> points = new ArrayList<>(deployment.points());
        points.removeIf(point -> point.path().equals(path));
        points.add(
                new RestorePoint(
                        path,
                        RestorePoint.Kind.SAVEPOINT,
                        action.attempt(),
                        null, // Not when it was heard of: a checkpoint may have followed it.
                        folders.completedAt(deployment.id(), path).orElse(at),
                        null,
                        null));
        save(
                null,
                action.closed(Answer.DONE, path, null, at),
                points,
                null,
                List.of("made savepoint " + path));
    }

    @Override
    public void ended(
            Attempt attempt, AttemptEnd end, @Nullable FailureKind kind, @Nullable String why) {
        Instant now = clock.instant();
        DeploymentAction open = deployment.open();
        DeploymentAction closed = null;
        if (open != null && open.attempt() == attempt.number()) {
            boolean isDone = open.kind() == DeploymentAction.Kind.CANCEL;
            String reason = isDone ? null : "the attempt ended before";
            closed = open.closed(isDone ? Answer.DONE : Answer.FAILED, null, reason, now);
        }
        String text = "attempt " + attempt.number() + " " + Words.of(end);
        save(
                attempt.ended(end, kind, why, now),
                closed,
                null,
                null,
                List.of(why == null ? text : text + ": " + why));
        // It may have saved its state once more since storage was searched last.
        scan(now);
    }

    /** Does what a step that calls nobody says; false if it is another one. */
    boolean note(Step step) {
        Instant now = clock.instant();
        if (step instanceof Step.Accepted accepted) {
            Attempt attempt = deployment.attempt(accepted.attempt());
            DeploymentAction open = deployment.open();
            boolean isSubmit = open != null && open.kind() == DeploymentAction.Kind.SUBMIT;
            write(
                    attempt.acceptedAt() == null ? attempt.accepted(now) : null,
                    isSubmit && open != null ? open.closed(Answer.DONE, null, null, now) : null,
                    "attempt " + attempt.number() + " was found as job " + attempt.jobId());
        } else if (step instanceof Step.Runs runs) {
            write(
                    deployment.attempt(runs.attempt()).running(now),
                    null,
                    "attempt " + runs.attempt() + " runs");
        } else if (step instanceof Step.Reopen reopen) {
            write(
                    deployment.attempt(reopen.attempt()).reopened(now),
                    null,
                    "attempt " + reopen.attempt() + " lives after all");
        } else if (step instanceof Step.Drop drop) {
            write(
                    null,
                    drop.action().closed(Answer.FAILED, null, drop.why(), now),
                    "gave up an action: " + drop.why());
        } else if (step instanceof Step.Scan) {
            scan(now);
        } else {
            return false;
        }
        return true;
    }

    /** Looks for restore points in storage; what is gone from there is forgotten. */
    void scan(Instant now) {
        Map<String, RestorePoint> found = new LinkedHashMap<>();
        for (RestorePoint point : deployment.points()) {
            if (folders.isThere(deployment.id(), point.path())) {
                found.put(point.path(), point);
            }
        }
        for (Attempt attempt : deployment.attempts()) {
            for (RestorePoint point : folders.points(deployment.id(), attempt)) {
                RestorePoint known = found.get(point.path());
                // What is known of it holds only as long as it was not written anew.
                if (known == null || !known.at().equals(point.at())) {
                    found.put(point.path(), point);
                }
            }
        }
        List<RestorePoint> points = List.copyOf(found.values());
        if (!points.equals(deployment.points())) {
            save(null, null, points, null, List.of());
        }
        deployment.scanned(now);
    }

    /** Tells of a plan's verdict, if that is news. */
    boolean show(Plan plan) {
        KeeperWrite.Shown before = deployment.shown();
        Attempt newest = deployment.newest();
        String point =
                deployment.points().stream()
                        .filter(RestorePoint::isUsable)
                        .max(RestorePoint.BY_AGE)
                        .map(RestorePoint::path)
                        .orElse(null);
        boolean isSame = plan.verdict() == verdict(before);
        Instant since = isSame ? since(before) : clock.instant();
        KeeperWrite.Shown shown =
                new KeeperWrite.Shown(
                        deployment.version(),
                        plan.verdict(),
                        plan.why(),
                        plan.evidence(),
                        since,
                        newest,
                        point);
        if (before != null && isSaid(before, shown)) {
            return false;
        }
        List<String> events =
                isSame ? List.of() : List.of("is " + plan.verdict() + ": " + plan.why());
        save(null, null, null, shown, events);
        return true;
    }

    private io.drey.model.Verdict verdict(KeeperWrite.@Nullable Shown before) {
        return before == null ? deployment.info().verdict() : before.verdict();
    }

    private Instant since(KeeperWrite.@Nullable Shown before) {
        return before == null ? deployment.info().since() : before.since();
    }

    /** The evidence's times move with each look; that alone is no news. */
    private static boolean isSaid(KeeperWrite.Shown before, KeeperWrite.Shown now) {
        return before.verdict() == now.verdict()
                && before.why().equals(now.why())
                && java.util.Objects.equals(before.attempt(), now.attempt())
                && java.util.Objects.equals(before.latestRestorePoint(), now.latestRestorePoint());
    }

    private void save(
            @Nullable Attempt attempt,
            @Nullable DeploymentAction action,
            @Nullable List<RestorePoint> points,
            KeeperWrite.@Nullable Shown shown,
            List<String> events) {
        KeeperWrite write =
                new KeeperWrite(clock.instant(), attempt, action, points, shown, events);
        store.save(lease, deployment.id(), write);
        deployment.apply(write);
    }
}
