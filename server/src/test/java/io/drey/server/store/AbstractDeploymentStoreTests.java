package io.drey.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.model.Attempt;
import io.drey.model.AttemptEnd;
import io.drey.model.DeploymentAction;
import io.drey.model.DeploymentAction.Answer;
import io.drey.model.DeploymentAction.Kind;
import io.drey.model.DeploymentFilter;
import io.drey.model.DeploymentId;
import io.drey.model.DeploymentInfo;
import io.drey.model.DeploymentSpec;
import io.drey.model.Desired;
import io.drey.model.Evidence;
import io.drey.model.FailureKind;
import io.drey.model.JobId;
import io.drey.model.RestorePoint;
import io.drey.model.StopMode;
import io.drey.model.Verdict;
import io.drey.model.Wish;
import io.drey.server.store.DeploymentStore.WishChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the stores of deployments must do, whichever database is behind them. */
abstract class AbstractDeploymentStoreTests {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30.123456Z");
    private static final Duration WHILE = Duration.ofSeconds(15);
    private static final DeploymentId ONE = new DeploymentId("1".repeat(32));
    private static final DeploymentId TWO = new DeploymentId("2".repeat(32));
    private static final DeploymentSpec SPEC =
            new DeploymentSpec(
                    "local",
                    "SELECT '☃'",
                    2,
                    null,
                    Map.of("team", "a_b"),
                    5000L,
                    null,
                    null,
                    Map.of("p", "1"),
                    null);

    private Database database;
    private DeploymentStore users;
    private KeeperStore keepers;
    private Lease lease;

    abstract Database open() throws Exception;

    @BeforeEach
    void openDatabase() throws Exception {
        database = open();
        users = new SqlDeploymentStore(database);
        keepers = new SqlKeeperStore(database);
        lease = keepers.acquire("keeper/local", "me", NOW, WHILE).orElseThrow();
        assertThat(users.create(deployment(ONE, "Ünders"), SPEC)).isTrue();
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void theInstallationStaysTheSame() {
        assertThat(users.installation(() -> "a")).isEqualTo("a");
        assertThat(users.installation(() -> "b")).isEqualTo("a");
    }

    @Test
    void deploymentsComeBackAsTheyWere() {
        assertThat(users.find("Ünders")).contains(deployment(ONE, "Ünders"));
        assertThat(users.find("none")).isEmpty();
        assertThat(users.findSpec(ONE, 1)).contains(SPEC);
        assertThat(users.create(deployment(TWO, "Ünders"), SPEC)).isFalse();
        assertThat(users.findSpec(TWO, 1)).isEmpty();
    }

    @Test
    void listsWhatMatches() {
        users.create(deployment(TWO, "a%b"), DeploymentSpec.of(null, "SELECT 1"));
        assertThat(names(DeploymentFilter.ALL)).containsExactly("a%b", "Ünders");
        assertThat(names(new DeploymentFilter("NDER", null, null, null))).containsExactly("Ünders");
        assertThat(names(new DeploymentFilter("%", null, null, null))).containsExactly("a%b");
        assertThat(names(new DeploymentFilter(null, Verdict.FAILED, null, null))).isEmpty();
        assertThat(names(new DeploymentFilter(null, null, "other", null))).isEmpty();
        assertThat(names(new DeploymentFilter(null, null, null, "team=a_b"))).hasSize(2);
        assertThat(names(new DeploymentFilter(null, null, null, "team=axb"))).isEmpty();
        assertThat(users.list(DeploymentFilter.ALL, 1, 1)).hasSize(1);
        assertThat(users.count(DeploymentFilter.ALL)).isEqualTo(2);
        assertThat(users.countByVerdict()).containsExactly(Map.entry(Verdict.STARTING, 2));
    }

    @Test
    void onlyOneOfTwoChangesOfTheSameVersionIsMade() {
        Wish stop = Wish.first(Desired.RUNNING).ended(Desired.STOPPED, StopMode.CANCEL);
        WishChange change = new WishChange(stop, null, Verdict.STOPPING, "asked to stop");
        assertThat(users.change(ONE, 1, change, NOW)).isTrue();
        assertThat(users.change(ONE, 1, change, NOW)).isFalse();
        DeploymentRecord changed = users.find("Ünders").orElseThrow();
        assertThat(changed.wish()).isEqualTo(stop);
        assertThat(changed.info().version()).isEqualTo(2);
        assertThat(changed.info().verdict()).isEqualTo(Verdict.STOPPING);
        assertThat(keepers.versions("local")).containsExactly(Map.entry(ONE, 2L));
        assertThat(users.events(ONE, null, 10))
                .extracting("text")
                .containsExactly("asked to stop", "created");
        assertThat(users.events(ONE, 2L, 10)).extracting("text").containsExactly("created");
    }

    @Test
    void aNewSpecIsKeptBesideTheOldOne() {
        DeploymentSpec other = DeploymentSpec.of(null, "SELECT 2");
        Wish wish = Wish.first(Desired.RUNNING).withSpecVersion(2);
        users.change(ONE, 1, new WishChange(wish, other, Verdict.STARTING, "changed"), NOW);
        assertThat(users.findSpec(ONE, 1)).contains(SPEC);
        assertThat(users.findSpec(ONE, 2)).contains(other);
        assertThat(keepers.load(ONE).orElseThrow().spec()).isEqualTo(other);
    }

    @Test
    void factsComeBackAsTheyWere() {
        Attempt first = attempt(1).accepted(NOW).running(NOW.plusSeconds(1));
        first = first.ended(AttemptEnd.FAILED, FailureKind.USER_CODE, "why", NOW.plusSeconds(9));
        Attempt second = attempt(2);
        DeploymentAction stop =
                DeploymentAction.intended(1, Kind.STOP, 1, NOW)
                        .closed(Answer.DONE, "file:/sp", null, NOW);
        DeploymentAction submit =
                DeploymentAction.intended(2, Kind.SUBMIT, 2, NOW).sent(Answer.NONE, NOW);
        RestorePoint point =
                new RestorePoint(
                        "file:/c", RestorePoint.Kind.CHECKPOINT, 1, 7L, NOW, 5L, "files gone");
        save(first, stop, List.of(point));
        save(second, submit, null);
        KeeperStore.Kept kept = keepers.load(ONE).orElseThrow();
        assertThat(kept.attempts()).containsExactly(second, first);
        assertThat(kept.actions()).containsExactlyInAnyOrder(stop, submit);
        assertThat(kept.nextAction()).isEqualTo(3);
        assertThat(kept.points()).containsExactly(point);
        assertThat(users.attempts(ONE, 1)).containsExactly(second);
    }

    @Test
    void neverHoldsTwoActiveAttempts() {
        save(attempt(1), null, null);
        assertThatThrownBy(() -> save(attempt(2), null, null)).isNotNull();
        assertThat(users.attempts(ONE, 10)).hasSize(1);
        save(attempt(1).ended(AttemptEnd.LOST, null, null, NOW), null, null);
        save(attempt(2), null, null);
        assertThatThrownBy(() -> save(attempt(1), null, null)).isNotNull();
    }

    @Test
    void neverHoldsTwoOpenActions() {
        save(null, DeploymentAction.intended(1, Kind.STOP, 1, NOW), null);
        assertThat(users.askSavepoint(ONE, 1, NOW)).isFalse();
        assertThatThrownBy(
                        () -> save(null, DeploymentAction.intended(2, Kind.CANCEL, 1, NOW), null))
                .isNotNull();
        assertThat(keepers.load(ONE).orElseThrow().actions()).hasSize(1);
    }

    @Test
    void aSavepointAskedForIsAnOpenAction() {
        assertThat(users.askSavepoint(ONE, 4, NOW)).isTrue();
        assertThat(keepers.load(ONE).orElseThrow().actions())
                .containsExactly(DeploymentAction.intended(1, Kind.SAVEPOINT, 4, NOW));
        assertThat(keepers.versions("local")).containsExactly(Map.entry(ONE, 2L));
    }

    @Test
    void anActionNeverReplacesOneThatAUserAskedForMeanwhile() {
        users.askSavepoint(ONE, 4, NOW);
        assertThatThrownBy(() -> save(null, DeploymentAction.intended(1, Kind.STOP, 4, NOW), null))
                .isInstanceOf(IllegalStateException.class);
        assertThat(keepers.load(ONE).orElseThrow().actions())
                .extracting("kind")
                .containsExactly(Kind.SAVEPOINT);
    }

    @Test
    void aLeaseIsHeldByOneAndGoesToAnotherWithAHigherToken() {
        assertThat(keepers.acquire("keeper/local", "you", NOW.plusSeconds(14), WHILE)).isEmpty();
        Lease renewed =
                keepers.acquire("keeper/local", "me", NOW.plusSeconds(14), WHILE).orElseThrow();
        assertThat(renewed.token()).isEqualTo(lease.token());
        Instant later = renewed.expiresAt();
        Lease taken = keepers.acquire("keeper/local", "you", later, WHILE).orElseThrow();
        assertThat(taken.token()).isGreaterThan(lease.token());
        assertThat(keepers.acquire("keeper/local", "me", later, WHILE)).isEmpty();
        keepers.release(taken, later);
        assertThat(keepers.acquire("keeper/local", "me", later, WHILE)).isPresent();
    }

    @Test
    void whoLostTheLeaseWritesNothing() {
        keepers.acquire("keeper/local", "you", NOW.plusSeconds(15), WHILE).orElseThrow();
        assertThatThrownBy(() -> save(attempt(1), null, null))
                .isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> keepers.remove(lease, ONE)).isInstanceOf(LeaseLostException.class);
        assertThat(users.attempts(ONE, 10)).isEmpty();
        assertThat(users.find("Ünders")).isPresent();
    }

    @Test
    void aVerdictAboutAnOlderWishIsNotTold() {
        KeeperWrite.Shown shown =
                new KeeperWrite.Shown(
                        1,
                        Verdict.RUNNING,
                        "It runs",
                        List.of(new Evidence(NOW, "cluster local", "RUNNING")),
                        NOW,
                        attempt(3),
                        "file:/p");
        keepers.save(lease, ONE, new KeeperWrite(NOW, null, null, null, shown, List.of("runs")));
        DeploymentInfo info = users.find("Ünders").orElseThrow().info();
        assertThat(info.verdict()).isEqualTo(Verdict.RUNNING);
        assertThat(info.evidence()).isEqualTo(shown.evidence());
        assertThat(info.attempt()).isEqualTo(3);
        assertThat(info.jobId()).isEqualTo(attempt(3).jobId());
        assertThat(info.latestRestorePoint()).isEqualTo("file:/p");
        Wish wish = Wish.first(Desired.STOPPED);
        users.change(ONE, 1, new WishChange(wish, null, Verdict.STOPPING, "stop"), NOW);
        keepers.save(lease, ONE, new KeeperWrite(NOW, null, null, null, shown, List.of()));
        assertThat(users.find("Ünders").orElseThrow().info().verdict()).isEqualTo(Verdict.STOPPING);
    }

    @Test
    void whatIsRemovedLeavesNothing() {
        save(attempt(1), DeploymentAction.intended(1, Kind.STOP, 1, NOW), List.of());
        keepers.remove(lease, ONE);
        assertThat(users.find("Ünders")).isEmpty();
        assertThat(users.findSpec(ONE, 1)).isEmpty();
        assertThat(users.attempts(ONE, 10)).isEmpty();
        assertThat(users.events(ONE, null, 10)).isEmpty();
        assertThat(keepers.load(ONE)).isEmpty();
        // A write that comes late must not bring a part of it back.
        save(attempt(1), null, null);
        assertThat(users.attempts(ONE, 10)).isEmpty();
    }

    @Test
    void whoeverWritesAboutOneTouchesIt() {
        assertThat(users.touched()).isEqualTo(Map.of(ONE, NOW));
        users.create(deployment(TWO, "two"), SPEC);
        Instant later = NOW.plusMillis(1);
        keepers.save(lease, ONE, new KeeperWrite(later, attempt(1), null, null, null, List.of()));
        assertThat(users.touched()).isEqualTo(Map.of(ONE, later, TWO, NOW));
        assertThat(users.listOf(List.of(TWO, new DeploymentId("3".repeat(32)))))
                .containsExactly(users.find("two").orElseThrow());
        assertThat(users.listOf(List.of())).isEmpty();
    }

    @Test
    void saysHowOldTheNewestRestorePointIs() {
        Instant earlier = NOW.minusSeconds(60);
        RestorePoint point =
                new RestorePoint(
                        "file:/p", RestorePoint.Kind.SAVEPOINT, 1, null, earlier, null, null);
        RestorePoint older =
                new RestorePoint(
                        "file:/o", RestorePoint.Kind.SAVEPOINT, 1, null, Instant.EPOCH, null, null);
        KeeperWrite.Shown shown =
                new KeeperWrite.Shown(
                        1, Verdict.RUNNING, "It runs", List.of(), NOW, attempt(1), "file:/p");
        keepers.save(
                lease,
                ONE,
                new KeeperWrite(NOW, null, null, List.of(older, point), shown, List.of()));
        assertThat(users.find("Ünders").orElseThrow().info().latestRestorePointAt())
                .isEqualTo(earlier);
    }

    @Test
    void keepsAClusterAsLongAsSomethingIsOnIt() {
        ClusterStore clusters = new SqlClusterStore(database);
        ClusterRecord away = new ClusterRecord("away", "http://a:8081", "/state", NOW);
        ClusterRecord used = new ClusterRecord("local", "http://b:8081", null, NOW);
        assertThat(clusters.create(used)).isTrue();
        assertThat(clusters.create(away)).isTrue();
        assertThat(clusters.create(away)).isFalse();
        assertThat(clusters.list()).isEqualTo(List.of(away, used));

        assertThat(clusters.delete("local")).isFalse();
        assertThat(clusters.delete("nowhere")).isFalse();
        assertThat(clusters.delete("away")).isTrue();
        assertThat(clusters.list()).isEqualTo(List.of(used));
    }

    private List<String> names(DeploymentFilter filter) {
        return users.list(filter, 0, 100).stream().map(r -> r.info().name()).sorted().toList();
    }

    private void save(
            @Nullable Attempt attempt,
            @Nullable DeploymentAction action,
            @Nullable List<RestorePoint> points) {
        keepers.save(
                lease, ONE, new KeeperWrite(NOW, attempt, action, points, null, List.of("note")));
    }

    private static Attempt attempt(int number) {
        JobId job = JobId.ofAttempt("i", ONE, number);
        return Attempt.intended(number, job, 1, 1, number == 1 ? null : "file:/p", NOW);
    }

    private static DeploymentRecord deployment(DeploymentId id, String name) {
        Wish wish = Wish.first(Desired.RUNNING);
        return new DeploymentRecord(
                new DeploymentInfo(
                        id,
                        name,
                        Desired.RUNNING,
                        Verdict.STARTING,
                        "It is new",
                        List.of(),
                        NOW,
                        "local",
                        null,
                        null,
                        null,
                        null,
                        1,
                        Map.of("team", "a_b"),
                        1,
                        NOW,
                        NOW),
                wish);
    }
}
