package io.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drey.model.ExecutionMode;
import io.drey.model.JobId;
import io.drey.model.JobInfo;
import io.drey.model.KernelId;
import io.drey.model.RunInfo;
import io.drey.model.RunState;
import io.drey.model.StatementInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kept jobs outlive any process of the local cluster, and write every row exactly once. */
class ITRecovery {
    private static final int ROWS = 12_000;

    @TempDir Path folder;

    private TestingDrey drey;
    private KernelId kernel;
    private Path recovery;

    @BeforeEach
    void start() throws Exception {
        Path data = folder.resolve("dä ta");
        drey = TestingDrey.start(data);
        recovery = data.resolve("clusters/local/recovery");
        kernel = drey.newKernel();
    }

    @AfterEach
    void stop() throws Exception {
        drey.close();
    }

    @Test
    void everyRowIsWrittenOnceWhateverIsKilled() throws Exception {
        JobId job = startCounting("true", 400);
        JobId other = startCounting("false", 1);
        awaitCheckpoint(job, 2);

        TestingDrey.kill(drey.process("jobmanager"));
        awaitRunningAgain(job);
        // Only kept jobs come back, and a notebook learns of the end of the others.
        assertThat(jobs()).extracting(JobInfo::id).doesNotContain(other);
        awaitCheckpoint(job, newest(job) + 2);

        TestingDrey.kill(drey.process("taskmanager"));
        awaitRunningAgain(job);
        awaitCheckpoint(job, newest(job) + 2);

        TestingDrey.kill(drey.process("jobmanager"));
        TestingDrey.kill(drey.process("taskmanager"));
        awaitRunningAgain(job);

        awaitIts("FINISHED", job);
        assertThat(WrittenRows.numbersIn(files("true")))
                .isEqualTo(LongStream.rangeClosed(1, ROWS).boxed().toList());
        assertNothingIsLeftOf(job, "SUCCEEDED");
    }

    @Test
    void aJobThatIsCancelledAfterItsRecoveryLeavesNothing() throws Exception {
        JobId job = startCounting("true", 100);
        awaitCheckpoint(job, 1);
        TestingDrey.kill(drey.process("jobmanager"));
        awaitRunningAgain(job);
        drey.client().cancelJob(job);
        awaitIts("CANCELED", job);
        assertNothingIsLeftOf(job, "CANCELED");
        // Its end is remembered by the next JobManager, which neither runs it nor forgets it.
        TestingDrey.kill(drey.process("jobmanager"));
        awaitGone(job);
        assertNothingIsLeftOf(job, "CANCELED");
    }

    @Test
    void aTornJobIsSetAsideAndTheJobManagerLives() throws Exception {
        JobId torn = startCounting("true", 100);
        JobId sound = startCounting("TRUE", 100);
        awaitCheckpoint(torn, 1);
        awaitCheckpoint(sound, 1);
        Path graph = recovery.resolve("jobs/" + torn + "/graph");
        Files.write(graph, new byte[100]);
        TestingDrey.kill(drey.process("jobmanager"));
        awaitRunningAgain(sound);
        assertThat(jobs()).extracting(JobInfo::id).doesNotContain(torn);
        assertThat(recovery.resolve("set-aside/" + torn + "/why"))
                .content()
                .contains("cannot use " + graph);
    }

    @Test
    void keptJobsComeBackWithDreyAfterItWasStopped() throws Exception {
        JobId job = startCounting("true", 100);
        awaitCheckpoint(job, 2);
        drey.client().shutdown();
        drey.server().onExit().join();
        drey.startAgain();
        awaitRunningAgain(job);
        awaitCheckpoint(job, newest(job) + 1);
    }

    private JobId startCounting(String keep, int rowsPerSecond) {
        RunInfo run =
                drey.run(
                        kernel,
                        ExecutionMode.STREAMING,
                        """
                        SET 'drey.keep' = '%1$s';
                        SET 'execution.checkpointing.interval' = '500ms';
                        SET 'parallelism.default' = '1';
                        CREATE TEMPORARY TABLE numbers_%1$s (n BIGINT) WITH (
                          'connector' = 'datagen', 'rows-per-second' = '%2$d',
                          'fields.n.kind' = 'sequence', 'fields.n.start' = '1',
                          'fields.n.end' = '%3$d');
                        CREATE TEMPORARY TABLE files_%1$s (n BIGINT) WITH (
                          'connector' = 'filesystem', 'format' = 'csv', 'path' = '%4$s');
                        INSERT INTO files_%1$s SELECT n FROM numbers_%1$s;
                        """
                                .formatted(keep, rowsPerSecond, ROWS, files(keep)));
        assertThat(run.state()).as("%s", run.error()).isEqualTo(RunState.STREAMING);
        return run.statements().stream()
                .map(StatementInfo::job)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Path files(String keep) {
        return folder.resolve("written-" + keep);
    }

    /** The newest completed checkpoint that a next JobManager would find; 0 if there is none. */
    private long newest(JobId job) throws IOException {
        Path checkpoints = recovery.resolve("jobs/" + job + "/checkpoints");
        if (!Files.isDirectory(checkpoints)) {
            return 0;
        }
        try (Stream<Path> found = Files.list(checkpoints)) {
            return found.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]+"))
                    .mapToLong(Long::parseLong)
                    .max()
                    .orElse(0);
        }
    }

    private void awaitCheckpoint(JobId job, long atLeast) {
        patiently().until(() -> newest(job) >= atLeast);
    }

    private void awaitRunningAgain(JobId job) throws IOException {
        long before = newest(job);
        // A checkpoint needs every task, and its number tells that none was given twice.
        awaitCheckpoint(job, before + 2);
        awaitIts("RUNNING", job);
    }

    private void awaitIts(String state, JobId job) {
        patiently()
                .until(
                        () ->
                                jobs().stream()
                                        .anyMatch(
                                                info ->
                                                        info.id().equals(job)
                                                                && info.state().equals(state)));
    }

    private void awaitGone(JobId job) {
        patiently()
                .until(
                        () -> {
                            drey.awaitClusterUp();
                            return jobs().stream().noneMatch(info -> info.id().equals(job));
                        });
    }

    private List<JobInfo> jobs() {
        return drey.client().listJobs();
    }

    private void assertNothingIsLeftOf(JobId job, String end) {
        patiently()
                .untilAsserted(
                        () -> {
                            assertThat(recovery.resolve("jobs/" + job)).doesNotExist();
                            assertThat(recovery.resolve("local/blob/job_" + job)).doesNotExist();
                            assertThat(recovery.resolve("results/" + job + "." + end + ".clean"))
                                    .exists();
                        });
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions();
    }
}
