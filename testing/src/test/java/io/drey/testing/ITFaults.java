package io.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.model.DreyErrorCode;
import io.drey.model.ExecutionMode;
import io.drey.model.JobId;
import io.drey.model.JobInfo;
import io.drey.model.KernelId;
import io.drey.model.KernelState;
import io.drey.model.ResultInfo;
import io.drey.model.ResultState;
import io.drey.model.RunInfo;
import io.drey.model.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes are killed in the middle of work; users are told, and can go on. */
class ITFaults {
    private static final String STREAM =
            """
            CREATE TEMPORARY TABLE IF NOT EXISTS ticks (id BIGINT, v INT) WITH (
                'connector' = 'datagen', 'rows-per-second' = '500');
            SELECT id, v FROM ticks;
            """;

    @TempDir Path data;

    private TestingDrey drey;
    private KernelId kernel;

    @BeforeEach
    void start() throws Exception {
        drey = TestingDrey.start(data);
        kernel = drey.newKernel();
    }

    @AfterEach
    void stop() throws Exception {
        drey.close();
    }

    @Test
    void aKilledKernelLeavesItsStreamsAndRunsAgain() {
        RunInfo stream = drey.run(kernel, ExecutionMode.STREAMING, STREAM);
        RunInfo working =
                drey.submit(kernel, ExecutionMode.BATCH, "SELECT 1;\n".repeat(2_000), null);
        await().until(() -> !drey.client().getRun(working.id()).statements().isEmpty());
        TestingDrey.kill(drey.process("kernel"));
        await().until(() -> drey.client().getKernel(kernel).why() != null);
        await().until(() -> drey.client().getRun(working.id()).state().isFinal());
        assertThat(drey.client().getRun(working.id()).error().code())
                .isEqualTo(DreyErrorCode.KERNEL_LOST);
        growsFurther(stream);
        assertThat(drey.rows(kernel, "SELECT 1 + 1")).containsExactly("[2]");
    }

    @Test
    void aRestartedKernelTakesItsStreamsWithItButNoJobOfAnInsert() {
        RunInfo stream = drey.run(kernel, ExecutionMode.STREAMING, STREAM);
        RunInfo insert =
                drey.run(
                        kernel,
                        ExecutionMode.STREAMING,
                        """
                        CREATE TABLE nothing WITH ('connector' = 'blackhole')
                          LIKE ticks (EXCLUDING ALL);
                        INSERT INTO nothing SELECT * FROM ticks;
                        """);
        JobId kept = insert.statements().get(1).job().id();
        growsFurther(stream);
        await().until(() -> runningJobs().contains(kept));

        drey.client().restartKernel(kernel);

        assertThat(drey.client().getRun(stream.id()).state()).isEqualTo(RunState.CANCELLED);
        assertThat(result(stream).rowsHeld()).isPositive();
        await().until(() -> runningJobs().equals(List.of(kept)));
        assertThat(drey.rows(kernel, "SELECT 1 + 1")).containsExactly("[2]");
        assertThat(drey.client().getRun(insert.id()).state()).isEqualTo(RunState.STREAMING);
        // The list is a second old, and may still have the query's job.
        await().until(() -> runningJobs().equals(List.of(kept)));
    }

    @Test
    void aQueryWhoseJobRunsOutlivesItsKernel() {
        RunInfo run =
                drey.submit(
                        kernel,
                        ExecutionMode.BATCH,
                        "CREATE TEMPORARY TABLE slow (a BIGINT) WITH ('connector' = 'datagen',"
                                + " 'number-of-rows' = '8000', 'rows-per-second' = '1000');"
                                + " SELECT COUNT(*) FROM slow",
                        null);
        await().until(
                        () ->
                                drey.client().getRun(run.id()).statements().stream()
                                                .anyMatch(s -> s.job() != null)
                                        && drey.client().getKernel(kernel).state()
                                                == KernelState.IDLE);
        assertThat(drey.client().getRun(run.id()).state()).isEqualTo(RunState.RUNNING);
        TestingDrey.kill(drey.process("kernel"));
        await().until(() -> drey.client().getRun(run.id()).state().isFinal());
        RunInfo ended = drey.client().getRun(run.id());
        assertThat(ended.state()).as("%s", ended.error()).isEqualTo(RunState.SUCCEEDED);
        assertThat(drey.client().getRows(drey.resultOf(ended), 0, 10).rows())
                .hasToString("[[8000]]");
    }

    @Test
    void aKilledTaskManagerFailsTheStreamAndComesBack() {
        RunInfo stream = drey.run(kernel, ExecutionMode.STREAMING, STREAM);
        growsFurther(stream);
        TestingDrey.kill(drey.process("taskmanager"));
        await().until(() -> drey.client().getRun(stream.id()).state().isFinal());
        RunInfo failed = drey.client().getRun(stream.id());
        assertThat(failed.state()).isEqualTo(RunState.FAILED);
        assertThat(failed.error().message()).isNotBlank();
        assertThat(result(stream).rowsHeld()).isPositive();
        drey.awaitClusterUp();
        assertThat(drey.rows(kernel, "SELECT 1 + 1")).containsExactly("[2]");
    }

    @Test
    void aKilledJobManagerLosesTheJobAndComesBack() {
        RunInfo stream = drey.run(kernel, ExecutionMode.STREAMING, STREAM);
        growsFurther(stream);
        TestingDrey.kill(drey.process("jobmanager"));
        await().until(() -> drey.client().getRun(stream.id()).state().isFinal());
        assertThat(drey.client().getRun(stream.id()).error().code())
                .isIn(DreyErrorCode.JOB_LOST, DreyErrorCode.JOB_FAILED);
        drey.awaitClusterUp();
        assertThat(drey.rows(kernel, "SELECT 1 + 1")).containsExactly("[2]");
    }

    @Test
    void aKilledServerComesBackToStreamsThatWentOn() throws Exception {
        RunInfo stream = drey.run(kernel, ExecutionMode.STREAMING, STREAM);
        RunInfo done =
                drey.run(kernel, ExecutionMode.BATCH, "SELECT * FROM (VALUES (1), (2)) AS t (a)");
        growsFurther(stream);
        long before = result(stream).rowsIn();
        long kernelPid = drey.process("kernel").pid();
        drey.killServer();
        drey.startAgain();

        assertThat(result(stream).rowsIn()).isGreaterThanOrEqualTo(before);
        assertThat(result(done).state()).isEqualTo(ResultState.COMPLETE);
        assertThat(result(done).rowsHeld()).isEqualTo(2);
        growsFurther(stream);
        assertThat(drey.process("kernel").pid()).isEqualTo(kernelPid);
        // The kernel still has what was made before.
        RunInfo again = drey.run(kernel, ExecutionMode.STREAMING, "DESCRIBE ticks");
        assertThat(again.state()).as("%s", again.error()).isEqualTo(RunState.SUCCEEDED);
        drey.client().cancelRun(stream.id());
        await().until(
                        () ->
                                drey.client().listJobs().stream()
                                        .map(JobInfo::state)
                                        .noneMatch("RUNNING"::equals));
    }

    private List<JobId> runningJobs() {
        return drey.client().listJobs().stream()
                .filter(job -> job.state().equals("RUNNING"))
                .map(JobInfo::id)
                .toList();
    }

    private void growsFurther(RunInfo run) {
        long before = result(run).rowsIn();
        await().until(() -> result(run).rowsIn() > before + 200);
    }

    private ResultInfo result(RunInfo run) {
        return drey.client().getResult(drey.resultOf(drey.client().getRun(run.id())));
    }

    private static ConditionFactory await() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200));
    }
}
