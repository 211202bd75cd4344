package io.drey.server.keeper;

import io.drey.model.Attempt;
import io.drey.model.DeploymentAction;
import io.drey.model.DeploymentId;
import io.drey.model.DeploymentInfo;
import io.drey.model.DeploymentSpec;
import io.drey.model.Desired;
import io.drey.model.RestartRules;
import io.drey.model.RestorePoint;
import io.drey.model.Verdict;
import io.drey.model.Wish;
import io.drey.server.store.DeploymentRecord;
import io.drey.server.store.KeeperStore;
import io.drey.server.store.KeeperWrite;
import io.drey.server.store.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A store of one deployment that holds what survives a crash, and crashes around its writes. */
final class MemoryKeeperStore implements KeeperStore {
    static final DeploymentId ID = new DeploymentId("a".repeat(32));

    private final BooleanSupplier crashes;
    private final TreeMap<Integer, Attempt> attempts = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Integer, DeploymentAction> actions = new TreeMap<>();
    private List<RestorePoint> points = List.of();
    private KeeperWrite.@Nullable Shown shown;
    private Wish wish = Wish.first(Desired.RUNNING);
    private long version = 1;
    private @Nullable Lease lease;

    MemoryKeeperStore(BooleanSupplier crashes) {
        this.crashes = crashes;
    }

    Wish wish() {
        return wish;
    }

    void wish(Wish newer) {
        wish = newer;
        version++;
    }

    void askSavepoint(Instant now) {
        boolean isFree = actions.values().stream().noneMatch(DeploymentAction::isOpen);
        if (isFree && !attempts.isEmpty()) {
            int number = nextAction();
            actions.put(
                    number,
                    DeploymentAction.intended(
                            number, DeploymentAction.Kind.SAVEPOINT, attempts.firstKey(), now));
            version++;
        }
    }

    @Nullable Verdict verdict() {
        return shown == null || shown.version() != version ? null : shown.verdict();
    }

    String describe() {
        return shown == null ? "nothing shown" : shown.verdict() + " " + shown.why();
    }

    @Override
    public Optional<Lease> acquire(String name, String owner, Instant now, Duration duration) {
        Lease held = lease;
        if (held != null && !held.owner().equals(owner) && held.expiresAt().isAfter(now)) {
            return Optional.empty();
        }
        boolean isSame = held != null && held.owner().equals(owner);
        long token = held == null ? 1 : isSame ? held.token() : held.token() + 1;
        Lease taken = new Lease(name, owner, token, now.plus(duration));
        lease = taken;
        return Optional.of(taken);
    }

    @Override
    public void release(Lease held, Instant now) {
        lease = null;
    }

    @Override
    public Map<DeploymentId, Long> versions(String cluster) {
        return Map.of(ID, version);
    }

    @Override
    public Optional<Kept> load(DeploymentId id) {
        Instant start = Instant.EPOCH;
        DeploymentInfo info =
                new DeploymentInfo(
                        ID,
                        "model",
                        wish.desired(),
                        Verdict.STARTING,
                        "",
                        List.of(),
                        start,
                        "model",
                        null,
                        null,
                        null,
                        null,
                        1,
                        Map.of(),
                        version,
                        start,
                        start);
        return Optional.of(
                new Kept(
                        new DeploymentRecord(info, wish),
                        spec(ID, 1),
                        new ArrayList<>(attempts.values()),
                        new ArrayList<>(actions.values()),
                        nextAction(),
                        points));
    }

    @Override
    public DeploymentSpec spec(DeploymentId id, long specVersion) {
        RestartRules rules = new RestartRules(true, 1000, 20_000, 60_000, 100_000);
        return new DeploymentSpec(
                "model", "SELECT 1", 1, null, null, null, rules, null, null, null);
    }

    @Override
    public void save(Lease held, DeploymentId id, KeeperWrite write) {
        if (lease == null || lease.token() != held.token()) {
            throw new IllegalStateException("lease lost");
        }
        if (crashes.getAsBoolean()) {
            throw new Crash();
        }
        if (write.attempt() != null) {
            attempts.put(write.attempt().number(), write.attempt());
        }
        if (write.action() != null) {
            actions.put(write.action().number(), write.action());
        }
        if (write.points() != null) {
            points = write.points();
        }
        if (write.shown() != null) {
            shown = write.shown();
        }
        require(attempts.values().stream().filter(Attempt::isActive).count() <= 1);
        require(actions.values().stream().filter(DeploymentAction::isOpen).count() <= 1);
        if (crashes.getAsBoolean()) {
            throw new Crash();
        }
    }

    @Override
    public void remove(Lease held, DeploymentId id) {
        throw new UnsupportedOperationException("is not deleted here");
    }

    private int nextAction() {
        return actions.isEmpty() ? 1 : actions.lastKey() + 1;
    }

    private static void require(boolean isSound) {
        if (!isSound) {
            throw new AssertionError("the database would have refused it");
        }
    }
}
