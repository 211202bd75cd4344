package io.drey.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.model.ExecutionMode;
import io.drey.model.JobId;
import io.drey.model.JobRef;
import io.drey.model.KernelId;
import io.drey.model.KernelState;
import io.drey.model.RunId;
import io.drey.model.RunInfo;
import io.drey.model.RunState;
import io.drey.model.StatementInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do, whichever database is behind it. */
abstract class AbstractStoreTests {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30.123456Z");
    private static final RunTicket TICKET = new RunTicket("t", new RunId("r-0"), 10L);

    private Database database;

    /** Opens an empty database. */
    abstract Database open() throws Exception;

    @BeforeEach
    void openDatabase() throws Exception {
        database = open();
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void aLinkWorksOnceAndOnlyInTime() {
        SignInStore store = new SqlSignInStore(database);
        store.addLink("one", NOW.plusSeconds(1));
        assertThat(store.useLink("one", NOW)).isTrue();
        assertThat(store.useLink("one", NOW)).isFalse();
        store.addLink("late", NOW);
        assertThat(store.useLink("late", NOW)).isFalse();
        assertThat(store.useLink("never was", NOW)).isFalse();
    }

    @Test
    void aSessionEndsWithItsTimeOrWhenDeleted() {
        SignInStore store = new SqlSignInStore(database);
        store.addSession("s", NOW.plusSeconds(1));
        assertThat(store.hasSession("s", NOW)).isTrue();
        assertThat(store.hasSession("s", NOW.plusSeconds(1))).isFalse();
        store.deleteSession("s");
        assertThat(store.hasSession("s", NOW)).isFalse();
    }

    @Test
    void kernelsComeBackAsTheyWere() {
        KernelStore store = new SqlKernelStore(database);
        KernelRecord bare =
                new KernelRecord(
                        new KernelId("k-1"),
                        null,
                        null,
                        "1.20",
                        "local",
                        KernelState.STARTING,
                        NOW,
                        null,
                        null,
                        null,
                        null,
                        null);
        KernelRecord full =
                new KernelRecord(
                        new KernelId("k-2"),
                        "a/ü.drey.md",
                        "n",
                        "1.20",
                        "local",
                        KernelState.BUSY,
                        NOW.plusSeconds(1),
                        "p-1",
                        "hash",
                        42L,
                        NOW,
                        "why");
        store.save(full);
        store.save(bare);
        assertThat(store.list()).containsExactly(bare, full);
        store.save(full.withState(KernelState.LOST, "died"));
        assertThat(store.list().get(1).why()).isEqualTo("died");
        store.delete(bare.id());
        assertThat(store.list()).hasSize(1);
    }

    @Test
    void runsComeBackAsTheyWereNewestFirst() {
        RunStore store = new SqlRunStore(database);
        RunInfo first = run("r-1", "n1", RunState.RUNNING, 1, NOW);
        RunInfo second = run("r-2", "n1", RunState.SUCCEEDED, 1, NOW.plusSeconds(1));
        RunInfo other = run("r-3", null, RunState.QUEUED, 1, NOW.plusSeconds(2));
        List.of(first, second, other).forEach(run -> store.save(run, TICKET));
        assertThat(store.find(first.id())).contains(first);
        assertThat(store.find(new RunId("none"))).isEmpty();
        assertThat(store.list("n1", null, 10)).containsExactly(second, first);
        assertThat(store.list(null, first.kernelId(), 2)).containsExactly(other, second);
        assertThat(store.listUnfinished())
                .containsExactly(
                        new UnfinishedRun(first, TICKET), new UnfinishedRun(other, TICKET));
    }

    @Test
    void aCellThatRanOftenHidesNoOther() {
        RunStore store = new SqlRunStore(database);
        RunInfo rare = run("r-0", "n1", "rare", RunState.SUCCEEDED, 1, NOW);
        store.save(rare, TICKET);
        store.save(run("r-x", "n2", "rare", RunState.SUCCEEDED, 1, NOW), TICKET);
        List<RunInfo> often = new ArrayList<>();
        for (int i = 1; i <= 150; i++) {
            // Some of one moment, where the id decides.
            Instant queuedAt = NOW.plusSeconds(i / 2);
            RunInfo run =
                    run("r-%03d".formatted(i), "n1", "often", RunState.SUCCEEDED, 1, queuedAt);
            often.add(0, run);
            store.save(run, TICKET);
        }
        assertThat(store.listByCell("n1", 2)).containsExactly(often.get(0), often.get(1), rare);
        assertThat(store.listByCell("n1", 1)).containsExactly(often.get(0), rare);
    }

    @Test
    void anOlderVersionOfARunNeverReplacesANewerOne() {
        RunStore store = new SqlRunStore(database);
        RunInfo newer = run("r-1", "n1", RunState.FAILED, 5, NOW);
        store.save(newer, TICKET);
        store.save(run("r-1", "n1", RunState.RUNNING, 4, NOW), TICKET);
        assertThat(store.find(newer.id())).contains(newer);
    }

    @Test
    void runsFollowTheirNotebook() {
        RunStore store = new SqlRunStore(database);
        RunInfo old = run("r-1", "n1", RunState.RUNNING, 1, NOW);
        RunInfo other = run("r-2", "n2", RunState.RUNNING, 1, NOW);
        List.of(old, other).forEach(run -> store.save(run, TICKET));
        store.moveNotebook("n1", "m/n1");
        // Said by who does not know of the move yet.
        store.save(run("r-1", "n1", RunState.FAILED, 2, NOW), TICKET);
        RunInfo moved = run("r-1", "m/n1", RunState.FAILED, 2, NOW);
        assertThat(store.find(old.id())).contains(moved);
        assertThat(store.list("m/n1", null, 10)).containsExactly(moved);
        assertThat(store.list("n1", null, 10)).isEmpty();
        assertThat(store.listUnfinished()).containsExactly(new UnfinishedRun(other, TICKET));
    }

    private static RunInfo run(
            String id, @Nullable String notebook, RunState state, long version, Instant queuedAt) {
        return run(id, notebook, "cell", state, version, queuedAt);
    }

    private static RunInfo run(
            String id,
            @Nullable String notebook,
            String cell,
            RunState state,
            long version,
            Instant queuedAt) {
        JobRef job = new JobRef(new JobId("0".repeat(32)), "local", "count", null);
        StatementInfo statement =
                new StatementInfo(
                        0,
                        "SELECT",
                        1,
                        1,
                        2,
                        7,
                        state,
                        null,
                        null,
                        job,
                        null,
                        Duration.ofSeconds(2).toMillis());
        return new RunInfo(
                new RunId(id),
                new KernelId("k-1"),
                notebook,
                cell,
                "sql",
                ExecutionMode.STREAMING,
                "SELECT '☃'",
                state,
                version,
                queuedAt,
                null,
                null,
                null,
                List.of(statement),
                null,
                List.of("careful"),
                null);
    }
}
