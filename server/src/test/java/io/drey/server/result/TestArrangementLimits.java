package io.drey.server.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.model.Arrangement;
import io.drey.model.ChangelogKind;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ResultPage;
import io.drey.model.SortColumn;
import io.drey.server.result.log.TestingLogFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestArrangementLimits {
    private static final Arrangement GREATEST_FIRST =
            new Arrangement(List.of(new SortColumn("id", true)), null, null);

    @TempDir private Path directory;
    private final TestingLogFiles files = new TestingLogFiles();

    @Test
    void waitsForRowsOnlySoLong() throws Exception {
        try (TestingResults results = open()) {
            CountDownLatch others = new CountDownLatch(1);
            for (int i = 0; i < 2; i++) {
                results.arrangers.execute(() -> await(others));
            }
            assertThatThrownBy(() -> page(results, Duration.ZERO))
                    .isInstanceOfSatisfying(
                            DreyException.class,
                            e -> assertThat(e.code()).isEqualTo(DreyErrorCode.TIMEOUT))
                    .hasMessageContaining("rows are not arranged after 0 s: others are before it");
            others.countDown();
            assertThat(page(results, Duration.ofMinutes(1)).rows())
                    .containsExactly(List.of(99L, "row-99"));
        }
    }

    @Test
    void saysHowMuchDiskIsMissingAndGoesOnWhenItIsThere() throws Exception {
        try (TestingResults results = open()) {
            files.setUsable(1000);
            assertThatThrownBy(() -> page(results, Duration.ofMinutes(1)))
                    .isInstanceOfSatisfying(
                            DreyException.class,
                            e -> assertThat(e.code()).isEqualTo(DreyErrorCode.DISK_FULL))
                    .hasMessageContaining("their index takes 3.2 KB of disk")
                    .hasMessageContaining("2.2 KB more than may be used")
                    .hasMessageContaining("result.min-free");
            files.setUsable(1 << 20);
            assertThat(page(results, Duration.ofMinutes(1)).rows())
                    .containsExactly(List.of(99L, "row-99"));
        }
    }

    private TestingResults open() throws IOException {
        TestingResults results = new TestingResults(TestingResults.settings(directory), files);
        results.open(ChangelogKind.APPEND);
        results.store(1, TestingRows.inserts(0, 100));
        return results;
    }

    private static ResultPage page(TestingResults results, Duration patience) throws IOException {
        return results.page(new RowsRequest(0, 1, null, GREATEST_FIRST, patience));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
