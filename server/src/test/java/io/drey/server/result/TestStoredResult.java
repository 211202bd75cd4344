package io.drey.server.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drey.model.Arrangement;
import io.drey.model.ChangelogKind;
import io.drey.model.DreyException;
import io.drey.model.ExecutionMode;
import io.drey.model.JobId;
import io.drey.model.JobRef;
import io.drey.model.ResultInfo;
import io.drey.model.ResultState;
import io.drey.protocol.RowFrame;
import io.drey.server.result.TestingRows.Change;
import io.drey.server.result.log.DiskLogFiles;
import io.drey.server.result.log.TestingLogFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestStoredResult {
    @TempDir private Path directory;

    @Test
    void goesOnAfterTheServerWasKilled() throws IOException {
        Path copy = directory.resolve("copy");
        JobRef job = new JobRef(new JobId("0".repeat(32)), "local", "query", null);
        try (TestingResults results = new TestingResults(directory.resolve("results"))) {
            results.open(ChangelogKind.APPEND);
            results.service.attachJob(TestingResults.ID, job);
            results.store(1, TestingRows.inserts(0, 100));
            results.store(2, TestingRows.inserts(100, 100));
            // What a kill would leave: the files as they are, the last of them torn.
            copyTorn(directory.resolve("results").resolve("r-1"), copy.resolve("r-1"));
        }
        try (TestingResults results = new TestingResults(copy)) {
            ResultInfo info = results.service.get(TestingResults.ID);
            assertThat(info.state()).isEqualTo(ResultState.RUNNING);
            assertThat(info.job()).isEqualTo(job);
            assertThat(info.rowsIn()).isEqualTo(100);
            StoredResult result = results.service.stored(TestingResults.ID);
            assertThat(result.hasToken(TestingResults.TOKEN)).isTrue();
            assertThat(result.connect(0, 0, 1)).isEqualTo(1);
            result.putSchema(TestingRows.SCHEMA.toMessage());
            results.store(2, TestingRows.inserts(100, 100));
            result.endSubtask(0, 0, 2);
            assertThat(results.service.get(TestingResults.ID).state())
                    .isEqualTo(ResultState.COMPLETE);
            assertThat(results.rows(150, 1)).containsExactly(List.of(150L, "row-150"));
            assertThat(results.rows(0, 1000)).hasSize(200);
        }
        try (TestingResults results = new TestingResults(copy)) {
            assertThat(results.service.get(TestingResults.ID).state())
                    .isEqualTo(ResultState.COMPLETE);
            assertThat(results.service.get(TestingResults.ID).rowsHeld()).isEqualTo(200);
        }
    }

    @Test
    void whateverAKillLeavesIsAPrefixOfWhatWasSent() throws Exception {
        Path home = directory.resolve("results");
        AtomicBoolean isDone = new AtomicBoolean();
        try (TestingResults results = new TestingResults(home)) {
            results.open(ChangelogKind.APPEND);
            Thread writer =
                    new Thread(
                            () -> {
                                for (int seq = 1; seq < 20_000 && !isDone.get(); seq++) {
                                    try {
                                        results.store(
                                                seq, TestingRows.inserts((seq - 1) * 10L, 10));
                                    } catch (IOException e) {
                                        throw new IllegalStateException(e);
                                    }
                                }
                            });
            writer.start();
            for (int kill = 0; kill < 10; kill++) {
                Thread.sleep(20);
                Path copy = directory.resolve("kill-" + kill);
                copyTorn(home.resolve("r-1"), copy.resolve("r-1"));
                requirePrefix(copy);
            }
            isDone.set(true);
            writer.join();
        }
    }

    private static void requirePrefix(Path copy) throws IOException {
        try (TestingResults results = new TestingResults(copy)) {
            long rows = results.service.get(TestingResults.ID).rowsHeld();
            StoredResult result = results.service.stored(TestingResults.ID);
            assertThat(result.connect(0, 0, 1) * 10).isEqualTo(rows);
            List<List<@Nullable Object>> all = results.rows(0, Integer.MAX_VALUE);
            assertThat(all).hasSize((int) rows);
            for (int row = 0; row < rows; row++) {
                assertThat(all.get(row).get(0)).isEqualTo((long) row);
            }
        }
    }

    @Test
    void dropsTheOldestRowsOfAStreamBeyondTheQuota() throws IOException {
        try (TestingResults results = new TestingResults(quota(100_000), new DiskLogFiles())) {
            results.open(ChangelogKind.APPEND);
            for (int seq = 1; seq <= 200; seq++) {
                results.store(seq, TestingRows.inserts((seq - 1) * 100L, 100));
            }
            ResultInfo info = results.service.get(TestingResults.ID);
            assertThat(info.state()).isEqualTo(ResultState.RUNNING);
            assertThat(info.bytesHeld()).isLessThan(110_000);
            assertThat(info.rowsIn()).isEqualTo(20_000);
            assertThat(info.rowsHeld() + info.rowsDropped()).isEqualTo(20_000);
            assertThat(info.rowsDropped()).isPositive();
            assertThat(results.rows(0, 1))
                    .containsExactly(List.of(info.rowsDropped(), "row-" + info.rowsDropped()));
            assertThat(results.rows(info.rowsHeld() - 1, 5))
                    .containsExactly(List.of(19_999L, "row-19999"));
        }
    }

    @Test
    void stopsABatchQueryBeyondTheQuotaAndKeepsItsRows() throws IOException {
        try (TestingResults results = new TestingResults(quota(100_000), new DiskLogFiles())) {
            results.open(ChangelogKind.APPEND, ExecutionMode.BATCH, 0);
            int seq = 0;
            do {
                seq++;
            } while (results.store(seq, TestingRows.inserts((seq - 1) * 100L, 100)));
            ResultInfo info = results.service.get(TestingResults.ID);
            assertThat(info.state()).isEqualTo(ResultState.STOPPED);
            assertThat(info.why())
                    .startsWith("The result is larger than 97.7 KB (option result.quota)");
            assertThat(info.rowsDropped()).isZero();
            assertThat(info.rowsHeld()).isEqualTo(seq * 100L);
            assertThat(results.stopsWanted).hasSize(1);
        }
    }

    @Test
    void stopsATableWithTooManyKeys() throws IOException {
        try (TestingResults results = new TestingResults(quota(1 << 30), new DiskLogFiles())) {
            results.open(ChangelogKind.UPSERT);
            assertThat(results.store(1, TestingRows.inserts(0, 1000))).isTrue();
            assertThat(results.store(2, TestingRows.inserts(0, 1000))).isTrue();
            assertThat(results.store(3, TestingRows.inserts(1000, 1))).isFalse();
            assertThat(results.service.get(TestingResults.ID).why())
                    .isEqualTo(
                            "The table has more than 1,000 rows (option result.max-keyed-rows).");
        }
    }

    @Test
    void aFailedCompactionCostsNothingButSpace() throws IOException {
        TestingLogFiles files = new TestingLogFiles();
        ResultSettings settings =
                new ResultSettings(
                        directory,
                        1L << 30,
                        1L << 30,
                        0,
                        1000,
                        1 << 20,
                        5_000,
                        Duration.ZERO,
                        Duration.ofDays(7));
        try (TestingResults results = new TestingResults(settings, files)) {
            results.open(ChangelogKind.UPSERT);
            files.failCreates(true);
            for (int seq = 1; seq <= 50; seq++) {
                assertThat(results.store(seq, TestingRows.inserts(seq % 3, 20))).isTrue();
            }
            files.failCreates(false);
            for (int seq = 51; seq <= 100; seq++) {
                assertThat(results.store(seq, TestingRows.inserts(seq % 3, 20))).isTrue();
            }
            await().until(() -> Files.exists(snapshotIn(directory.resolve("r-1"))));
            assertThat(results.rows(0, 100)).hasSize(22);
        }
    }

    @Test
    void aFullDiskFailsTheQueryAndKeepsWhatWasReceived() throws IOException {
        TestingLogFiles files = new TestingLogFiles();
        try (TestingResults results =
                new TestingResults(TestingResults.settings(directory), files)) {
            results.open(ChangelogKind.APPEND);
            results.store(1, TestingRows.inserts(0, 100));
            files.failAfterBytes(500);
            assertThat(results.store(2, TestingRows.inserts(100, 100))).isFalse();
            files.heal();
            ResultInfo info = results.service.get(TestingResults.ID);
            assertThat(info.state()).isEqualTo(ResultState.FAILED);
            assertThat(info.why())
                    .isEqualTo(
                            "The disk is full: No space left on device. The 100 rows received so"
                                    + " far are kept.");
            assertThat(results.rows(0, 1000)).hasSize(100);
            assertThat(results.stopsWanted).hasSize(1);
        }
    }

    @Test
    void aDiskFullFromTheFirstByteOrAtTheLastFailsTheQueryToo() throws IOException {
        TestingLogFiles files = new TestingLogFiles();
        try (TestingResults results =
                new TestingResults(TestingResults.settings(directory), files)) {
            files.failAfterBytes(10);
            results.open(ChangelogKind.UPSERT);
            assertThat(results.service.get(TestingResults.ID).why())
                    .contains("The disk is full")
                    .contains("The 0 rows");
            assertThat(results.store(1, TestingRows.inserts(0, 1))).isFalse();
            files.heal();
            results.service.delete(TestingResults.ID);
            StoredResult result = results.open(ChangelogKind.UPSERT);
            results.store(1, TestingRows.inserts(0, 1));
            files.failAfterBytes(10);
            result.endSubtask(0, 0, 1);
            assertThat(results.service.get(TestingResults.ID).state())
                    .isEqualTo(ResultState.FAILED);
            assertThat(results.rows(0, 5)).hasSize(1);
        }
    }

    @Test
    void stopsBeforeTheDiskIsFull() throws IOException {
        TestingLogFiles files = new TestingLogFiles();
        files.setUsable(100 << 20);
        ResultSettings settings =
                new ResultSettings(
                        directory,
                        1L << 30,
                        1L << 30,
                        512 << 20,
                        1000,
                        1 << 20,
                        1 << 20,
                        Duration.ZERO,
                        Duration.ofDays(7));
        try (TestingResults results = new TestingResults(settings, files)) {
            results.open(ChangelogKind.APPEND);
            assertThat(results.store(1, TestingRows.inserts(0, 100))).isFalse();
            assertThat(results.service.get(TestingResults.ID).why())
                    .contains("The disk is full")
                    .contains("100 MB are free (expected: at least 512 MB)");
        }
    }

    @Test
    void anUpdateIsNeverVisibleHalfWay() throws IOException {
        try (TestingResults results = new TestingResults(directory)) {
            results.open(ChangelogKind.RETRACT);
            results.store(1, List.of(TestingRows.insert(1, "one"), TestingRows.insert(2, "two")));
            results.store(2, List.of(new Change(TestingRows.UPDATE_BEFORE, 1, "one")));
            assertThat(results.rows(0, 9)).containsExactly(List.of(1L, "one"), List.of(2L, "two"));
            results.store(3, List.of(new Change(TestingRows.UPDATE_AFTER, 1, "uno")));
            assertThat(results.rows(0, 9)).containsExactly(List.of(1L, "uno"), List.of(2L, "two"));
        }
    }

    @Test
    void aRowTakenBackBeforeItCameDoesNotAppear() throws IOException {
        try (TestingResults results = new TestingResults(directory)) {
            results.open(ChangelogKind.RETRACT);
            results.store(1, List.of(new Change(TestingRows.DELETE, 1, "one")));
            results.store(2, List.of(TestingRows.insert(1, "one"), TestingRows.insert(1, "one")));
            assertThat(results.rows(0, 9)).containsExactly(List.of(1L, "one"));
        }
    }

    @Test
    void aKeyThatChangesLeavesNoRowBehind() throws IOException {
        try (TestingResults results = new TestingResults(directory)) {
            results.open(ChangelogKind.UPSERT);
            results.store(1, TestingRows.inserts(1, 2));
            results.store(
                    2,
                    List.of(
                            new Change(TestingRows.UPDATE_BEFORE, 1, "row-1"),
                            new Change(TestingRows.UPDATE_AFTER, 7, "row-1")));
            results.store(3, List.of(TestingRows.insert(8, "x")));
            assertThat(results.rows(0, 9))
                    .extracting(row -> row.get(0))
                    .containsExactly(2L, 7L, 8L);
        }
    }

    @Test
    void followersGetEveryChangeOnceAcrossCompactions() throws Exception {
        ResultSettings settings =
                new ResultSettings(
                        directory,
                        1L << 30,
                        1L << 30,
                        0,
                        1000,
                        400_000,
                        20_000,
                        Duration.ZERO,
                        Duration.ofDays(7));
        try (TestingResults results = new TestingResults(settings, new DiskLogFiles())) {
            StoredResult result = results.open(ChangelogKind.UPSERT);
            ChangeCursor early = results.reader.changes(TestingResults.ID, 0);
            Map<Long, @Nullable String> followed = new HashMap<>();
            for (int seq = 1; seq <= 500; seq++) {
                List<Change> changes = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    changes.add(new Change(TestingRows.UPDATE_AFTER, i, seq + "-" + i));
                }
                results.store(seq, changes);
                follow(early, followed);
            }
            result.endSubtask(0, 0, 500);
            assertThat(early.next(Duration.ofSeconds(5))).isNull();
            assertThat(early.isAtEnd()).isTrue();
            await().until(() -> Files.exists(snapshotIn(directory.resolve("r-1"))));
            Map<Long, @Nullable String> late = new HashMap<>();
            follow(results.reader.changes(TestingResults.ID, 0), late);
            assertThat(late).isEqualTo(followed).hasSize(50).containsEntry(7L, "500-7");
            ChangeCursor recent = results.reader.changes(TestingResults.ID, 490);
            ChangeFrame first = recent.next();
            assertThat(first == null ? 0 : first.frame()).isEqualTo(491);
        }
    }

    @Test
    void aFollowerWaitsUntilTheResultEnds() throws Exception {
        try (TestingResults results = new TestingResults(directory)) {
            results.open(ChangelogKind.APPEND);
            AtomicBoolean isDone = new AtomicBoolean();
            List<Long> frames = new ArrayList<>();
            Thread follower =
                    new Thread(
                            () -> {
                                try (ChangeCursor cursor =
                                        results.reader.changes(TestingResults.ID, 0)) {
                                    while (!cursor.isAtEnd()) {
                                        ChangeFrame frame = cursor.next(Duration.ofSeconds(10));
                                        if (frame != null) {
                                            frames.add(frame.frame());
                                        }
                                    }
                                    isDone.set(true);
                                } catch (IOException | InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            follower.start();
            results.store(1, TestingRows.inserts(0, 1));
            results.store(2, TestingRows.inserts(1, 1));
            results.service.end(TestingResults.ID, ResultState.CANCELLED, null);
            follower.join(5000);
            assertThat(isDone).isTrue();
            assertThat(frames).containsExactly(1L, 2L);
        }
    }

    @Test
    void aRestartedTaskOfABatchQueryInterruptsIt() throws IOException {
        try (TestingResults results = new TestingResults(directory)) {
            StoredResult result = results.open(ChangelogKind.APPEND, ExecutionMode.BATCH, 0);
            results.store(1, TestingRows.inserts(0, 5));
            assertThat(result.connect(0, 1, 1)).isZero();
            result.store(attempt(1, TestingRows.inserts(0, 5)));
            ResultInfo info = results.service.get(TestingResults.ID);
            assertThat(info.state()).isEqualTo(ResultState.INTERRUPTED);
            assertThat(info.why()).contains("Run it again");
            assertThat(info.rowsHeld()).isEqualTo(5);
        }
    }

    @Test
    void aRestartedTaskOfAStreamIsMentioned() throws IOException {
        try (TestingResults results = new TestingResults(directory)) {
            StoredResult result = results.open(ChangelogKind.APPEND);
            results.store(1, TestingRows.inserts(0, 5));
            result.store(attempt(1, TestingRows.inserts(0, 5)));
            ResultInfo info = results.service.get(TestingResults.ID);
            assertThat(info.state()).isEqualTo(ResultState.RUNNING);
            assertThat(info.why()).contains("may be here twice");
            assertThat(result.store(TestingRows.incoming(0, 2, TestingRows.inserts(0, 5))))
                    .isTrue();
            assertThat(results.service.get(TestingResults.ID).rowsIn()).isEqualTo(10);
        }
    }

    @Test
    void takesRowsThatAKernelSends() throws IOException {
        try (TestingResults results = new TestingResults(directory)) {
            results.service.open(
                    TestingResults.opening(ChangelogKind.APPEND, ExecutionMode.BATCH, 0));
            accept(results, "schema", 0, 0, TestingRows.SCHEMA.toMessage());
            accept(results, "batch", 1, 2, TestingRows.batch(TestingRows.inserts(0, 2)));
            accept(results, "batch", 1, 2, TestingRows.batch(TestingRows.inserts(0, 2)));
            accept(results, "end", 1, 2, ByteBuffer.allocate(0));
            assertThat(results.service.get(TestingResults.ID).state())
                    .isEqualTo(ResultState.COMPLETE);
            assertThat(results.rows(0, 10)).hasSize(2);
            assertThatThrownBy(() -> accept(results, "mystery", 1, 2, ByteBuffer.allocate(0)))
                    .isInstanceOf(DreyException.class);
        }
    }

    @Test
    void exportsTheWholeTable() throws IOException {
        try (TestingResults results = new TestingResults(directory)) {
            results.open(ChangelogKind.RETRACT);
            results.store(
                    1,
                    List.of(
                            TestingRows.insert(1, "plain"),
                            TestingRows.insert(2, "with \"quotes\", and\nlines"),
                            TestingRows.insert(3, null),
                            TestingRows.insert(4, ""),
                            new Change(TestingRows.DELETE, 1, "plain")));
            assertThat(export(results, ExportFormat.CSV))
                    .isEqualTo("id,name\n2,\"with \"\"quotes\"\", and\nlines\"\n3,\n4,\"\"\n");
            assertThat(export(results, ExportFormat.JSONL))
                    .isEqualTo(
                            "{\"id\":2,\"name\":\"with \\\"quotes\\\", and\\nlines\"}\n"
                                    + "{\"id\":3,\"name\":null}\n{\"id\":4,\"name\":\"\"}\n");
            assertThat(export(results, ExportFormat.JSON))
                    .startsWith("[{\"id\":2,")
                    .endsWith("{\"id\":4,\"name\":\"\"}]");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            results.reader.export(
                    TestingResults.ID, Arrangement.NONE, Duration.ZERO, ExportFormat.ARROW, out);
            assertThat(TestingRows.read(ByteBuffer.wrap(out.toByteArray()))).hasSize(3);
        }
    }

    @Test
    void aDeletedResultIsGoneAndItsQueryAskedToStop() throws IOException {
        try (TestingResults results = new TestingResults(directory)) {
            StoredResult result = results.open(ChangelogKind.APPEND);
            results.store(1, TestingRows.inserts(0, 5));
            results.service.delete(TestingResults.ID);
            assertThat(results.service.find(TestingResults.ID)).isEqualTo(Optional.empty());
            assertThat(Files.exists(directory.resolve("r-1"))).isFalse();
            assertThat(results.stopsWanted).hasSize(1);
            assertThat(result.store(TestingRows.incoming(0, 2, TestingRows.inserts(5, 5))))
                    .isFalse();
        }
    }

    @Test
    void holdsRowsOfTenMegabytes() throws IOException {
        try (TestingResults results = new TestingResults(directory)) {
            results.open(ChangelogKind.UPSERT);
            String large = "x".repeat(10 << 20);
            results.store(1, List.of(TestingRows.insert(1, large), TestingRows.insert(2, "small")));
            results.store(2, List.of(new Change(TestingRows.UPDATE_AFTER, 1, large + "y")));
            assertThat(results.rows(0, 1).get(0).get(1)).isEqualTo(large + "y");
        }
    }

    private ResultSettings quota(long bytes) {
        return new ResultSettings(
                directory,
                bytes,
                1L << 30,
                0,
                1000,
                1 << 20,
                1 << 20,
                Duration.ZERO,
                Duration.ofDays(7));
    }

    private static void follow(ChangeCursor cursor, Map<Long, @Nullable String> table)
            throws IOException {
        ChangeRows rows = new ChangeRows(cursor);
        for (ChangeFrame frame = cursor.next(); frame != null; frame = cursor.next()) {
            for (ChangeRows.Row row : rows.of(frame)) {
                table.put((Long) row.row().get(0), (String) row.row().get(1));
            }
        }
    }

    private static IncomingBatch attempt(int attempt, List<Change> changes) {
        return new IncomingBatch(
                0, attempt, 1, Long.MIN_VALUE, changes.size(), TestingRows.batch(changes));
    }

    private static void accept(
            TestingResults results, String type, long seq, long rows, ByteBuffer arrow) {
        results.service.accept(
                new RowFrame(
                        new RowFrame.Header(TestingResults.ID.value(), type, seq, rows, null),
                        arrow));
    }

    private static String export(TestingResults results, ExportFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        results.reader.export(TestingResults.ID, Arrangement.NONE, Duration.ZERO, format, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Path snapshotIn(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.toString().endsWith(".snap"))
                    .findFirst()
                    .orElse(home.resolve("none"));
        }
    }

    private static void copyTorn(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                boolean isSegment = file.toString().endsWith(".seg");
                int length = isSegment ? Math.max(0, bytes.length - 7) : bytes.length;
                Files.write(
                        to.resolve(file.getFileName().toString()),
                        java.util.Arrays.copyOf(bytes, length));
            }
        }
    }
}
