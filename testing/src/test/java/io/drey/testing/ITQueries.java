package io.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.client.DreyClient;
import io.drey.model.ChangelogKind;
import io.drey.model.DreyErrorCode;
import io.drey.model.ExecutionMode;
import io.drey.model.KernelId;
import io.drey.model.ProcessInfo;
import io.drey.model.ResultInfo;
import io.drey.model.ResultState;
import io.drey.model.RunError;
import io.drey.model.RunInfo;
import io.drey.model.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions a user asks, from the HTTP API down to Flink's tasks and back. */
class ITQueries {
    private static final String FLIGHTS =
            """
            CREATE TEMPORARY TABLE IF NOT EXISTS flights (
                `date` TIMESTAMP(3), delay BIGINT, distance BIGINT, origin STRING,
                destination STRING
            ) WITH (
                'connector' = 'filesystem', 'format' = 'parquet', 'parquet.utc-timezone' = 'true',
                'path' = 'file://%s/examples/data/flights-3m.parquet'
            );
            """
                    .formatted(TestingDrey.HOME);

    @TempDir static Path data;

    private static TestingDrey drey;
    private static KernelId kernel;

    @BeforeAll
    static void start() throws Exception {
        drey = TestingDrey.start(data);
        kernel = drey.newKernel();
    }

    @AfterAll
    static void stop() throws Exception {
        drey.close();
    }

    @Test
    void countsThreeMillionFlights() {
        assertThat(drey.rows(kernel, FLIGHTS + "SELECT COUNT(*), SUM(distance) FROM flights"))
                .containsExactly("[3000000, 2194861208]");
    }

    @Test
    void showsTheLogsOfKernelsAndSpares() {
        DreyClient client = drey.client();
        assertThat(client.getLog(kernel.value(), 10)).isNotBlank();
        String spare =
                Awaitility.await().until(() -> spare(client), Optional::isPresent).orElseThrow();
        assertThat(client.getLog(spare, 10)).isNotBlank();
        assertThatThrownBy(() -> client.getLog("no-such", 10)).hasMessageContaining("no-such");
    }

    @Test
    void keepsTablesAndSettingsForTheNextRun() {
        drey.run(
                kernel,
                ExecutionMode.BATCH,
                "CREATE TEMPORARY VIEW kept AS SELECT 1 AS a, 'x' AS b");
        assertThat(drey.rows(kernel, "SELECT b, a FROM kept")).containsExactly("[x, 1]");
        drey.run(kernel, ExecutionMode.BATCH, "SET 'table.local-time-zone' = 'Asia/Tokyo'");
        assertThat(drey.rows(kernel, "SET")).anyMatch(row -> row.contains("Asia/Tokyo"));
    }

    @Test
    void showsAndExplains() {
        assertThat(drey.rows(kernel, "SHOW CATALOGS")).containsExactly("[default_catalog]");
        assertThat(drey.rows(kernel, "EXPLAIN SELECT 1").get(0)).contains("Physical");
    }

    @Test
    void keepsTheTableOfAGroupedStreamByItsKey() {
        RunInfo run =
                drey.run(
                        kernel,
                        ExecutionMode.STREAMING,
                        """
                        CREATE TEMPORARY TABLE IF NOT EXISTS ticks (k INT, v INT) WITH (
                            'connector' = 'datagen', 'rows-per-second' = '2000',
                            'fields.k.min' = '0', 'fields.k.max' = '9');
                        SELECT k, COUNT(*) AS n FROM ticks GROUP BY k;
                        """);
        assertThat(run.state()).as("%s", run.error()).isEqualTo(RunState.STREAMING);
        DreyClient client = drey.client();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.getResult(drey.resultOf(run)).rowsIn() > 5000);
        ResultInfo result = client.getResult(drey.resultOf(run));
        assertThat(result.changelog()).isEqualTo(ChangelogKind.UPSERT);
        assertThat(result.upsertKey()).isEqualTo(List.of("k"));
        assertThat(result.rowsHeld()).isEqualTo(10);
        assertThat(result.path()).isEqualTo(ResultInfo.Path.SINK);

        client.cancelRun(run.id());
        RunInfo cancelled = client.getRun(run.id());
        assertThat(cancelled.state()).isEqualTo(RunState.CANCELLED);
        assertThat(client.getResult(drey.resultOf(run)).state()).isEqualTo(ResultState.CANCELLED);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                client.listJobs().stream()
                                        .noneMatch(job -> job.state().equals("RUNNING")));
    }

    @Test
    void pointsAtTheMistakeAndNamesTheNearestTable() {
        RunInfo run = drey.run(kernel, ExecutionMode.BATCH, FLIGHTS + "SELECT *\nFROM flihgts");
        assertThat(run.state()).isEqualTo(RunState.FAILED);
        RunError error = run.error();
        assertThat(error.code()).isEqualTo(DreyErrorCode.TABLE_NOT_FOUND);
        assertThat(error.message()).contains("flihgts");
        assertThat(error.suggestion()).contains("flights");
        // FLIGHTS has eight lines, the last of them empty: the query starts on the eighth.
        assertThat(error.line()).isEqualTo(FLIGHTS.lines().count() + 2);
        assertThat(error.column()).isEqualTo(6);
    }

    @Test
    void stopsAQueryAtItsLimit() {
        RunInfo run =
                drey.submit(
                        kernel, ExecutionMode.BATCH, FLIGHTS + "SELECT origin FROM flights", 1000L);
        drey.client().awaitRun(run.id(), now -> now.state().isFinal(), Duration.ofMinutes(1));
        ResultInfo result = drey.client().getResult(drey.resultOf(drey.client().getRun(run.id())));
        assertThat(result.rowsHeld()).isEqualTo(1000);
    }

    private static Optional<String> spare(DreyClient client) {
        return client.getStatus().processes().stream()
                .filter(process -> process.state().equals("warm"))
                .map(ProcessInfo::name)
                .findFirst();
    }
}
