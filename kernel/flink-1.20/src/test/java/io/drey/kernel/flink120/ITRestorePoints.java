package io.drey.kernel.flink120;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drey.kernel.flink120.restore.RestorePointScan;
import io.drey.protocol.RestoreMessages.FoundRestorePoint;
import io.drey.protocol.RestoreMessages.ScanRestorePoints;
import io.drey.protocol.RestoreMessages.ScannedRestorePoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Restore points that a real Flink has written. */
class ITRestorePoints extends AbstractKernelTests {
    private static final String ROCKSDB =
            """
            SET 'state.backend.type' = 'rocksdb';
            SET 'execution.checkpointing.incremental' = 'true';
            """;

    private final RestorePointScan scan = new RestorePointScan();

    @BeforeEach
    void forgetEarlierOnes() throws IOException {
        for (String folder : List.of("checkpoints", "savepoints")) {
            delete(directory.resolve(folder));
        }
    }

    @Test
    void tellsAllOfACheckpointWithSharedFiles() throws Exception {
        String job = count(ROCKSDB);
        awaitCheckpoints(job, 3);
        cancel();
        ScannedRestorePoints found = scan(directory.resolve("checkpoints"), 10);
        assertThat(found.unread()).isEmpty();
        assertThat(found.left()).isZero();
        FoundRestorePoint newest = found.points().get(0);
        assertThat(newest.whyNot()).isNull();
        assertThat(newest.path()).contains("/" + job + "/chk-" + newest.checkpointId());
        assertThat(newest.isSavepoint()).isFalse();
        assertThat(newest.bytes()).isPositive();
        assertThat(newest.unchecked()).isZero();
        assertThat(newest.files()).isGreaterThan(1);
        assertThat(newest.sharedFiles()).isNotEmpty().allMatch(file -> file.contains("/shared/"));
        assertThat(newest.operators())
                .isNotEmpty()
                .allMatch(operator -> operator.hash().matches("[0-9a-f]{32}"))
                .anyMatch(operator -> operator.bytes() > 0 && operator.maxParallelism() == 128);
        assertThat(found.points())
                .isSortedAccordingTo(
                        Comparator.comparingLong(FoundRestorePoint::checkpointId).reversed());
    }

    @Test
    void noticesEveryFileThatIsMissingOrCut() throws Exception {
        String job = count(ROCKSDB);
        awaitCheckpoints(job, 3);
        cancel();
        FoundRestorePoint sound = scan(directory.resolve("checkpoints"), 1).points().get(0);
        for (String shared : sound.sharedFiles()) {
            Path file = Path.of(java.net.URI.create(shared));
            byte[] content = Files.readAllBytes(file);
            Files.delete(file);
            assertThat(whyNot(sound)).contains("files are not there", shared + " is missing");
            Files.write(file, new byte[content.length - 1]);
            assertThat(whyNot(sound)).contains(shared + " has " + (content.length - 1) + " bytes");
            Files.write(file, content);
        }
        assertThat(whyNot(sound)).isNull();
        Path metadata = Path.of(java.net.URI.create(sound.path() + "/_metadata"));
        byte[] content = Files.readAllBytes(metadata);
        for (int length = 0; length < content.length; length += 1 + content.length / 50) {
            Files.write(metadata, java.util.Arrays.copyOf(content, length));
            assertThat(whyNot(sound)).contains("_metadata cannot be read");
        }
        Files.delete(metadata);
        assertThat(whyNot(sound)).contains("Flink has not completed it");
    }

    @Test
    void findsSavepointsAndReadsNoMoreThanAsked() throws Exception {
        String job = count("SET 'state.backend.type' = 'hashmap';\n");
        awaitCheckpoints(job, 3);
        Path target = directory.resolve("savepoints");
        for (int n = 0; n < 3; n++) {
            cluster.savepoint(job, target);
        }
        ScannedRestorePoints all = scan(target, 10);
        assertThat(all.points())
                .hasSize(3)
                .allMatch(point -> point.isSavepoint() && point.whyNot() == null);
        ScannedRestorePoints two = scan(target, 2);
        assertThat(two.points()).isEqualTo(all.points().subList(0, 2));
        assertThat(two.left()).isEqualTo(1);
        // One asked for by its own name.
        String path = all.points().get(2).path();
        assertThat(ask(List.of(path), 5).points()).isEqualTo(all.points().subList(2, 3));
    }

    @Test
    void aPlaceThatCannotBeReadFailsNoOther() throws Exception {
        String job = count("");
        awaitCheckpoints(job, 1);
        cancel();
        ScannedRestorePoints found =
                ask(
                        List.of(
                                "s3://nowhere/at-all",
                                directory.resolve("missing").toUri().toString(),
                                directory.resolve("checkpoints").toUri().toString()),
                        5);
        assertThat(found.points()).isNotEmpty();
        assertThat(found.unread()).hasSize(2);
        assertThat(found.unread().get(0).why()).contains("s3");
        assertThat(found.unread().get(1).why()).endsWith("missing is not there");
    }

    private String count(String settings) {
        String run =
                succeed(
                        settings
                                + """
                                SET 'execution.checkpointing.interval' = '200ms';
                                SET 'execution.checkpointing.externalized-checkpoint-retention' = 'RETAIN_ON_CANCELLATION';
                                SET 'state.storage.fs.memory-threshold' = '0b';
                                CREATE TEMPORARY TABLE IF NOT EXISTS endless (k INT) WITH ('connector' = 'datagen', 'rows-per-second' = '500', 'fields.k.min' = '1', 'fields.k.max' = '5000');
                                CREATE TEMPORARY TABLE IF NOT EXISTS counts (k INT, n BIGINT) WITH ('connector' = 'blackhole');
                                INSERT INTO counts SELECT k, COUNT(*) FROM endless GROUP BY k;
                                """);
        return kernel.jobs(run).get(0).job();
    }

    private void awaitCheckpoints(String job, int count) {
        Path place = directory.resolve("checkpoints").resolve(job);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(scan(place, 9).points())
                                        .as("%s", scan(place, 9))
                                        .filteredOn(point -> point.whyNot() == null)
                                        .hasSizeGreaterThanOrEqualTo(count));
    }

    private void cancel() throws Exception {
        endJobs();
    }

    private String whyNot(FoundRestorePoint point) {
        return ask(List.of(point.path()), 1).points().get(0).whyNot();
    }

    private ScannedRestorePoints scan(Path place, int limit) {
        return ask(List.of(place.toUri().toString()), limit);
    }

    private ScannedRestorePoints ask(List<String> places, int limit) {
        return scan.scan(new ScanRestorePoints(1, places, limit, true));
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> files = Files.walk(tree)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
