package io.drey.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.model.ChangelogKind;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ExecutionMode;
import io.drey.model.JobId;
import io.drey.model.KernelId;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.ResultState;
import io.drey.model.RunId;
import io.drey.model.RunInfo;
import io.drey.model.RunRequest;
import io.drey.model.RunState;
import io.drey.protocol.KernelMessages;
import io.drey.protocol.ServerMessages;
import io.drey.server.platform.RandomIds;
import io.drey.server.store.Database;
import io.drey.server.store.RunStore;
import io.drey.server.store.RunTicket;
import io.drey.server.store.SqlRunStore;
import io.drey.server.store.UnfinishedRun;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestRunService {
    private static final KernelId KERNEL = new KernelId("k-1");
    private static final JobId JOB = new JobId("a".repeat(32));

    @TempDir Path directory;

    private final TestingParts parts = new TestingParts();
    private Database database;
    private RunService service;
    private boolean isDiskFull;

    @BeforeEach
    void open() {
        database = Database.sqlite(directory.resolve("drey.db"));
        service = newService();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void givesTheKernelOneRunAtATime() {
        RunInfo first = submit("a", null);
        RunInfo second = submit("b", null);
        assertThat(parts.runs()).extracting(r -> r.source()).containsExactly("a");
        assertThat(state(second)).isEqualTo(RunState.QUEUED);
        ended(first, "succeeded");
        assertThat(state(first)).isEqualTo(RunState.SUCCEEDED);
        assertThat(parts.runs()).extracting(r -> r.source()).containsExactly("a", "b");
    }

    @Test
    void aRunWhoseKernelIsDeletedMeanwhileIsRefusedAndDoesNotWait() {
        parts.deletedAfter = 1;
        assertThatThrownBy(() -> submit("a", null))
                .isInstanceOfSatisfying(
                        DreyException.class,
                        e -> assertThat(e.code()).isEqualTo(DreyErrorCode.KERNEL_NOT_FOUND));
        assertThat(service.listLive()).isEmpty();
        assertThat(service.list(null, KERNEL, 10))
                .extracting(RunInfo::state)
                .containsExactly(RunState.CANCELLED);
        assertThat(parts.runs()).isEmpty();
    }

    @Test
    void aKernelThatDialsAnewIsSentWhatItHasNotSaidAWordOf() {
        RunInfo lost = submit("a", null);
        RunInfo waiting = submit("b", null);
        service.connected(KERNEL);
        assertThat(parts.runs()).extracting(r -> r.run()).containsExactly(id(lost), id(lost));

        statement(lost, "succeeded");
        service.connected(KERNEL);
        assertThat(parts.runs()).hasSize(2);
        ended(lost, "succeeded");
        service.connected(KERNEL);
        assertThat(parts.runs())
                .extracting(r -> r.run())
                .containsExactly(id(lost), id(lost), id(waiting), id(waiting));
    }

    @Test
    void aRunAtWorkThatAKilledServerNeverSentIsSentByTheNext() {
        RunInfo lost = submit("a", null);
        parts.sent.clear();
        service = newService();
        service.recover(result -> Optional.empty());
        service.connected(KERNEL);
        assertThat(parts.runs()).extracting(r -> r.run()).containsExactly(id(lost));
    }

    @Test
    void theFirstRunTellsHowTheSessionBegan() {
        parts.warnings.add("session.runtime: 'fast' (expected: batch or streaming)");
        RunInfo first = submit("a", null);
        RunInfo second = submit("b", null);
        assertThat(service.get(first.id()).warnings()).hasSize(1);
        assertThat(service.get(second.id()).warnings()).isEmpty();
    }

    private static String id(RunInfo run) {
        return run.id().value();
    }

    @Test
    void aBoundedQueryHoldsTheNextRunBackUntilItsResultIsComplete() {
        RunInfo first = submit("SELECT", null);
        RunInfo second = submit("b", null);
        statement(first, "running");
        opened(first, "batch");
        submitted(first, false);
        ended(first, "succeeded");
        assertThat(state(first)).isEqualTo(RunState.RUNNING);
        assertThat(state(second)).isEqualTo(RunState.QUEUED);
        service.resultChanged(result(first, ResultState.COMPLETE, null));
        assertThat(state(first)).isEqualTo(RunState.SUCCEEDED);
        assertThat(state(second)).isEqualTo(RunState.RUNNING);
    }

    @Test
    void aStreamLetsTheNextRunGo() {
        RunInfo first = stream();
        RunInfo second = submit("b", null);
        assertThat(state(first)).isEqualTo(RunState.STREAMING);
        assertThat(state(second)).isEqualTo(RunState.RUNNING);
    }

    @Test
    void aFailureSkipsWhatWasToFollow() {
        RunInfo first = submit("a", null);
        RunInfo second = submit("b", first.id());
        RunInfo third = submit("c", second.id());
        RunInfo free = submit("d", null);
        ended(first, "failed");
        assertThat(state(second)).isEqualTo(RunState.SKIPPED);
        assertThat(state(third)).isEqualTo(RunState.SKIPPED);
        assertThat(state(free)).isEqualTo(RunState.RUNNING);
    }

    @Test
    void cancellingAStreamEndsItsJobAndResult() {
        RunInfo run = stream();
        service.cancel(run.id());
        assertThat(parts.asked).contains("cancel " + JOB, "end " + run.id() + "-0 CANCELLED");
        assertThat(state(run)).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void cancellingWhatWaitsNeverStartsIt() {
        submit("a", null);
        RunInfo waiting = submit("b", null);
        service.cancel(waiting.id());
        assertThat(state(waiting)).isEqualTo(RunState.CANCELLED);
        assertThat(parts.runs()).hasSize(1);
    }

    @Test
    void aFailedJobFailsItsStatementAndEndsItsResult() {
        RunInfo run = stream();
        service.jobEnded(JOB, new JobEnd(JobEnd.Outcome.FAILED, "boom", "trace"));
        RunInfo failed = service.get(run.id());
        assertThat(failed.state()).isEqualTo(RunState.FAILED);
        assertThat(failed.error().message()).isEqualTo("boom");
        assertThat(failed.error().code()).isEqualTo(DreyErrorCode.JOB_FAILED);
        assertThat(parts.asked).contains("end " + run.id() + "-0 FAILED");
    }

    @Test
    void aFailureTheKernelHeardOfFirstEndsTheResultToo() {
        RunInfo run = submit("SELECT", null);
        statement(run, "running");
        opened(run, "batch");
        submitted(run, false);
        statement(run, "failed");
        ended(run, "failed");
        assertThat(state(run)).isEqualTo(RunState.FAILED);
        assertThat(parts.asked).contains("end " + run.id() + "-0 FAILED");
    }

    @Test
    void aFinishedJobLeavesTheLastRowsTimeToArrive() {
        RunInfo run = stream();
        service.jobEnded(JOB, new JobEnd(JobEnd.Outcome.FINISHED, null, null));
        assertThat(state(run)).isEqualTo(RunState.STREAMING);
        service.resultChanged(result(run, ResultState.COMPLETE, null));
        assertThat(state(run)).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void aDetachedJobKeepsItsRunStreamingUntilItEnds() {
        RunInfo run = submit("INSERT", null);
        statement(run, "streaming");
        submitted(run, true);
        ended(run, "succeeded");
        assertThat(state(run)).isEqualTo(RunState.STREAMING);
        service.jobEnded(JOB, new JobEnd(JobEnd.Outcome.CANCELED, null, null));
        assertThat(state(run)).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void aLostKernelFailsWhatItWorkedOnButNotItsStreams() {
        RunInfo streaming = stream();
        RunInfo working = submit("b", null);
        RunInfo waiting = submit("c", null);
        parts.hasProcess = false;
        service.lost(KERNEL, "it was killed", false);
        assertThat(state(streaming)).isEqualTo(RunState.STREAMING);
        RunInfo lost = service.get(working.id());
        assertThat(lost.error().code()).isEqualTo(DreyErrorCode.KERNEL_LOST);
        assertThat(lost.error().message()).contains("it was killed");
        assertThat(state(waiting)).isEqualTo(RunState.FAILED);
        parts.isIdle = true;
        assertThat(service.get(submit("again", null).id()).warnings()).hasSize(1);
    }

    @Test
    void aKernelStoppedOnPurposeTakesItsStreamsWithItButNoDetachedJob() {
        RunInfo streaming = stream();
        service.lost(KERNEL, "the kernel was restarted", true);
        assertThat(state(streaming)).isEqualTo(RunState.CANCELLED);
        assertThat(parts.asked).contains("cancel " + JOB, "end " + streaming.id() + "-0 CANCELLED");
        parts.asked.clear();

        RunInfo insert = submit("INSERT", null);
        statement(insert, "streaming");
        submitted(insert, true);
        ended(insert, "succeeded");
        service.lost(KERNEL, "the kernel was restarted", true);
        assertThat(state(insert)).isEqualTo(RunState.STREAMING);
        assertThat(parts.asked).noneMatch(asked -> asked.startsWith("cancel"));
    }

    @Test
    void theLateEndOfACancelledRunLeavesTheNextAtWork() {
        RunInfo first = submit("a", null);
        RunInfo second = submit("b", null);
        ended(first, "cancelled");
        assertThat(state(second)).isEqualTo(RunState.RUNNING);
        ended(first, "cancelled");
        assertThat(parts.isIdle).isFalse();
        ended(second, "succeeded");
        assertThat(parts.isIdle).isTrue();
    }

    @Test
    void aBoundedQueryInTheClusterOutlivesItsKernel() {
        RunInfo bounded = submit("SELECT", null);
        statement(bounded, "running");
        opened(bounded, "batch");
        submitted(bounded, false);
        ended(bounded, "succeeded");
        service.lost(KERNEL, "it was killed", false);
        assertThat(state(bounded)).isEqualTo(RunState.RUNNING);
        service.resultChanged(result(bounded, ResultState.COMPLETE, null));
        assertThat(state(bounded)).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void aResultStoppedByDreyCancelsItsJobAndSaysWhy() {
        RunInfo run = stream();
        service.resultChanged(
                result(run, ResultState.STOPPED, "Nobody looked at it for 30 minutes."));
        RunInfo stopped = service.get(run.id());
        assertThat(parts.asked).contains("cancel " + JOB);
        assertThat(stopped.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(stopped.statements().get(0).message()).contains("30 minutes");
    }

    @Test
    void aRestartedServerTakesUpStreamsAndFailsWhatLostItsKernel() {
        RunInfo streaming = stream();
        RunInfo working = submit("b", null);
        parts.hasProcess = false;
        RunService next = newService();
        next.recover(id -> Optional.empty());
        assertThat(next.get(streaming.id()).state()).isEqualTo(RunState.STREAMING);
        assertThat(next.get(working.id()).error().code()).isEqualTo(DreyErrorCode.KERNEL_LOST);
        next.resultChanged(result(streaming, ResultState.COMPLETE, null));
        assertThat(next.get(streaming.id()).state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void aRunTakenUpKeepsItsTokenItsLimitAndWhatItFollows() {
        RunInfo first = submit("a", null);
        statement(first, "running");
        RunInfo second =
                service.submit(
                        KERNEL,
                        new RunRequest(
                                "sql", "b", ExecutionMode.BATCH, "n", "d", first.id(), 7L, null));
        String token = parts.runs().get(0).resultToken();
        service = newService();
        service.recover(id -> Optional.empty());
        opened(first, "batch");
        assertThat(parts.tokens).containsExactly(token);
        submitted(first, false);
        service.resultChanged(result(first, ResultState.FAILED, "broken"));
        ended(first, "succeeded");
        assertThat(state(second)).isEqualTo(RunState.SKIPPED);
    }

    @Test
    void whatWaitedForAKernelThatIsGoneEndsToo() {
        RunInfo first = submit("a", null);
        RunInfo waiting = submit("b", null);
        parts.hasProcess = false;
        service = newService();
        service.recover(id -> Optional.empty());
        assertThat(state(first)).isEqualTo(RunState.FAILED);
        assertThat(state(waiting).isFinal()).isTrue();
    }

    @Test
    void whatWaitedForAnIdleKernelStartsAfterARestart() {
        parts.isIdle = false;
        RunInfo waiting = submit("b", null);
        assertThat(state(waiting)).isEqualTo(RunState.QUEUED);
        parts.isIdle = true;
        service = newService();
        service.recover(id -> Optional.empty());
        assertThat(state(waiting)).isEqualTo(RunState.RUNNING);
    }

    @Test
    void aRunThatCannotBeSavedGoesOnAndIsSavedLater() {
        RunInfo first = submit("a", null);
        submit("b", null);
        isDiskFull = true;
        ended(first, "succeeded");
        assertThat(parts.runs()).extracting(r -> r.source()).containsExactly("a", "b");
        assertThat(state(first)).isEqualTo(RunState.SUCCEEDED);
        SqlRunStore store = new SqlRunStore(database);
        assertThat(store.find(first.id()).orElseThrow().state()).isEqualTo(RunState.RUNNING);
        isDiskFull = false;
        service.publishPending();
        assertThat(store.find(first.id()).orElseThrow().state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void runsFollowTheirNotebook() {
        RunInfo streaming = stream();
        RunInfo done = submit("b", null);
        statement(done, "succeeded");
        ended(done, "succeeded");
        List<RunInfo> heard = new ArrayList<>();
        service.addListener(heard::add);
        service.moveNotebook("n", "m/n");
        assertThat(heard).extracting(RunInfo::notebook).containsExactly("m/n");
        assertThat(service.list("m/n", null, 9))
                .extracting(RunInfo::id)
                .containsExactly(done.id(), streaming.id());
        assertThat(service.listLive()).extracting(RunInfo::notebook).containsExactly("m/n");
        service.resultChanged(result(streaming, ResultState.COMPLETE, null));
        assertThat(service.get(streaming.id()).notebook()).isEqualTo("m/n");
        assertThat(service.list("n", null, 9)).isEmpty();
    }

    @Test
    void sayingTheSameTwiceChangesNothing() {
        RunInfo run = submit("a", null);
        statement(run, "succeeded");
        ended(run, "succeeded");
        RunInfo done = service.get(run.id());
        statement(run, "failed");
        ended(run, "failed");
        assertThat(service.get(run.id())).isEqualTo(done);
    }

    @Test
    void waitsForAChangeButNotForEver() throws InterruptedException {
        RunInfo run = submit("a", null);
        RunInfo same = service.await(run.id(), run.version(), Duration.ofMillis(30));
        assertThat(same).isEqualTo(run);
        assertThat(service.await(run.id(), run.version() - 1, Duration.ofHours(1))).isEqualTo(run);
    }

    @Test
    void refusesWhatItCannotRunOrDoesNotKnow() {
        var python = new RunRequest("python", "1", null, null, null, null, null, null);
        assertThatThrownBy(() -> service.submit(KERNEL, python))
                .isInstanceOf(DreyException.class)
                .hasMessageContaining("python");
        assertThatThrownBy(() -> service.get(new RunId("r-none"))).hasMessageContaining("r-none");
    }

    @Test
    void aStreamWhoseRowsComeThroughTheKernelEndsWithIt() {
        RunInfo run = submit("SELECT", null);
        statement(run, "streaming");
        opened(run, "streaming", "collect");
        submitted(run, false);
        ended(run, "succeeded");
        assertThat(state(run)).isEqualTo(RunState.STREAMING);
        service.lost(KERNEL, "it was killed", false);
        assertThat(state(run)).isEqualTo(RunState.FAILED);
        assertThat(parts.asked).contains("cancel " + JOB);
    }

    @Test
    void letsAJobBeSubmittedOnceThereIsRoomForItsRows() {
        RunInfo run = submit("SELECT", null);
        statement(run, "running");
        opened(run, "batch");
        assertThat(parts.sent).contains(new ServerMessages.ResultState(run.id() + "-0", "opened"));
    }

    @Test
    void failsAQueryWhoseRowsFindNoRoom() {
        RunInfo run = submit("SELECT", null);
        statement(run, "running");
        parts.isFull = true;
        opened(run, "streaming");
        assertThat(parts.sent).contains(new ServerMessages.Cancel(run.id().value()));
        ended(run, "cancelled");
        RunInfo ended = service.get(run.id());
        assertThat(ended.state()).isEqualTo(RunState.FAILED);
        assertThat(ended.error().code()).isEqualTo(DreyErrorCode.DISK_FULL);
    }

    @Test
    void aScriptOfThousandsOfStatementsIsToldInFewSteps() {
        List<RunInfo> told = new ArrayList<>();
        service.addListener(told::add);
        RunInfo run = submit("x;".repeat(2_000), null);
        for (int index = 0; index < 2_000; index++) {
            statement(run, index, "running");
            statement(run, index, "succeeded");
        }
        ended(run, "succeeded");
        assertThat(told).hasSizeLessThan(400);
        assertThat(told.get(told.size() - 1).statements())
                .hasSize(2_000)
                .allMatch(statement -> statement.state() == RunState.SUCCEEDED);
    }

    private RunService newService() {
        return new RunService(
                parts,
                parts,
                parts,
                new KernelQuestions(parts),
                new FillingStore(),
                new RandomIds(),
                Clock.systemUTC());
    }

    /** The store in the database, which can be made to refuse what is new. */
    private final class FillingStore implements RunStore {
        private final SqlRunStore store = new SqlRunStore(database);

        @Override
        public void save(RunInfo run, RunTicket ticket) {
            if (isDiskFull) {
                throw new IllegalStateException("database or disk is full");
            }
            store.save(run, ticket);
        }

        @Override
        public Optional<RunInfo> find(RunId id) {
            return store.find(id);
        }

        @Override
        public List<RunInfo> list(@Nullable String notebook, @Nullable KernelId kernel, int limit) {
            return store.list(notebook, kernel, limit);
        }

        @Override
        public List<RunInfo> listByCell(String notebook, int perCell) {
            return store.listByCell(notebook, perCell);
        }

        @Override
        public void moveNotebook(String from, String to) {
            store.moveNotebook(from, to);
        }

        @Override
        public List<UnfinishedRun> listUnfinished() {
            return store.listUnfinished();
        }
    }

    private RunInfo submit(String source, @Nullable RunId after) {
        return service.submit(
                KERNEL,
                new RunRequest(
                        "sql", source, ExecutionMode.STREAMING, "n", "c", after, null, null));
    }

    private RunInfo stream() {
        RunInfo run = submit("SELECT", null);
        statement(run, "streaming");
        opened(run, "streaming");
        submitted(run, false);
        ended(run, "succeeded");
        return run;
    }

    private RunState state(RunInfo run) {
        return service.get(run.id()).state();
    }

    private void statement(RunInfo run, String state) {
        statement(run, 0, state);
    }

    private void statement(RunInfo run, int index, String state) {
        service.said(
                KERNEL,
                new KernelMessages.Statement(
                        run.id().value(), index, "X", 1, 1, 1, 2, state, null, null, 0));
    }

    private void opened(RunInfo run, String mode) {
        opened(run, mode, "sink");
    }

    private void opened(RunInfo run, String mode, String path) {
        service.said(
                KERNEL,
                new KernelMessages.ResultOpened(
                        run.id().value(),
                        0,
                        run.id() + "-0",
                        List.of(new KernelMessages.Column("a", "INT", "number")),
                        mode,
                        "append",
                        List.of(),
                        path));
    }

    private void submitted(RunInfo run, boolean isDetached) {
        service.said(
                KERNEL, new KernelMessages.Job(run.id().value(), 0, JOB.value(), "j", isDetached));
    }

    private void ended(RunInfo run, String state) {
        service.said(KERNEL, new KernelMessages.RunEnded(run.id().value(), state, null));
    }

    private static ResultInfo result(RunInfo run, ResultState state, @Nullable String why) {
        return new ResultInfo(
                new ResultId(run.id() + "-0"),
                run.id(),
                0,
                List.of(),
                ExecutionMode.STREAMING,
                ChangelogKind.APPEND,
                List.of(),
                state,
                why,
                0,
                0,
                0,
                0,
                0,
                null,
                0,
                ResultInfo.Path.SINK,
                null,
                Instant.EPOCH,
                null,
                null);
    }
}
