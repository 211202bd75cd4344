package io.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drey.model.ChangelogKind;
import io.drey.model.DreyErrorCode;
import io.drey.model.ExecutionMode;
import io.drey.model.KernelId;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.RunError;
import io.drey.model.RunInfo;
import io.drey.model.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Kafka pack against a real broker. */
class ITKafka {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir static Path data;
    @TempDir static Path broker;

    private static TestingKafka kafka;
    private static TestingDrey drey;
    private static KernelId kernel;

    @BeforeAll
    static void start() throws Exception {
        kafka = TestingKafka.start(broker);
        drey = TestingDrey.start(data);
        kernel = drey.newKernel();
    }

    @AfterAll
    static void stop() throws Exception {
        drey.close();
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "csv", "avro"})
    void readsBackWhatItWrote(String format) {
        createTopic("orders_" + format, format);
        insert(
                "orders_" + format,
                "(1, 'tea', TIMESTAMP '2026-11-23 10:00:00'), (2, 'ä', CAST(NULL AS TIMESTAMP(3)))");
        assertThat(
                        drey.rows(
                                kernel,
                                "SELECT * FROM orders_%s /*+ OPTIONS('scan.bounded.mode' = 'latest-offset') */"
                                        .formatted(format)))
                .containsExactlyInAnyOrder("[1, tea, 2026-11-23T10:00:00]", "[2, ä, null]");
    }

    @Test
    void aStreamGrowsWithItsTopic() {
        createTopic("growing", "json");
        insert("growing", "(1, 'tea', TIMESTAMP '2026-11-23 10:00:00')");
        RunInfo run = drey.run(kernel, ExecutionMode.STREAMING, "SELECT * FROM growing");
        assertThat(run.state()).as("%s", run.error()).isEqualTo(RunState.STREAMING);
        ResultId result = drey.resultOf(run);
        awaitRows(result, 1);
        insert(
                "growing",
                "(2, 'milk', TIMESTAMP '2026-11-23 11:00:00'), (3, 'tea', TIMESTAMP '2026-11-23 12:00:00')");
        awaitRows(result, 3);
        assertThat(drey.client().getRun(run.id()).state()).isEqualTo(RunState.STREAMING);
        drey.client().cancelRun(run.id());
    }

    @Test
    void anUpsertTopicIsATableByItsKey() {
        succeed(
                """
                CREATE TEMPORARY TABLE totals (
                    name STRING, n BIGINT, PRIMARY KEY (name) NOT ENFORCED
                ) WITH (
                    'connector' = 'upsert-kafka', 'topic' = 'totals',
                    'properties.bootstrap.servers' = '%s',
                    'key.format' = 'json', 'value.format' = 'json');
                INSERT INTO totals VALUES ('tea', 1), ('milk', 1);
                INSERT INTO totals VALUES ('tea', 2);
                """
                        .formatted(kafka.address()));
        RunInfo run = drey.run(kernel, ExecutionMode.STREAMING, "SELECT * FROM totals");
        ResultId id = drey.resultOf(run);
        await().atMost(PATIENCE).until(() -> rows(id).contains("[tea, 2]"));
        ResultInfo result = drey.client().getResult(id);
        assertThat(result.changelog()).isEqualTo(ChangelogKind.UPSERT);
        assertThat(result.upsertKey()).isEqualTo(List.of("name"));
        assertThat(rows(id)).containsExactlyInAnyOrder("[tea, 2]", "[milk, 1]");
        succeed("INSERT INTO totals VALUES ('milk', 5)");
        await().atMost(PATIENCE).until(() -> rows(id).contains("[milk, 5]"));
        assertThat(rows(id)).hasSize(2);
        drey.client().cancelRun(run.id());
    }

    @Test
    void namesTheTopicThatIsMissing() {
        createTopic("not_written_yet", "json");
        RunError error = awaitFailure(start("SELECT * FROM not_written_yet"));
        assertThat(error.code()).isEqualTo(DreyErrorCode.CONNECTION_FAILED);
        assertThat(error.message()).isEqualTo("Kafka has no topic `not_written_yet`.");
        assertThat(error.suggestion()).startsWith("Check the table's 'topic'.");
    }

    @Test
    void tellsAtOnceThatNoBrokerAnswers() {
        succeed(
                """
                CREATE TEMPORARY TABLE nowhere (id BIGINT) WITH (
                    'connector' = 'kafka', 'topic' = 't', 'format' = 'json',
                    'properties.bootstrap.servers' = '127.0.0.1:1',
                    'properties.default.api.timeout.ms' = '4000',
                    'properties.request.timeout.ms' = '4000',
                    'scan.startup.mode' = 'earliest-offset')
                """);
        String warning =
                "No Kafka broker answers the kernel at 127.0.0.1:1, where the table `nowhere` is"
                        + " (Connection refused). The job keeps trying; check"
                        + " 'properties.bootstrap.servers', and whether the broker runs.";
        RunInfo query = start("SELECT * FROM nowhere");
        awaitWarning(query, warning);
        assertThat(awaitFailure(query).message()).isEqualTo("No Kafka broker answered in time.");
        RunInfo insert = start("INSERT INTO nowhere VALUES (1)");
        awaitWarning(insert, warning);
        drey.client().cancelRun(insert.id());
    }

    private static void createTopic(String name, String format) {
        succeed(
                """
                CREATE TEMPORARY TABLE %1$s (id BIGINT, name STRING, ordered_at TIMESTAMP(3)) WITH (
                    'connector' = 'kafka', 'topic' = '%1$s', 'format' = '%2$s',%4$s
                    'properties.bootstrap.servers' = '%3$s',
                    'scan.startup.mode' = 'earliest-offset')
                """
                        .formatted(
                                name,
                                format,
                                kafka.address(),
                                format.equals("csv") ? "'csv.null-literal' = '-'," : ""));
    }

    private static void insert(String table, String values) {
        succeed("INSERT INTO " + table + " VALUES " + values);
    }

    private static void succeed(String source) {
        RunInfo run = drey.run(kernel, ExecutionMode.BATCH, source);
        assertThat(run.state()).as("%s", run.error()).isEqualTo(RunState.SUCCEEDED);
    }

    private static RunInfo start(String source) {
        return drey.submit(kernel, ExecutionMode.STREAMING, source, null);
    }

    private static RunError awaitFailure(RunInfo run) {
        RunInfo end = drey.client().awaitRun(run.id(), now -> now.state().isFinal(), PATIENCE);
        assertThat(end.state()).isEqualTo(RunState.FAILED);
        return end.error();
    }

    private static void awaitWarning(RunInfo run, String warning) {
        RunInfo warned =
                drey.client().awaitRun(run.id(), now -> !now.warnings().isEmpty(), PATIENCE);
        assertThat(warned.warnings()).containsExactly(warning);
    }

    private static void awaitRows(ResultId result, long count) {
        await().atMost(PATIENCE).until(() -> drey.client().getResult(result).rowsHeld() == count);
    }

    private static List<String> rows(ResultId result) {
        return drey.client().getRows(result, 0, 100).rows().stream().map(String::valueOf).toList();
    }
}
