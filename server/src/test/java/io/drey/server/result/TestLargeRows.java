package io.drey.server.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.model.Arrangement;
import io.drey.model.ChangelogKind;
import io.drey.model.ExecutionMode;
import io.drey.model.ResultState;
import io.drey.model.SortColumn;
import io.drey.server.result.TestingRows.Change;
import io.drey.server.result.view.RowSelection.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is held of rows is bounded by bytes, however many or large they are. */
class TestLargeRows {
    private static final long MOST_BYTES = 32 << 20;
    private static final Arrangement GREATEST_FIRST =
            new Arrangement(List.of(new SortColumn("id", true)), null, null);

    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource(
            value = ChangelogKind.class,
            names = {"APPEND", "UPSERT"})
    void arrangedRowsAreReadInChunksOfSoManyBytes(ChangelogKind kind) throws IOException {
        try (TestingResults results = open(kind)) {
            long seq = 0;
            for (long id = 0; id < 2000; id += 200) {
                results.store(++seq, TestingRows.inserts(id, 200));
            }
            // Few, so that the average says nothing of them.
            String large = "x".repeat(1 << 20);
            for (long id = 2000; id < 2040; id++) {
                results.store(++seq, List.of(TestingRows.insert(id, large)));
            }
            for (long id = 2040; id < 40_000; id += 365) {
                results.store(++seq, TestingRows.inserts(id, 365));
            }
            LiveArrangement arrangement =
                    results.service.stored(TestingResults.ID).arrange(GREATEST_FIRST).orElseThrow();
            long next = 39_999;
            try (PickedRows picked =
                    arrangement.pickWhole(0, Long.MAX_VALUE, Duration.ofMinutes(1))) {
                for (Run run = picked.rows().next(); run != null; run = picked.rows().next()) {
                    long bytes = 0;
                    for (int row = run.from(); row < run.from() + run.count(); row++) {
                        assertThat(run.batch().column(1).getLong(row)).isEqualTo(next--);
                        bytes += run.batch().column(2).getText(row).length();
                    }
                    assertThat(bytes).isLessThan(MOST_BYTES);
                }
            }
            assertThat(next).isEqualTo(-1);
            arrangement.release();
        }
    }

    @Test
    void pagesGoOutWhileTheyAreRead() throws IOException {
        try (TestingResults results = open(ChangelogKind.APPEND)) {
            String text = "x".repeat(4096);
            for (long seq = 1; seq <= 100; seq++) {
                List<Change> changes = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    changes.add(TestingRows.insert(seq * 100 + i, text));
                }
                results.store(seq, changes);
            }
            results.service.end(TestingResults.ID, ResultState.COMPLETE, null);
            RowsRequest all =
                    new RowsRequest(0, 10_000, List.of("name"), Arrangement.NONE, Duration.ZERO);
            Pieces arrow = new Pieces();
            results.reader.writeArrow(TestingResults.ID, all, (frame, total) -> arrow);
            Pieces json = new Pieces();
            results.reader.writePage(TestingResults.ID, all, (frame, total) -> json);
            for (Pieces each : List.of(arrow, json)) {
                assertThat(each.bytes).isGreaterThan(4096 * 10_000);
                assertThat(each.largest).isLessThan(4 << 20);
            }
        }
    }

    private TestingResults open(ChangelogKind kind) throws IOException {
        TestingResults results =
                new TestingResults(TestingResults.settings(directory), Clock.systemUTC());
        results.open(kind, ExecutionMode.BATCH, 0);
        return results;
    }

    /** Counts what is written. */
    private static final class Pieces extends OutputStream {
        long bytes;
        int largest;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int from, int count) {
            bytes += count;
            largest = Math.max(largest, count);
        }
    }
}
