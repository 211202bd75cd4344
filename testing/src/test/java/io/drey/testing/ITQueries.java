package io.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.client.DreyClient;
import io.drey.model.ChangelogKind;
import io.drey.model.DreyErrorCode;
import io.drey.model.ExecutionMode;
import io.drey.model.KernelId;
import io.drey.model.KernelRequest;
import io.drey.model.NotebookRequest;
import io.drey.model.ProcessInfo;
import io.drey.model.ResultInfo;
import io.drey.model.ResultState;
import io.drey.model.RunError;
import io.drey.model.RunInfo;
import io.drey.model.RunRequest;
import io.drey.model.RunState;
import io.drey.model.StatementInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    void aStreamThatMayTakeSomeSecondsLeavesNoJobBehind() {
        DreyClient client = drey.client();
        drey.run(
                kernel,
                ExecutionMode.STREAMING,
                "CREATE TEMPORARY TABLE drops (n INT)"
                        + " WITH ('connector' = 'datagen', 'rows-per-second' = '1')");
        RunInfo run =
                client.createRun(
                        kernel,
                        new RunRequest(
                                "sql",
                                "SELECT n FROM drops",
                                ExecutionMode.STREAMING,
                                null,
                                null,
                                null,
                                50L,
                                3L));

        RunInfo ended =
                client.awaitRun(run.id(), now -> now.state().isFinal(), Duration.ofMinutes(1));

        assertThat(ended.state()).isEqualTo(RunState.CANCELLED);
        StatementInfo select = ended.statements().get(0);
        assertThat(client.getResult(select.resultId()).state()).isEqualTo(ResultState.CANCELLED);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.getJob(select.job().id()).state().equals("CANCELED"));
    }

    @Test
    void beginsWithTheSettingsOfTheNotebookAndTellsOfThemInTheTerminal() throws Exception {
        String source =
                """
                ---
                drey: 1
                session:
                  flink: "1.20"
                  runtime: batch
                  settings:
                    table.local-time-zone: Asia/Tokyo
                    table.exec.stat.ttl: 1 h
                    parallelism.default: many
                ---
                # Settings
                """;
        DreyClient client = drey.client();
        client.createNotebook(new NotebookRequest("settings.drey.md", null, source));
        assertThat(drey("notebook", "session", "settings.drey.md").err()).contains("No kernel yet");
        KernelId own = client.createKernel(new KernelRequest("settings.drey.md", null)).id();
        RunInfo first = drey.run(own, null, "SELECT 1 AS a");
        assertThat(first.mode()).isNull();
        assertThat(client.getResult(first.statements().get(0).resultId()).mode())
                .isEqualTo(ExecutionMode.BATCH);
        assertThat(first.warnings())
                .containsExactlyInAnyOrder(
                        "session.settings: parallelism.default: 'many' (expected: a whole number)."
                                + " It is left out.",
                        "session.settings: Flink 1.20 has no setting 'table.exec.stat.ttl'."
                                + " Did you mean 'table.exec.state.ttl'?");
        assertThat(drey.rows(own, "SET")).anyMatch(row -> row.contains("Asia/Tokyo"));
        drey.run(own, null, "CREATE TEMPORARY VIEW mine AS SELECT 1 AS a");

        String changed = source.replace("Asia/Tokyo", "Europe/Oslo");
        client.updateNotebookSource(
                "settings.drey.md", client.getNotebook("settings.drey.md").version(), changed);
        TestingCommandLine.Said said = drey("notebook", "session", "settings.drey.md");
        assertThat(said.out()).contains("Flink 1.20, cluster local", "Europe/Oslo", "mine");
        assertThat(said.err())
                .contains(
                        "take effect when it is restarted", "Did you mean 'table.exec.state.ttl'?");
        client.restartKernel(own);
        assertThat(drey.rows(own, "SET")).anyMatch(row -> row.contains("Europe/Oslo"));
        assertThat(client.getKernel(own).settings()).containsEntry("runtime", "batch");
        client.deleteKernel(own);
    }

    @Test
    void drawsPlansAndRunningJobsInTheTerminal() throws Exception {
        drey.run(
                kernel,
                null,
                "CREATE TEMPORARY TABLE beats (a INT) WITH ('connector' = 'datagen',"
                        + " 'rows-per-second' = '5')");
        String query = "SELECT a, COUNT(*) AS n FROM beats GROUP BY a";
        TestingCommandLine.Said plan =
                drey(
                        "explain",
                        "--mode",
                        "streaming",
                        "-e",
                        FLIGHTS
                                + "CREATE TEMPORARY TABLE t (a INT) WITH ('connector' = 'datagen');"
                                + " SELECT a, COUNT(*) FROM t GROUP BY a");
        assertThat(plan.exitCode()).isZero();
        assertThat(plan.out()).contains("SELECT  line ", "└─ ", "← ", "grows");
        assertThat(plan.err()).contains("warning: line ", "table.exec.state.ttl");
        assertThat(drey("explain", "-e", "SELECT nope FROM nowhere").exitCode()).isEqualTo(1);

        RunInfo run = drey.submit(kernel, ExecutionMode.STREAMING, query, null);
        String job = Awaitility.await().until(() -> jobOf(run), Optional::isPresent).orElseThrow();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> {
                            TestingCommandLine.Said graph = drey("job", job, "--graph");
                            assertThat(graph.exitCode()).isZero();
                            assertThat(graph.out())
                                    .contains("RUNNING", "[1] ", "from [1] by HASH", "/s (");
                        });
        assertThat(drey("job", job, "--graph", "--json").out()).contains("\"vertices\"");
        assertThat(drey("job", job).out()).contains("running");
        drey.client().cancelRun(run.id());
    }

    private static Optional<String> jobOf(RunInfo run) {
        return drey.client().getRun(run.id()).statements().stream()
                .filter(statement -> statement.job() != null)
                .map(statement -> statement.job().id().value())
                .findFirst();
    }

    private static TestingCommandLine.Said drey(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return TestingCommandLine.run(all.toArray(new String[0]));
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
