package io.drey.server.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.model.Arrangement;
import io.drey.model.ChangelogKind;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ResultMoment;
import io.drey.model.ResultStep;
import io.drey.model.ResultSteps;
import io.drey.server.result.TestingRows.Change;
import io.drey.server.result.log.DiskLogFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestResultMoments {
    private static final long KEPT = 100_000;

    @TempDir private Path directory;

    @ParameterizedTest(name = "{0}, compacted above {1} bytes, seed {2}")
    @CsvSource({
        "APPEND, 1000000, 1",
        "UPSERT, 1000000, 2",
        "UPSERT, 20000, 3",
        "UPSERT, 20000, 4",
        "RETRACT, 1000000, 5",
        "RETRACT, 20000, 6",
        "RETRACT, 20000, 7",
    })
    void anyMomentIsWhatTheChangesUntilThenAddUpTo(ChangelogKind kind, long compactAbove, int seed)
            throws IOException {
        Random random = new Random(seed);
        NaiveTable model = new NaiveTable(kind, random);
        try (TestingResults results = results(compactAbove)) {
            results.open(kind);
            int seq = 0;
            while (model.changes.size() < 12_000) {
                results.store(++seq, model.more(1 + random.nextInt(60)));
                awaitCompaction(results);
                results.clock.advance(Duration.ofMillis(random.nextInt(100)));
                if (seq % 40 == 0) {
                    requireSame(results, model, random);
                }
            }
            long first = newest(results).first();
            assertThat(first > 0).isEqualTo(kind != ChangelogKind.APPEND && compactAbove < KEPT);
            assertThat(first).isLessThan(model.changes.size() - 100L);
            requireSame(results, model, random);
            walk(results, model, first);
        }
    }

    @Test
    void goesOnAfterARestartOfTheServer() throws IOException {
        Random random = new Random(9);
        NaiveTable model = new NaiveTable(ChangelogKind.UPSERT, random);
        long first;
        try (TestingResults results = results(20_000)) {
            results.open(ChangelogKind.UPSERT);
            for (int seq = 1; seq <= 400; seq++) {
                results.store(seq, model.more(20));
                awaitCompaction(results);
            }
            first = newest(results).first();
        }
        try (TestingResults results = results(20_000)) {
            assertThat(newest(results).first()).isEqualTo(first);
            requireSame(results, model, random);
        }
    }

    @Test
    void aMomentBeforeTheWindowIsRefusedWithNumbers() throws IOException {
        NaiveTable model = new NaiveTable(ChangelogKind.UPSERT, new Random(3));
        try (TestingResults results = results(20_000)) {
            results.open(ChangelogKind.UPSERT);
            for (int seq = 1; seq <= 400; seq++) {
                results.store(seq, model.more(30));
                awaitCompaction(results);
            }
            long first = newest(results).first();
            assertThat(first).isGreaterThan(7);
            assertThatThrownBy(() -> rowsAt(results, 7))
                    .isInstanceOfSatisfying(
                            DreyException.class,
                            e -> assertThat(e.code()).isEqualTo(DreyErrorCode.MOMENT_NOT_HELD))
                    .hasMessageContaining("after 7 changes")
                    .hasMessageContaining(String.format(Locale.ROOT, "at least %,d", first));
        }
    }

    @Test
    void findsTheMomentOfATime() throws IOException {
        try (TestingResults results = new TestingResults(directory)) {
            results.open(ChangelogKind.UPSERT);
            Instant begun = results.clock.instant();
            for (int seq = 1; seq <= 2000; seq++) {
                results.store(seq, List.of(new Change(TestingRows.UPDATE_AFTER, 1, "v" + seq)));
                results.clock.advance(Duration.ofMillis(10));
            }
            assertThat(momentAt(results, begun.plusMillis(5000)).at()).isEqualTo(501);
            assertThat(momentAt(results, begun.plusMillis(5009)).at()).isEqualTo(501);
            ResultMoment moment = momentAt(results, begun.plusMillis(5010));
            assertThat(moment.at()).isEqualTo(502);
            assertThat(moment.arrivedAt()).isEqualTo(begun.plusMillis(5010));
            assertThat(moment.nextAt()).isEqualTo(begun.plusMillis(5020));
            assertThat(moment.firstAt()).isEqualTo(begun);
            assertThat(moment.lastAt()).isEqualTo(begun.plusMillis(19_990));
            assertThat(momentAt(results, begun.minusMillis(1)).at()).isZero();
            assertThat(momentAt(results, begun.plusSeconds(3600)).at()).isEqualTo(2000);
        }
    }

    @Test
    void aStepTellsTheRowBeforeEvenIfTheQueryDidNotSendIt() throws IOException {
        try (TestingResults results = new TestingResults(directory)) {
            results.open(ChangelogKind.UPSERT);
            results.store(1, TestingRows.inserts(1, 2));
            results.store(
                    2,
                    List.of(
                            new Change(TestingRows.UPDATE_AFTER, 1, "uno"),
                            new Change(TestingRows.UPDATE_BEFORE, 2, "row-2"),
                            new Change(TestingRows.UPDATE_AFTER, 2, "due"),
                            new Change(TestingRows.DELETE, 1, null)));
            ResultSteps steps = steps(results, 6, 4);
            assertThat(steps.steps())
                    .extracting(
                            ResultStep::at, ResultStep::op, ResultStep::before, ResultStep::after)
                    .containsExactly(
                            tuple(3, "+U", List.of(1L, "row-1"), List.of(1L, "uno")),
                            tuple(5, "+U", List.of(2L, "row-2"), List.of(2L, "due")),
                            tuple(6, "-D", List.of(1L, "uno"), null));
            ResultMoment moment = steps.moment();
            assertThat(moment.previous()).isEqualTo(5);
            assertThat(moment.next()).isNull();
            assertThat(moment.previousFrame()).isEqualTo(2);
            // Nobody sees half of an update: a moment within one is the moment after it.
            assertThat(steps(results, 4, 0).moment().at()).isEqualTo(5);
            assertThat(steps(results, 3, 0).moment().next()).isEqualTo(5);
            assertThat(steps(results, 1, 0).moment().nextFrame()).isEqualTo(2);
        }
    }

    @Test
    void stepsBackThroughAMillionChangesOfTenThousandKeysWellWithinASecond() throws IOException {
        try (TestingResults results = new TestingResults(directory)) {
            results.open(ChangelogKind.UPSERT);
            for (int seq = 1; seq <= 1000; seq++) {
                List<Change> changes = new ArrayList<>();
                for (int i = 0; i < 1000; i++) {
                    long id = (seq * 1000L + i) * 7919 % 10_000;
                    changes.add(new Change(TestingRows.UPDATE_AFTER, id, "value " + seq));
                }
                results.store(seq, changes);
            }
            awaitCompaction(results);
            assertThat(newest(results).first()).isZero();
            Random random = new Random(1);
            long worst = 0;
            long at = 0;
            for (int i = 0; i < 60; i++) {
                Long back = i % 6 == 0 ? null : steps(results, at, 20).moment().previous();
                at = back == null ? 10_000 + random.nextInt(990_000) : back;
                long begun = System.nanoTime();
                assertThat(rowsAt(results, at, 50)).hasSize(50);
                worst = Math.max(worst, System.nanoTime() - begun);
            }
            assertThat(Duration.ofNanos(worst)).isLessThan(Duration.ofSeconds(1));
        }
    }

    // Compactions are done beside the arrival of rows, and the window moves on with them.
    private static void awaitCompaction(TestingResults results) {
        CompletableFuture.runAsync(() -> {}, results.workers).join();
    }

    private TestingResults results(long compactAbove) throws IOException {
        ResultSettings settings =
                new ResultSettings(
                        directory,
                        1L << 30,
                        1L << 30,
                        0,
                        100_000,
                        KEPT,
                        compactAbove,
                        Duration.ZERO,
                        Duration.ofDays(7));
        return new TestingResults(settings, new DiskLogFiles());
    }

    private static void requireSame(TestingResults results, NaiveTable model, Random random)
            throws IOException {
        ResultMoment newest = newest(results);
        assertThat(newest.at()).isEqualTo(model.changes.size());
        int first = (int) newest.first();
        for (int i = 0; i < 12; i++) {
            int at = first + random.nextInt(model.changes.size() + 1 - first);
            requireSame(results, model, at);
        }
        requireSame(results, model, first);
        requireSame(results, model, model.changes.size());
    }

    private static void requireSame(TestingResults results, NaiveTable model, long at)
            throws IOException {
        long reached = steps(results, at, 0).moment().at();
        assertThat(reached).isBetween(at, at + 1);
        assertThat(model.sorted(rowsAt(results, at)))
                .as("after %d changes", reached)
                .isEqualTo(model.sorted(model.at((int) reached)));
    }

    // Back by every change, by frames, and forward again, checking what each step says.
    private static void walk(TestingResults results, NaiveTable model, long first)
            throws IOException {
        ResultSteps here = steps(results, model.changes.size(), 1);
        for (int i = 0; i < 300; i++) {
            ResultMoment moment = here.moment();
            Long previous = i % 10 == 9 ? moment.previousFrame() : moment.previous();
            assertThat(previous).isNotNull().isLessThan(moment.at());
            requireSame(results, model, previous);
            here = steps(results, previous, 2);
            assertThat(here.moment().at()).isEqualTo(previous);
        }
        long begin = here.moment().at();
        while (here.moment().next() != null) {
            ResultSteps there = steps(results, here.moment().next(), 2);
            assertThat(there.moment().previous()).isEqualTo(here.moment().at());
            ResultStep step = there.steps().get(there.steps().size() - 1);
            assertThat(step.at()).isEqualTo(there.moment().at());
            assertThat(step.after()).isEqualTo(model.after((int) step.at()));
            here = there;
        }
        assertThat(here.moment().at()).isEqualTo(model.changes.size());
        assertThat(begin).isGreaterThanOrEqualTo(first);
    }

    private static ResultMoment newest(TestingResults results) throws IOException {
        return steps(results, Long.MAX_VALUE / 10, 0).moment();
    }

    private static ResultMoment momentAt(TestingResults results, Instant time) throws IOException {
        return results.reader.steps(TestingResults.ID, MomentAt.parse(time.toString()), 0).moment();
    }

    private static ResultSteps steps(TestingResults results, long at, int before)
            throws IOException {
        return results.reader.steps(TestingResults.ID, MomentAt.parse(Long.toString(at)), before);
    }

    private static List<List<@Nullable Object>> rowsAt(TestingResults results, long at)
            throws IOException {
        return rowsAt(results, at, 100_000);
    }

    private static List<List<@Nullable Object>> rowsAt(TestingResults results, long at, int limit)
            throws IOException {
        MomentAt moment = MomentAt.parse(Long.toString(at));
        return results.page(
                        new RowsRequest(0, limit, null, Arrangement.NONE, moment, Duration.ZERO))
                .rows();
    }

    private static org.assertj.core.groups.Tuple tuple(
            long at, String op, @Nullable List<?> before, @Nullable List<?> after) {
        return org.assertj.core.groups.Tuple.tuple(at, op, before, after);
    }
}
