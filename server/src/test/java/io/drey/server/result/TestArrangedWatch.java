package io.drey.server.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drey.model.Arrangement;
import io.drey.model.ChangelogKind;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ExecutionMode;
import io.drey.model.ResultInfo;
import io.drey.model.ResultState;
import io.drey.model.RowFilter;
import io.drey.model.RowFilter.Op;
import io.drey.model.SortColumn;
import io.drey.server.platform.NamedThreads;
import io.drey.server.result.TestingRows.Change;
import io.drey.server.result.WatchRequest.View;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestArrangedWatch {
    private static final Arrangement GREATEST_FIRST =
            new Arrangement(List.of(new SortColumn("id", true)), null, null);

    @TempDir private Path directory;
    private TestingResults results;
    private ScheduledExecutorService timer;
    private ExecutorService workers;
    private ResultWatches watches;
    private final Seen seen = new Seen();

    /** Notes what it is shown and is done with it at once. */
    private static final class Seen implements WatchTarget {
        final List<ArrowPage> pages = new CopyOnWriteArrayList<>();
        final List<DreyException> failures = new CopyOnWriteArrayList<>();
        volatile @Nullable Watch watch;

        @Override
        public void show(ResultInfo info) {
            // Only rows are looked at.
        }

        @Override
        public void show(View view, ArrowPage page) {
            pages.add(page);
            Watch known = watch;
            if (known != null) {
                known.acknowledge(page.frame());
            }
        }

        @Override
        public void show(MomentSteps steps) {
            throw new AssertionError("no moment was asked for");
        }

        @Override
        public void failed(DreyException why) {
            failures.add(why);
        }

        List<Object> ids() {
            if (pages.isEmpty()) {
                return List.of();
            }
            try {
                return TestingRows.read(pages.get(pages.size() - 1).stream()).stream()
                        .<Object>map(row -> String.valueOf(row.get(0)))
                        .toList();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
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

    @ParameterizedTest
    @EnumSource(ChangelogKind.class)
    void sortsTheWholeTableAndKeepsUpWithIt(ChangelogKind kind) throws IOException {
        results.open(kind);
        results.store(1, TestingRows.inserts(0, 500));
        try (Watch watch = watch(GREATEST_FIRST)) {
            await().untilAsserted(() -> assertThat(seen.ids()).startsWith("499", "498"));
            results.store(2, TestingRows.inserts(500, 3));
            await().untilAsserted(() -> assertThat(seen.ids()).startsWith("502", "501", "500"));
            if (kind != ChangelogKind.APPEND) {
                results.store(3, List.of(new Change(TestingRows.DELETE, 501, "row-501")));
                await().untilAsserted(() -> assertThat(seen.ids()).startsWith("502", "500"));
            }
            ArrowPage last = seen.pages.get(seen.pages.size() - 1);
            assertThat(last.arranged()).isNotNull();
            assertThat(last.arranged().isWhole()).isTrue();
            await().untilAsserted(
                            () ->
                                    assertThat(
                                                    seen.pages
                                                            .get(seen.pages.size() - 1)
                                                            .arranged()
                                                            .isBehind())
                                            .isFalse());
            watch.change(request(new Arrangement(null, null, "ROW-49")));
            await().untilAsserted(() -> assertThat(seen.ids()).startsWith("49", "490").hasSize(11));
            assertThat(seen.pages.get(seen.pages.size() - 1).total()).isEqualTo(11);
            watch.change(request(Arrangement.NONE));
            await().untilAsserted(() -> assertThat(seen.ids()).startsWith("0", "1", "2"));
        }
    }

    @Test
    void goesOnAfterAnArrangementThatDoesNotFit() throws IOException {
        results.open(ChangelogKind.APPEND);
        results.store(1, TestingRows.inserts(0, 5));
        RowFilter wrong = new RowFilter("id", Op.LESS, List.of("many"));
        try (Watch watch = watch(new Arrangement(null, List.of(wrong), null))) {
            await().untilAsserted(() -> assertThat(seen.failures).isNotEmpty());
            assertThat(seen.failures.get(0)).hasMessageContaining("filter on id: 'many'");
            watch.change(request(GREATEST_FIRST));
            await().untilAsserted(() -> assertThat(seen.ids()).startsWith("4", "3"));
        }
    }

    @Test
    void goesOnAfterAnArrangementThatFailed() throws IOException {
        results.open(ChangelogKind.APPEND);
        results.store(1, TestingRows.inserts(0, 5));
        Path away = directory.resolve("away");
        Files.move(directory.resolve("r-1"), away);
        try (Watch watch = watch(GREATEST_FIRST)) {
            await().untilAsserted(() -> assertThat(seen.failures).isNotEmpty());
            assertThat(seen.failures.get(0).code()).isEqualTo(DreyErrorCode.INTERNAL);
            watch.change(request(Arrangement.NONE));
            await().untilAsserted(() -> assertThat(seen.ids()).startsWith("0", "1"));
            Files.move(away, directory.resolve("r-1"));
            watch.change(request(GREATEST_FIRST));
            await().untilAsserted(() -> assertThat(seen.ids()).startsWith("4", "3"));
        }
    }

    @Test
    void leavesNoFileBehind() throws IOException {
        results.open(ChangelogKind.APPEND);
        results.store(1, TestingRows.inserts(0, 5));
        try (Watch watch = watch(GREATEST_FIRST)) {
            await().untilAsserted(() -> assertThat(seen.ids()).startsWith("4"));
        }
        assertThat(directory.resolve("r-1")).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void answersOnceEverythingIsArranged() throws IOException {
        results.open(ChangelogKind.UPSERT, ExecutionMode.BATCH, 0);
        results.store(1, TestingRows.inserts(0, 1000));
        results.service.end(TestingResults.ID, ResultState.COMPLETE, null);
        RowFilter some = new RowFilter("name", Op.STARTS_WITH, List.of("Row-99"));
        Arrangement wanted =
                new Arrangement(List.of(new SortColumn("id", true)), List.of(some), null);
        var page = results.page(new RowsRequest(1, 3, null, wanted, Duration.ofMinutes(1)));
        assertThat(page.total()).isEqualTo(11);
        assertThat(page.of()).isEqualTo(1000);
        assertThat(page.rows())
                .containsExactly(
                        List.of(998L, "row-998"),
                        List.of(997L, "row-997"),
                        List.of(996L, "row-996"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        results.reader.export(
                TestingResults.ID, wanted, Duration.ofMinutes(1), ExportFormat.CSV, out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("id,name\n999,row-999\n998,row-998\n")
                .endsWith("\n990,row-990\n99,row-99\n");
        assertThatThrownBy(
                        () ->
                                results.rows(
                                        0,
                                        1,
                                        new Arrangement(
                                                List.of(new SortColumn("nmae", null)), null, null)))
                .isInstanceOfSatisfying(
                        DreyException.class,
                        e -> assertThat(e.code()).isEqualTo(DreyErrorCode.COLUMN_NOT_FOUND));
    }

    private Watch watch(Arrangement arrangement) {
        Watch watch = watches.watch(TestingResults.ID, request(arrangement), seen);
        seen.watch = watch;
        seen.pages.forEach(page -> watch.acknowledge(page.frame()));
        return watch;
    }

    private static WatchRequest request(Arrangement arrangement) {
        return new WatchRequest(View.TABLE, 0, 20, null, false, arrangement);
    }
}
