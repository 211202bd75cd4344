package io.drey.kernel.flink120;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drey.kernel.TestingKernel;
import io.drey.protocol.KernelMessages.Column;
import io.drey.protocol.KernelMessages.Job;
import io.drey.protocol.KernelMessages.ResultOpened;
import io.drey.protocol.KernelMessages.Statement;
import io.drey.protocol.ServerMessages.Cancel;
import io.drey.protocol.ServerMessages.ResultState;
import io.drey.protocol.ServerMessages.Shutdown;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ITQueries extends AbstractKernelTests {
    @BeforeAll
    void createTables() {
        String run =
                kernel.run(
                        """
                        CREATE TABLE numbers (id BIGINT, name STRING) WITH (
                          'connector' = 'datagen', 'number-of-rows' = '5',
                          'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '5',
                          'fields.name.length' = '3');
                        CREATE TABLE endless (
                          id INT, name STRING, ts AS LOCALTIMESTAMP,
                          WATERMARK FOR ts AS ts - INTERVAL '1' SECOND
                        ) WITH (
                          'connector' = 'datagen', 'rows-per-second' = '100',
                          'fields.id.min' = '1', 'fields.id.max' = '9');
                        """);
        assertThat(kernel.stateOf(run)).isEqualTo("succeeded");
        assertThat(kernel.statement(run, 0).message()).isEqualTo("Table `numbers` created.");
        assertThat(kernel.statement(run, 1).what()).isEqualTo("CREATE TABLE");
        assertThat(kernel.statement(run, 1).startLine()).isEqualTo(5);
    }

    @Test
    void bringsTheRowsOfABoundedQuery() {
        String run = kernel.runBatch("SELECT id, id * 2 AS twice FROM numbers WHERE id < 4");

        assertThat(kernel.stateOf(run)).isEqualTo("succeeded");
        awaitRows(run + "-0", 3);
        assertThat(results.rows(run + "-0"))
                .containsExactlyInAnyOrder("+I[1, 2]", "+I[2, 4]", "+I[3, 6]");
        assertThat(results.token(run + "-0")).isEqualTo("token-" + run);
        assertThat(kernel.result(run, 0))
                .isEqualTo(
                        new ResultOpened(
                                run,
                                0,
                                run + "-0",
                                List.of(
                                        new Column("id", "BIGINT", "number"),
                                        new Column("twice", "BIGINT", "number")),
                                "batch",
                                "append",
                                List.of(),
                                "sink"));
        assertThat(kernel.statement(run, 0).state()).isEqualTo("running");
    }

    @Test
    void tellsTheResultBeforeTheJob() {
        String run = kernel.run("SELECT * FROM endless");

        List<Class<?>> news =
                kernel.server()
                        .messages()
                        .filter(one -> isOf(run, one))
                        .<Class<?>>map(Object::getClass)
                        .toList();
        assertThat(news.indexOf(ResultOpened.class)).isLessThan(news.indexOf(Job.class));
        assertThat(kernel.statement(run, 0).state()).isEqualTo("streaming");
        assertThat(kernel.jobs(run))
                .singleElement()
                .satisfies(
                        job -> {
                            assertThat(job.isDetached()).isFalse();
                            assertThat(job.name()).isEqualTo("SELECT (" + run + "-0)");
                        });
        kernel.server().send(new Cancel(run));
    }

    @Test
    void submitsNoJobBeforeTheServerHasRoomForItsRows() throws Exception {
        kernel.setSlow(true);
        try {
            int before = kernel.server().heard(ResultOpened.class).size();
            String run = kernel.start("SELECT id FROM numbers", "batch", 0);
            await().until(() -> kernel.server().heard(ResultOpened.class).size() > before);
            await().during(Duration.ofMillis(500)).until(() -> kernel.jobs(run).isEmpty());
            kernel.server().send(new ResultState(run + "-0", "opened"));
            assertThat(kernel.stateOf(run)).isEqualTo("succeeded");
            awaitRows(run + "-0", 5);
        } finally {
            kernel.setSlow(false);
        }
    }

    @Test
    void aQueryThatWaitsForRoomCanBeCancelled() {
        kernel.setSlow(true);
        try {
            int before = kernel.server().heard(ResultOpened.class).size();
            String run = kernel.start("SELECT id FROM numbers", "batch", 0);
            await().until(() -> kernel.server().heard(ResultOpened.class).size() > before);
            kernel.server().send(new Cancel(run));
            assertThat(kernel.stateOf(run)).isEqualTo("cancelled");
            assertThat(kernel.jobs(run)).isEmpty();
        } finally {
            kernel.setSlow(false);
        }
    }

    @Test
    void tellsABoundedQueryOfStreamingModeFromAnEndlessOne() {
        String run = kernel.run("SELECT id FROM numbers");

        assertThat(kernel.statement(run, 0).state()).isEqualTo("running");
        assertThat(kernel.result(run, 0).mode()).isEqualTo("streaming");
        awaitRows(run + "-0", 5);
        await().until(() -> results.hasEnded(run + "-0"));
    }

    @Test
    void cancelsAnEndlessQueryAfterItsRunHasEnded() throws Exception {
        String run = kernel.run("SELECT * FROM endless");
        assertThat(kernel.stateOf(run)).isEqualTo("succeeded");
        awaitRows(run + "-0", 10);

        kernel.server().send(new Cancel(run));

        String job = kernel.jobs(run).get(0).job();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(cluster.statusOf(job)).isEqualTo(JobStatus.CANCELED));
    }

    @Test
    void groupsAreUpsertedByTheirKeys() {
        String run = kernel.run("SELECT name, id, COUNT(*) AS n FROM endless GROUP BY id, name");

        assertThat(kernel.result(run, 0).changelog()).isEqualTo("upsert");
        assertThat(kernel.result(run, 0).upsertKey()).containsExactlyInAnyOrder("id", "name");
        cancel(run);
    }

    @Test
    void keysMayHaveAnyName() {
        String run =
                kernel.run(
                        "SELECT id AS `it's; a \"key\"`, COUNT(*) AS n FROM endless GROUP BY id");

        assertThat(kernel.result(run, 0).upsertKey()).containsExactly("it's; a \"key\"");
        awaitRows(run + "-0", 3);
        cancel(run);
    }

    @Test
    void upsertsBringNoRowsBeforeAnUpdate() {
        String run = kernel.run("SELECT id, COUNT(*) AS n FROM endless GROUP BY id");

        assertThat(kernel.result(run, 0).upsertKey()).containsExactly("id");
        await().until(
                        () ->
                                results.rows(run + "-0").stream()
                                        .anyMatch(row -> row.startsWith("+U")));
        assertThat(results.rows(run + "-0")).noneMatch(row -> row.startsWith("-U"));
        cancel(run);
    }

    @Test
    void windowsOnlyAppend() {
        String run =
                kernel.run(
                        """
                        SELECT window_start, COUNT(*) AS n
                        FROM TABLE(TUMBLE(TABLE endless, DESCRIPTOR(ts), INTERVAL '1' SECOND))
                        GROUP BY window_start, window_end
                        """);

        assertThat(kernel.result(run, 0).changelog()).isEqualTo("append");
        assertThat(kernel.result(run, 0).columns().get(0).shape()).isEqualTo("temporal");
        awaitRows(run + "-0", 1);
        cancel(run);
    }

    @Test
    void outerJoinsWithoutAKeyRetract() {
        String run =
                kernel.run("SELECT a.id, b.name FROM endless a LEFT JOIN numbers b ON a.id = b.id");

        assertThat(kernel.result(run, 0).changelog()).isEqualTo("retract");
        assertThat(kernel.result(run, 0).upsertKey()).isEmpty();
        cancel(run);
    }

    @Test
    void anAggregateOfAllRowsHasNoKey() {
        String run = kernel.run("SELECT COUNT(*) FROM endless");

        assertThat(kernel.result(run, 0).changelog()).isEqualTo("retract");
        awaitRows(run + "-0", 3);
        cancel(run);
    }

    @Test
    void keepsToTheLimitOfABatchQuery() {
        String run = kernel.run("SELECT id FROM numbers ORDER BY id DESC", "batch", 2);

        await().until(() -> results.hasEnded(run + "-0"));
        assertThat(results.rows(run + "-0")).containsExactly("+I[5]", "+I[4]");
    }

    @Test
    void runsEveryKindOfQuery() {
        String run =
                kernel.runBatch(
                        """
                        WITH q AS (SELECT 1 AS x) SELECT x FROM q;
                        VALUES (1, 'a'), (2, 'b');
                        TABLE numbers;
                        (SELECT 1) UNION ALL (SELECT 2);
                        SELECT ARRAY[1, 2], MAP['k', 1], ROW(1, 'x'), DATE '2024-01-02', CAST(1.5 AS DECIMAL(4, 2)),
                          x'0102', TRUE, CAST(NULL AS STRING), TIME '10:11:12', INTERVAL '1' DAY
                        """);

        assertThat(kernel.stateOf(run)).isEqualTo("succeeded");
        await().atMost(Duration.ofSeconds(30)).until(() -> results.hasEnded(run + "-4"));
        awaitRows(run + "-0", 1);
        awaitRows(run + "-1", 2);
        awaitRows(run + "-2", 5);
        awaitRows(run + "-3", 2);
        awaitRows(run + "-4", 1);
        assertThat(kernel.result(run, 4).columns())
                .extracting(Column::shape)
                .containsExactly(
                        "nested",
                        "nested",
                        "nested",
                        "temporal",
                        "number",
                        "binary",
                        "boolean",
                        "string",
                        "temporal",
                        "temporal");
    }

    @Test
    void aKernelThatEndsTakesItsQueriesAlong() throws Exception {
        TestingKernel brief = new TestingKernel(new Flink120Bridge());
        brief.bind("local", cluster.restUrl().toString(), results.port(), Map.of());
        String run =
                brief.run(
                        """
                        CREATE TABLE endless (id INT) WITH ('connector' = 'datagen', 'rows-per-second' = '10');
                        SELECT * FROM endless;
                        """);
        String job = brief.jobs(run).get(0).job();
        cluster.awaitRunning(job);

        brief.server().send(new Shutdown("enough"));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(cluster.statusOf(job)).isEqualTo(JobStatus.CANCELED));
        brief.close();
    }

    @Test
    void endsAtTheFirstFailure() {
        String run = kernel.run("SELECT 1;\nSELECT nope FROM numbers;\nSELECT 2");

        assertThat(kernel.stateOf(run)).isEqualTo("failed");
        assertThat(kernel.failureOf(run).code()).isEqualTo("COLUMN_NOT_FOUND");
        assertThat(kernel.failureOf(run).line()).isEqualTo(2);
        assertThat(kernel.statement(run, 1).state()).isEqualTo("failed");
        assertThat(
                        kernel.server().heard(Statement.class).stream()
                                .filter(one -> one.run().equals(run) && one.index() == 2))
                .isEmpty();
    }

    private void cancel(String run) {
        kernel.server().send(new Cancel(run));
    }

    private void awaitRows(String result, int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> results.rows(result).size() >= count);
    }

    private static boolean isOf(String run, Object message) {
        return message instanceof ResultOpened opened && opened.run().equals(run)
                || message instanceof Job job && job.run().equals(run);
    }
}
