package io.drey.server.keeper;

import io.drey.model.Attempt;
import io.drey.model.DeploymentAct;
import io.drey.model.DeploymentChange;
import io.drey.model.DeploymentEvent;
import io.drey.model.DeploymentFilter;
import io.drey.model.DeploymentId;
import io.drey.model.DeploymentInfo;
import io.drey.model.DeploymentList;
import io.drey.model.DeploymentRequest;
import io.drey.model.DeploymentSpec;
import io.drey.model.Deployments;
import io.drey.model.Desired;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.RestorePoint;
import io.drey.model.SpecDifference;
import io.drey.model.StartFrom;
import io.drey.model.StopMode;
import io.drey.model.Verdict;
import io.drey.model.Wish;
import io.drey.server.keeper.parameter.Parameters;
import io.drey.server.store.DeploymentRecord;
import io.drey.server.store.DeploymentStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What users ask for of deployments: it is written down and returned at once; the keeper does it.
 *
 * <p>Thread-safe. Methods that name a deployment throw DEPLOYMENT_NOT_FOUND.
 */
public final class DeploymentService {
    private static final int ATTEMPTS = 100;

    /** Others may change it between reading and writing, but not for ever. */
    private static final int TRIES = 5;

    private final DeploymentStore store;
    private final Keeper keeper;
    private final ClusterService clusters;
    private final VariableService variables;
    private final Supplier<DeploymentId> ids;
    private final Clock clock;

    public DeploymentService(
            DeploymentStore store,
            Keeper keeper,
            ClusterService clusters,
            VariableService variables,
            Supplier<DeploymentId> ids,
            Clock clock) {
        this.store = store;
        this.keeper = keeper;
        this.clusters = clusters;
        this.variables = variables;
        this.ids = ids;
        this.clock = clock;
    }

    public DeploymentList list(DeploymentFilter filter, int offset, int limit) {
        List<DeploymentInfo> infos =
                store.list(filter, offset, limit).stream().map(DeploymentRecord::info).toList();
        return new DeploymentList(infos, store.count(filter), store.countByVerdict());
    }

    public DeploymentInfo get(String name) {
        return record(name).info();
    }

    /**
     * Adds a deployment, and starts it unless told not to.
     *
     * @throws DreyException DEPLOYMENT_EXISTS, DEPLOYMENT_NAME_INVALID, CLUSTER_NOT_FOUND,
     *     CLUSTER_UNSUPPORTED, CHECKPOINTS_NOT_KEPT, PARAMETER_INVALID, SECRET_NOT_FOUND,
     *     SECRET_MISPLACED, SECRET_UNREADABLE
     */
    public DeploymentInfo create(DeploymentRequest request) {
        String name = Deployments.requireName(request.name());
        DeploymentSpec spec = sound(request.spec());
        boolean isStarted = !Boolean.FALSE.equals(request.start());
        Wish wish = Wish.first(isStarted ? Desired.RUNNING : Desired.STOPPED);
        Instant now = clock.instant();
        DeploymentInfo info =
                new DeploymentInfo(
                        ids.get(),
                        name,
                        wish.desired(),
                        isStarted ? Verdict.STARTING : Verdict.STOPPED,
                        isStarted ? "It was just deployed" : "It was never started",
                        List.of(),
                        now,
                        spec.clusterName(),
                        null,
                        null,
                        null,
                        null,
                        1,
                        spec.labels() == null ? Map.of() : spec.labels(),
                        1,
                        now,
                        now);
        if (!store.create(new DeploymentRecord(info, wish), spec)) {
            throw new DreyException(DreyErrorCode.DEPLOYMENT_EXISTS, "deployment: '" + name + "'");
        }
        keeper.wishChanged(spec.clusterName());
        return get(name);
    }

    /**
     * Gives a deployment another spec; one that is to run is replaced as the change says.
     *
     * @throws DreyException DEPLOYMENT_CHANGED, CLUSTER_NOT_FOUND, CLUSTER_UNSUPPORTED,
     *     CHECKPOINTS_NOT_KEPT, PARAMETER_INVALID, SECRET_NOT_FOUND, SECRET_MISPLACED,
     *     SECRET_UNREADABLE
     */
    public DeploymentInfo change(String name, DeploymentChange change) {
        DeploymentSpec spec = sound(change.spec());
        return wish(
                name,
                change.version(),
                record -> {
                    if (!record.info().cluster().equals(change.spec().clusterName())) {
                        throw new DreyException(
                                DreyErrorCode.UNSUPPORTED,
                                "cluster: '%s' (expected: '%s', where it is now)"
                                        .formatted(
                                                change.spec().clusterName(),
                                                record.info().cluster()));
                    }
                    return upgraded(record.wish(), change);
                },
                spec,
                "gave it another spec" + differences(name, spec));
    }

    private String differences(String name, DeploymentSpec spec) {
        String text =
                SpecDifference.between(getSpec(name, null), spec).stream()
                        .map(SpecDifference::toString)
                        .collect(Collectors.joining(", "));
        return text.isEmpty() ? "" : ": " + text;
    }

    /**
     * Does something to a deployment.
     *
     * @throws DreyException DEPLOYMENT_CHANGED, DEPLOYMENT_NOT_RUNNING, RESTORE_POINT_GONE
     */
    public DeploymentInfo act(String name, DeploymentAct act) {
        if (act.act() == DeploymentAct.Kind.SAVEPOINT) {
            return savepoint(name);
        }
        requireStartable(name, act);
        return wish(
                name,
                act.version(),
                record -> wished(record, act),
                null,
                "asked to " + act.act().name().toLowerCase(java.util.Locale.ROOT));
    }

    /** Cancels what runs of it, then forgets it; its checkpoints and savepoints stay. */
    public DeploymentInfo delete(String name) {
        return wish(name, null, record -> record.wish().deleted(), null, "asked to delete");
    }

    public DeploymentSpec getSpec(String name, @Nullable Long version) {
        DeploymentRecord record = record(name);
        long wanted = version == null ? record.wish().specVersion() : version;
        return store.findSpec(record.info().id(), wanted)
                .orElseThrow(
                        () ->
                                new DreyException(
                                        DreyErrorCode.NOT_FOUND,
                                        "spec " + wanted + " of '" + name + "'"));
    }

    /** Newest first. */
    public List<Attempt> attempts(String name) {
        return store.attempts(record(name).info().id(), ATTEMPTS);
    }

    /** Newest first. */
    public List<RestorePoint> restorePoints(String name) {
        return store.points(record(name).info().id());
    }

    /** Newest first, of those before a number; null for all. */
    public List<DeploymentEvent> events(String name, @Nullable Long before, int limit) {
        return store.events(record(name).info().id(), before, limit);
    }

    private DeploymentInfo savepoint(String name) {
        DeploymentRecord record = record(name);
        DeploymentInfo info = record.info();
        Integer attempt = info.attempt();
        if (attempt == null || info.verdict() != Verdict.RUNNING) {
            throw new DreyException(
                    DreyErrorCode.DEPLOYMENT_NOT_RUNNING,
                    "deployment '" + name + "': " + info.verdict() + ", " + info.why());
        }
        if (!store.askSavepoint(info.id(), attempt, clock.instant())) {
            throw new DreyException(
                    DreyErrorCode.DEPLOYMENT_CHANGED,
                    "deployment '" + name + "': something else is being done to it");
        }
        keeper.wishChanged(info.cluster());
        return get(name);
    }

    private static @Nullable Wish wished(DeploymentRecord record, DeploymentAct act) {
        Wish wish = record.wish();
        StartFrom from = act.from() == null ? StartFrom.LATEST : act.from();
        boolean mayDrop = Boolean.TRUE.equals(act.mayDropState());
        return switch (act.act()) {
            case START, RESUME ->
                    isAsWanted(record) && act.from() == null
                            ? null
                            : running(wish, from, act.path(), mayDrop);
            case RESTART -> running(wish, from, act.path(), mayDrop);
            case STOP -> wish.ended(Desired.STOPPED, StopMode.SAVEPOINT);
            case SUSPEND -> wish.ended(Desired.SUSPENDED, StopMode.SAVEPOINT);
            case CANCEL -> wish.ended(Desired.STOPPED, StopMode.CANCEL);
            case SAVEPOINT -> null;
        };
    }

    private static Wish running(Wish wish, StartFrom from, @Nullable String path, boolean mayDrop) {
        StopMode mode = from == StartFrom.LATEST ? StopMode.SAVEPOINT : StopMode.CANCEL;
        return wish.running(wish.specVersion(), mode, from, path).withMayDropState(mayDrop);
    }

    private static boolean isAsWanted(DeploymentRecord record) {
        Verdict verdict = record.info().verdict();
        return record.wish().desired() == Desired.RUNNING
                && verdict != Verdict.FAILED
                && verdict != Verdict.FINISHED;
    }

    private static Wish upgraded(Wish wish, DeploymentChange change) {
        long version = wish.specVersion() + 1;
        if (wish.desired() != Desired.RUNNING) {
            return wish.withSpecVersion(version);
        }
        DeploymentChange.Upgrade upgrade =
                change.upgrade() == null ? DeploymentChange.Upgrade.SAVEPOINT : change.upgrade();
        Wish upgraded =
                switch (upgrade) {
                    case SAVEPOINT ->
                            wish.running(version, StopMode.SAVEPOINT, StartFrom.LATEST, null);
                    case LAST_CHECKPOINT ->
                            wish.running(version, StopMode.CANCEL, StartFrom.LATEST, null);
                    case STATELESS -> wish.running(version, StopMode.CANCEL, StartFrom.NONE, null);
                };
        return upgraded.withMayDropState(Boolean.TRUE.equals(change.mayDropState()));
    }

    /** How a wish follows from what is; null where nothing changes. */
    private interface Change {
        @Nullable Wish of(DeploymentRecord record);
    }

    private DeploymentInfo wish(
            String name,
            @Nullable Long version,
            Change change,
            @Nullable DeploymentSpec spec,
            String event) {
        for (int i = 0; i < TRIES; i++) {
            DeploymentRecord record = record(name);
            DeploymentInfo info = record.info();
            if (record.wish().isDeleted()) {
                throw changed(name, "it is being deleted");
            }
            if (version != null && version != info.version()) {
                throw changed(name, "version " + info.version() + " (expected: " + version + ")");
            }
            Wish wish = change.of(record);
            if (wish == null) {
                return info;
            }
            DeploymentStore.WishChange made =
                    new DeploymentStore.WishChange(wish, spec, verdict(record, wish), event);
            if (store.change(info.id(), info.version(), made, clock.instant())) {
                keeper.wishChanged(info.cluster());
                return get(name);
            }
        }
        throw changed(name, "others change it all the time");
    }

    /** What is to be thought until the keeper has seen to a wish. */
    private static Verdict verdict(DeploymentRecord record, Wish wish) {
        if (wish.desired() == Desired.RUNNING) {
            return Verdict.STARTING;
        }
        boolean isSame = wish.desired() == record.wish().desired() && !wish.isDeleted();
        return isSame ? record.info().verdict() : Verdict.STOPPING;
    }

    /** With the variables that it takes; refused if it cannot be deployed. */
    private DeploymentSpec sound(DeploymentSpec asked) {
        DeploymentSpec spec = variables.withVariables(asked);
        clusters.requireUsable(spec.clusterName());
        DeploymentSpec filled = Parameters.fill(spec);
        JobSettings.requireKept(filled);
        var unused = variables.of(filled);
        return spec;
    }

    private void requireStartable(String name, DeploymentAct act) {
        String path = act.path();
        if ((act.from() == StartFrom.PATH) != (path != null)) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "path: '" + path + "' (expected: a path with from PATH, and only then)");
        }
        for (RestorePoint point : restorePoints(name)) {
            if (point.path().equals(path) && point.whyNot() != null) {
                throw new DreyException(
                        DreyErrorCode.RESTORE_POINT_GONE, path + ": " + point.whyNot());
            }
        }
    }

    private DeploymentRecord record(String name) {
        return store.find(name)
                .orElseThrow(
                        () ->
                                new DreyException(
                                        DreyErrorCode.DEPLOYMENT_NOT_FOUND,
                                        "deployment: '" + name + "'"));
    }

    private static DreyException changed(String name, String how) {
        return new DreyException(
                DreyErrorCode.DEPLOYMENT_CHANGED, "deployment '" + name + "': " + how);
    }
}
