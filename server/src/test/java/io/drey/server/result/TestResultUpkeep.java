package io.drey.server.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.model.ChangelogKind;
import io.drey.model.ExecutionMode;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.ResultState;
import io.drey.server.result.TestingRows.Change;
import io.drey.server.result.log.DiskLogFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestResultUpkeep {
    @TempDir private Path directory;
    private TestingResults results;
    private ResultUpkeep upkeep;

    @BeforeEach
    void start() throws IOException {
        results = new TestingResults(directory);
        upkeep = new ResultUpkeep(results.service);
    }

    @AfterEach
    void stop() {
        results.close();
    }

    @Test
    void stopsAStreamThatNobodyLooksAt() throws IOException {
        results.open(ChangelogKind.APPEND);
        results.clock.advance(Duration.ofMinutes(29));
        upkeep.tidy();
        assertThat(info().state()).isEqualTo(ResultState.RUNNING);
        results.clock.advance(Duration.ofMinutes(2));
        upkeep.tidy();
        assertThat(info().state()).isEqualTo(ResultState.STOPPED);
        assertThat(info().why())
                .isEqualTo("Nobody looked at it for 30min (option result.idle-timeout).");
        assertThat(results.stopsWanted)
                .extracting(ResultInfo::id)
                .containsExactly(TestingResults.ID);
    }

    @Test
    void aLookStartsTheWaitAnew() throws IOException {
        results.open(ChangelogKind.APPEND);
        results.clock.advance(Duration.ofMinutes(20));
        results.rows(0, 1);
        results.clock.advance(Duration.ofMinutes(20));
        upkeep.tidy();
        assertThat(info().state()).isEqualTo(ResultState.RUNNING);
        results.service.stored(TestingResults.ID).audience().add(() -> {});
        results.clock.advance(Duration.ofHours(20));
        upkeep.tidy();
        assertThat(info().state()).isEqualTo(ResultState.RUNNING);
    }

    @Test
    void leavesABatchQueryAlone() throws IOException {
        results.open(ChangelogKind.APPEND, ExecutionMode.BATCH, 0);
        results.clock.advance(Duration.ofHours(20));
        upkeep.tidy();
        assertThat(info().state()).isEqualTo(ResultState.RUNNING);
    }

    @Test
    void deletesWhatIsOld() throws IOException {
        results.open(ChangelogKind.APPEND);
        results.service.end(TestingResults.ID, ResultState.CANCELLED, null);
        results.clock.advance(Duration.ofDays(6));
        upkeep.tidy();
        assertThat(results.service.find(TestingResults.ID)).isPresent();
        results.clock.advance(Duration.ofDays(2));
        upkeep.tidy();
        assertThat(results.service.find(TestingResults.ID)).isEmpty();
        assertThat(Files.exists(directory.resolve(TestingResults.ID.value()))).isFalse();
    }

    @Test
    void deletesTheOldestFinishedWhenAllTakeTooMuch() throws IOException {
        results.close();
        ResultSettings settings =
                new ResultSettings(
                        directory,
                        1L << 30,
                        50_000,
                        0,
                        1000,
                        1 << 20,
                        1 << 20,
                        Duration.ofMinutes(30),
                        Duration.ofDays(7));
        results = new TestingResults(settings, new DiskLogFiles());
        for (int i = 1; i <= 4; i++) {
            ResultId id = new ResultId("r-" + i);
            results.service.open(
                    TestingResults.opening(id, ChangelogKind.APPEND, ExecutionMode.BATCH, 0));
            StoredResult result = results.service.stored(id);
            result.connect(0, 0, 1);
            result.putSchema(TestingRows.SCHEMA.toMessage());
            result.store(TestingRows.incoming(0, 1, TestingRows.inserts(0, 1000)));
            if (i != 1) {
                result.endSubtask(0, 0, 1);
            }
            results.clock.advance(Duration.ofSeconds(1));
        }
        new ResultUpkeep(results.service).tidy();
        assertThat(results.service.list())
                .extracting(info -> info.id().value())
                .containsExactly("r-4", "r-1");
    }

    @Test
    void whatWasLetGoOfComesBackWhenLookedAt() throws IOException {
        results.open(ChangelogKind.UPSERT);
        results.store(1, TestingRows.inserts(0, 10));
        results.store(2, List.of(new Change(TestingRows.DELETE, 3, "row-3")));
        results.service.end(TestingResults.ID, ResultState.CANCELLED, null);
        ResultInfo before = info();
        results.clock.advance(Duration.ofMinutes(6));
        upkeep.tidy();
        assertThat(info()).isEqualTo(before);
        assertThat(results.rows(3, 1)).containsExactly(List.of(4L, "row-4"));
        assertThat(info().rowsHeld()).isEqualTo(9);
    }

    @Test
    void removesARowWhoseReplacementNeverComes() throws IOException {
        results.open(ChangelogKind.UPSERT);
        results.store(1, TestingRows.inserts(0, 3));
        results.store(2, List.of(new Change(TestingRows.UPDATE_BEFORE, 1, "row-1")));
        upkeep.settle();
        assertThat(results.rows(0, 10)).hasSize(3);
        upkeep.settle();
        assertThat(results.rows(0, 10)).hasSize(2);
    }

    private ResultInfo info() {
        return results.service.get(TestingResults.ID);
    }
}
