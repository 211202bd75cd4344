package io.drey.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.model.CheckRequest;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.KernelId;
import io.drey.model.RunInfo;
import io.drey.model.RunRequest;
import io.drey.model.RunState;
import io.drey.protocol.KernelMessages;
import io.drey.protocol.ServerMessages;
import io.drey.server.platform.RandomIds;
import io.drey.server.platform.TestingClock;
import io.drey.server.store.Database;
import io.drey.server.store.SqlRunStore;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long runs may take. */
class TestRunLimits {
    private static final KernelId KERNEL = new KernelId("k-1");

    @TempDir Path directory;

    private final TestingParts parts = new TestingParts();
    private final TestingClock clock = new TestingClock();
    private Database database;
    private RunService service;

    @BeforeEach
    void open() {
        database = Database.sqlite(directory.resolve("drey.db"));
        service =
                new RunService(
                        parts,
                        parts,
                        parts,
                        new KernelQuestions(parts),
                        new SqlRunStore(database),
                        new RandomIds(),
                        clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aRunIsCancelledOnceWhenItsTimeIsOver() {
        RunInfo limited = submit(10L);
        RunInfo waiting = submit(10L);
        clock.advance(Duration.ofSeconds(9));
        service.cancelOverdue();
        assertThat(cancellations()).isZero();

        clock.advance(Duration.ofSeconds(1));
        service.cancelOverdue();
        service.cancelOverdue();
        assertThat(cancellations()).isEqualTo(1);

        service.said(KERNEL, new KernelMessages.RunEnded(limited.id().value(), "cancelled", null));
        assertThat(service.get(limited.id()).state()).isEqualTo(RunState.CANCELLED);
        // The time of what waited begins when it starts.
        service.cancelOverdue();
        assertThat(service.get(waiting.id()).state()).isEqualTo(RunState.RUNNING);
        assertThat(cancellations()).isEqualTo(1);
    }

    @Test
    void aRunWithoutALimitGoesOn() {
        RunInfo run = submit(null);
        clock.advance(Duration.ofDays(9));
        service.cancelOverdue();
        assertThat(service.get(run.id()).state()).isEqualTo(RunState.RUNNING);
        assertThat(cancellations()).isZero();
    }

    @Test
    void aLimitIsAtLeastASecond() {
        assertThatThrownBy(() -> submit(0L))
                .isInstanceOfSatisfying(
                        DreyException.class,
                        e -> assertThat(e.code()).isEqualTo(DreyErrorCode.BAD_REQUEST))
                .hasMessageStartingWith("seconds: 0 (expected: 1 to ");
    }

    @Test
    void aTextThatNobodyCouldKeepIsRefused() {
        String most = "s".repeat(SourceLength.MOST);
        assertThat(service.submit(KERNEL, run(most)).state()).isEqualTo(RunState.RUNNING);
        assertThatThrownBy(() -> service.submit(KERNEL, run(most + "s")))
                .isInstanceOfSatisfying(
                        DreyException.class,
                        e -> assertThat(e.code()).isEqualTo(DreyErrorCode.SOURCE_TOO_LONG))
                .hasMessageContaining("1,048,577 characters; at most 1,048,576");
        LanguageService language = new LanguageService(new KernelQuestions(parts));
        assertThatThrownBy(() -> language.check(KERNEL, new CheckRequest(most + "s", null)))
                .hasMessageContaining("1,048,577 characters");
    }

    @Test
    void whatWasHeldBackIsSavedSoonAfterwards() {
        RunInfo run = service.submit(KERNEL, run("x".repeat(100_000)));
        service.said(
                KERNEL,
                new KernelMessages.Statement(
                        run.id().value(), 0, "X", 1, 1, 1, 2, "running", null, null, 0));
        SqlRunStore store = new SqlRunStore(database);
        assertThat(store.find(run.id()).orElseThrow().statements()).isEmpty();
        service.publishPending();
        assertThat(store.find(run.id()).orElseThrow().statements()).hasSize(1);
    }

    private static RunRequest run(String source) {
        return new RunRequest("sql", source, null, "n", "c", null, null, null);
    }

    private RunInfo submit(@Nullable Long seconds) {
        return service.submit(
                KERNEL, new RunRequest("sql", "s", null, "n", "c", null, null, seconds));
    }

    private long cancellations() {
        return parts.sent.stream().filter(ServerMessages.Cancel.class::isInstance).count();
    }
}
