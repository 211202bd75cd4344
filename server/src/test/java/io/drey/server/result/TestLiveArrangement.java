package io.drey.server.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drey.model.Arrangement;
import io.drey.model.ChangelogKind;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.SortColumn;
import io.drey.server.result.TestingRows.Change;
import io.drey.server.result.arrange.Arranger;
import io.drey.server.result.view.RowSelection;
import io.drey.server.result.view.TableRows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestLiveArrangement {
    private static final Arrangement GREATEST_FIRST =
            new Arrangement(List.of(new SortColumn("id", true)), null, null);

    @TempDir private Path directory;

    @Test
    void readsOnWhenItsRowsWereCompactedAway() throws IOException {
        ResultSettings settings =
                new ResultSettings(
                        directory,
                        1L << 30,
                        4L << 30,
                        0,
                        1_000_000,
                        64L << 10,
                        32L << 10,
                        Duration.ofMinutes(30),
                        Duration.ofDays(7));
        try (TestingResults results = new TestingResults(settings, Clock.systemUTC())) {
            StoredResult result = results.open(ChangelogKind.UPSERT);
            results.store(1, TestingRows.inserts(0, 500));
            churn(results, 2);
            LiveArrangement arrangement = result.arrange(GREATEST_FIRST).orElseThrow();
            arrangement.pickWhole(0, 1, Duration.ofMinutes(1)).close();
            List<String> frozenIn = files();
            for (long seq = 202; !isGone(frozenIn); seq += 200) {
                churn(results, seq);
            }
            try (PickedRows picked = arrangement.pick(0, 3, false)) {
                ArrowPage page = ResultReader.window(picked, new int[] {1});
                assertThat(TestingRows.read(page.stream()))
                        .containsExactly(List.of(499L), List.of(498L), List.of(497L));
            }
            arrangement.release();
        }
    }

    @Test
    void aFailureStandsUntilTheTableChanges() throws IOException {
        try (TestingResults results = new TestingResults(directory)) {
            TooManyRows source = new TooManyRows();
            LiveArrangement arrangement =
                    new LiveArrangement(
                            results.service.context(),
                            directory,
                            TestingRows.SCHEMA,
                            new Arranger(TestingRows.SCHEMA, GREATEST_FIRST),
                            source);
            arrangement.acquire();
            await().untilAsserted(() -> fails(arrangement));
            for (int i = 0; i < 20; i++) {
                fails(arrangement);
            }
            await().during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(3))
                    .untilAsserted(() -> assertThat(source.freezes).hasValue(1));
            source.version.incrementAndGet();
            fails(arrangement);
            await().untilAsserted(() -> assertThat(source.freezes).hasValue(2));
            arrangement.release();
            assertThat(source.closed).hasValue(1);
        }
    }

    private static void fails(LiveArrangement arrangement) {
        assertThatThrownBy(() -> arrangement.pick(0, 10, false))
                .isInstanceOfSatisfying(
                        DreyException.class,
                        e -> assertThat(e.code()).isEqualTo(DreyErrorCode.BAD_REQUEST));
    }

    private static void churn(TestingResults results, long fromSeq) throws IOException {
        for (long seq = fromSeq; seq < fromSeq + 200; seq++) {
            List<Change> changes = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                changes.add(new Change(TestingRows.UPDATE_AFTER, i % 10, "v" + seq + "-" + i));
            }
            results.store(seq, changes);
        }
    }

    private boolean isGone(List<String> names) {
        return files().stream().noneMatch(names::contains);
    }

    /** By name alone: what a walk looks at may be compacted away meanwhile. */
    private List<String> files() {
        return Stream.of(directory.toFile().listFiles())
                .flatMap(folder -> Stream.of(folder.list()).map(name -> folder.getName() + name))
                .filter(name -> name.endsWith(".snap"))
                .toList();
    }

    /** A table that is too large to be arranged. */
    private static final class TooManyRows implements LiveArrangement.Source {
        final AtomicLong version = new AtomicLong(1);
        final AtomicInteger freezes = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();

        @Override
        public long version() {
            return version.get();
        }

        @Override
        public LiveArrangement.Frozen freeze() {
            freezes.incrementAndGet();
            return new LiveArrangement.Frozen(new Rows(), version.get(), 1, 0);
        }

        @Override
        public void tellChanged() {
            // Nobody watches.
        }

        @Override
        public void closed(LiveArrangement arrangement) {
            closed.incrementAndGet();
        }
    }

    private static final class Rows implements TableRows {
        @Override
        public int count() {
            return Arranger.MAX_ROWS + 1;
        }

        @Override
        public Scan scan(int from, int end) {
            throw new AssertionError("looked at");
        }

        @Override
        public RowSelection pick(int[] positions) {
            throw new AssertionError("looked at");
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
