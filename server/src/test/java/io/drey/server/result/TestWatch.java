package io.drey.server.result;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drey.model.Arrangement;
import io.drey.model.ChangelogKind;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ResultInfo;
import io.drey.model.ResultState;
import io.drey.server.platform.NamedThreads;
import io.drey.server.result.TestingRows.Change;
import io.drey.server.result.WatchRequest.View;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestWatch {
    @TempDir private Path directory;
    private TestingResults results;
    private ScheduledExecutorService timer;
    private ExecutorService workers;
    private ResultWatches watches;
    private final Seen seen = new Seen();

    /** Notes what it is shown; acknowledges when told to. */
    private static final class Seen implements WatchTarget {
        final List<ArrowPage> pages = new CopyOnWriteArrayList<>();
        final List<ResultInfo> infos = new CopyOnWriteArrayList<>();
        final List<MomentSteps> momentSteps = new CopyOnWriteArrayList<>();
        final List<DreyException> failures = new CopyOnWriteArrayList<>();
        volatile boolean isBroken;

        @Override
        public void show(ResultInfo info) {
            infos.add(info);
        }

        @Override
        public void show(View view, ArrowPage page) {
            if (isBroken) {
                throw new IllegalStateException("cannot show");
            }
            pages.add(page);
        }

        @Override
        public void show(MomentSteps steps) {
            momentSteps.add(steps);
        }

        @Override
        public void failed(DreyException why) {
            failures.add(why);
        }

        ArrowPage last() {
            return pages.get(pages.size() - 1);
        }
    }

    @BeforeEach
    void start() throws IOException {
        results = new TestingResults(TestingResults.settings(directory), Clock.systemUTC());
        timer = NamedThreads.scheduled("test-timer", 1);
        workers = NamedThreads.fixed("test-watch", 2);
        watches = new ResultWatches(results.service, timer, workers);
    }

    @AfterEach
    void stop() {
        NamedThreads.close(timer);
        NamedThreads.close(workers);
        results.close();
    }

    @Test
    void showsTheWindowAtOnceAndAfterChanges() throws IOException {
        results.open(ChangelogKind.UPSERT);
        results.store(1, TestingRows.inserts(0, 10));
        try (Watch watch = watch(View.TABLE, 2, 3, false)) {
            await().untilAsserted(() -> assertThat(seen.pages).hasSize(1));
            assertThat(TestingRows.read(seen.last().stream()))
                    .containsExactly(
                            List.of(2L, "row-2"), List.of(3L, "row-3"), List.of(4L, "row-4"));
            assertThat(seen.last().total()).isEqualTo(10);
            watch.acknowledge(1);
            results.store(2, List.of(new Change(TestingRows.UPDATE_AFTER, 3, "new")));
            await().untilAsserted(() -> assertThat(seen.pages).hasSize(2));
            assertThat(TestingRows.read(seen.last().stream())).contains(List.of(3L, "new"));
            assertThat(seen.infos).isNotEmpty();
        }
    }

    @Test
    void cutsValuesThatNobodySeesInFull() throws IOException {
        results.open(ChangelogKind.APPEND);
        String large = "ä".repeat(5 << 20);
        results.store(1, List.of(TestingRows.insert(1, large), TestingRows.insert(2, "short")));
        try (Watch watch = watch(View.TABLE, 0, 10, false)) {
            await().untilAsserted(() -> assertThat(seen.pages).hasSize(1));
            assertThat(TestingRows.read(seen.last().stream()))
                    .containsExactly(List.of(1L, "ä".repeat(512)), List.of(2L, "short"));
            assertThat(seen.last().cut()).containsExactly(new ArrowPage.CutValue(0, 1, 10 << 20));
        }
        assertThat(results.rows(0, 1)).containsExactly(List.of(1L, large));
    }

    @Test
    void aSlowReaderGetsTheNewestAndNothingInBetween() throws Exception {
        results.open(ChangelogKind.APPEND);
        try (Watch watch = watch(View.TABLE, 0, 5, true)) {
            await().untilAsserted(() -> assertThat(seen.pages).hasSize(1));
            for (int seq = 1; seq <= 200; seq++) {
                results.store(seq, TestingRows.inserts(seq * 10L, 10));
            }
            Thread.sleep(300);
            assertThat(seen.pages).hasSize(1);
            watch.acknowledge(0);
            await().untilAsserted(() -> assertThat(seen.pages).hasSize(2));
            assertThat(seen.last().frame()).isEqualTo(200);
            assertThat(seen.last().offset()).isEqualTo(1995);
            assertThat(TestingRows.read(seen.last().stream())).endsWith(List.of(2009L, "row-2009"));
        }
    }

    @Test
    void showsAboutADozenFramesASecond() throws Exception {
        results.open(ChangelogKind.APPEND);
        try (Watch watch = watch(View.TABLE, 0, 5, false)) {
            int seq = 0;
            long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
            while (System.nanoTime() < end) {
                results.store(++seq, TestingRows.inserts(seq, 1));
                watch.acknowledge(Long.MAX_VALUE);
                Thread.sleep(2);
            }
        }
        assertThat(seen.pages).hasSizeBetween(3, 14);
    }

    @Test
    void showsTheNewestChangesWithTheirKind() throws IOException {
        results.open(ChangelogKind.UPSERT);
        results.store(1, TestingRows.inserts(0, 10));
        results.store(
                2,
                List.of(
                        new Change(TestingRows.UPDATE_AFTER, 3, "new"),
                        new Change(TestingRows.DELETE, 4, "row-4")));
        try (Watch watch = watch(View.CHANGES, 0, 3, false)) {
            await().untilAsserted(() -> assertThat(seen.pages).hasSize(1));
            assertThat(TestingRows.read(seen.last().stream()))
                    .containsExactly(
                            List.of((byte) 0, 9L, "row-9"),
                            List.of((byte) 2, 3L, "new"),
                            List.of((byte) 3, 4L, "row-4"));
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void showsAnotherWindowWhenAsked() throws IOException {
        results.open(ChangelogKind.APPEND);
        results.store(1, TestingRows.inserts(0, 1000));
        try (Watch watch = watch(View.TABLE, 0, 5, false)) {
            await().untilAsserted(() -> assertThat(seen.pages).hasSize(1));
            watch.change(
                    new WatchRequest(View.TABLE, 700, 2, List.of("name"), false, Arrangement.NONE));
            watch.acknowledge(1);
            await().untilAsserted(() -> assertThat(seen.pages).hasSize(2));
            assertThat(TestingRows.read(seen.last().stream()))
                    .containsExactly(List.of("row-700"), List.of("row-701"));
        }
    }

    @Test
    void tellsTheEndAndTheFadingRate() throws IOException {
        results.open(ChangelogKind.APPEND);
        try (Watch watch = watch(View.TABLE, 0, 5, false)) {
            results.store(1, TestingRows.inserts(0, 10));
            await().untilAsserted(
                            () -> {
                                watch.acknowledge(Long.MAX_VALUE);
                                assertThat(seen.infos).anyMatch(info -> info.ratePerSecond() > 0);
                            });
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> {
                                watch.acknowledge(Long.MAX_VALUE);
                                double last = seen.infos.get(seen.infos.size() - 1).ratePerSecond();
                                assertThat(last).isBetween(0.01, 4.0);
                            });
            results.service.end(TestingResults.ID, ResultState.FAILED, "It broke.");
            await().untilAsserted(
                            () ->
                                    assertThat(seen.infos.get(seen.infos.size() - 1).why())
                                            .isEqualTo("It broke."));
        }
    }

    @Test
    void tellsThatAColumnIsUnknown() throws IOException {
        results.open(ChangelogKind.APPEND);
        WatchRequest request =
                new WatchRequest(View.TABLE, 0, 5, List.of("nmae"), false, Arrangement.NONE);
        watches.watch(TestingResults.ID, request, seen);
        await().untilAsserted(() -> assertThat(seen.failures).hasSize(1));
        assertThat(seen.failures.get(0).code()).isEqualTo(DreyErrorCode.COLUMN_NOT_FOUND);
        assertThat(results.service.stored(TestingResults.ID).audience().isWatching()).isFalse();
    }

    @Test
    void endsWithAWordWhenSomethingUnexpectedHappens() throws IOException {
        results.open(ChangelogKind.APPEND);
        results.store(1, TestingRows.inserts(0, 5));
        seen.isBroken = true;
        try (Watch watch = watch(View.TABLE, 0, 5, false)) {
            await().untilAsserted(() -> assertThat(seen.failures).hasSize(1));
            assertThat(seen.failures.get(0).code()).isEqualTo(DreyErrorCode.INTERNAL);
            assertThat(watch.isClosed()).isTrue();
        }
    }

    @Test
    void staysAtAMomentWhileMoreComes() throws IOException {
        results.open(ChangelogKind.UPSERT);
        results.store(1, TestingRows.inserts(0, 3));
        results.store(2, List.of(new Change(TestingRows.UPDATE_AFTER, 1, "later")));
        try (Watch watch = watches.watch(TestingResults.ID, at("3", 0), seen)) {
            await().untilAsserted(() -> assertThat(seen.momentSteps).hasSize(1));
            ArrowPage page = seen.last();
            assertThat(requireNonNull(page.moment()).at()).isEqualTo(3);
            assertThat(page.moment().next()).isEqualTo(4);
            assertThat(TestingRows.read(page.stream())).contains(List.of(1L, "row-1"));
            results.store(3, TestingRows.inserts(10, 5));
            watch.acknowledge(Long.MAX_VALUE);
            await().untilAsserted(
                            () ->
                                    assertThat(seen.infos.get(seen.infos.size() - 1).rowsIn())
                                            .isEqualTo(9));
            assertThat(seen.pages).hasSize(1);

            watch.change(at("4", 1));
            await().untilAsserted(() -> assertThat(seen.momentSteps).hasSize(2));
            assertThat(TestingRows.read(seen.last().stream()).get(0))
                    .isEqualTo(List.of(1L, "later"));
            MomentSteps steps = seen.momentSteps.get(1);
            assertThat(steps.steps()).hasSize(4);
            List<List<@Nullable Object>> rows = TestingRows.read(steps.page().stream());
            assertThat(rows.subList(3, 5))
                    .containsExactly(List.of(1L, "row-1"), List.of(1L, "later"));

            // Scrolling at the same moment brings rows, and no steps again.
            watch.acknowledge(Long.MAX_VALUE);
            watch.change(at("4", 2));
            await().untilAsserted(() -> assertThat(seen.pages).hasSize(3));
            assertThat(seen.momentSteps).hasSize(2);

            watch.acknowledge(Long.MAX_VALUE);
            watch.change(new WatchRequest(View.TABLE, 0, 20, null, false, Arrangement.NONE, null));
            await().untilAsserted(() -> assertThat(seen.last().moment()).isNull());
            assertThat(seen.last().total()).isEqualTo(8);
            assertThat(seen.failures).isEmpty();
        }
    }

    private static WatchRequest at(String moment, long offset) {
        return new WatchRequest(
                View.TABLE, offset, 20, null, false, Arrangement.NONE, MomentAt.parse(moment));
    }

    private Watch watch(View view, long offset, int limit, boolean isTail) {
        return watches.watch(
                TestingResults.ID,
                new WatchRequest(view, offset, limit, null, isTail, Arrangement.NONE),
                seen);
    }
}
