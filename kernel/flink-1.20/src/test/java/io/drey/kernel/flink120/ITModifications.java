package io.drey.kernel.flink120;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drey.kernel.TestingKernel;
import io.drey.protocol.KernelMessages.Job;
import io.drey.protocol.KernelMessages.Log;
import io.drey.protocol.KernelMessages.RunEnded;
import io.drey.protocol.ServerMessages.Cancel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ITModifications extends AbstractKernelTests {
    @BeforeAll
    void createTables() {
        succeed(
                """
                CREATE TABLE three (id INT) WITH ('connector' = 'datagen', 'number-of-rows' = '3',
                  'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '3');
                CREATE TABLE endless (id INT) WITH ('connector' = 'datagen', 'rows-per-second' = '10');
                CREATE TABLE nothing (id INT) WITH ('connector' = 'blackhole');
                CREATE TABLE counts (id INT, n BIGINT) WITH ('connector' = 'blackhole');
                """);
    }

    @Test
    void aBatchInsertIsDoneBeforeTheNextStatement() {
        String run =
                succeed(
                        files("copy", "id INT")
                                + "INSERT INTO copy SELECT id FROM three;\nSELECT SUM(id) FROM copy;",
                        "batch");

        assertThat(allRows(run + "-2")).containsExactly("+I[6]");
        assertThat(kernel.statement(run, 1).message()).isEqualTo("The job is done.");
        assertThat(kernel.jobs(run).get(0))
                .extracting(Job::isDetached, Job::name)
                .containsExactly(true, "INSERT INTO (" + run + "-1)");
    }

    @Test
    void aStreamingInsertGoesOnWithoutTheCell() throws Exception {
        String run = succeed("INSERT INTO nothing SELECT id FROM endless");

        String job = kernel.jobs(run).get(0).job();
        assertThat(cluster.statusOf(job).isGloballyTerminalState()).isFalse();
        assertThat(kernel.statement(run, 0).state()).isEqualTo("streaming");
    }

    @Test
    void aJobWhoseSubmissionIsNotAnsweredIsToldAndCancelled() throws Exception {
        try (TestingRestProxy proxy = new TestingRestProxy(cluster.restUrl());
                TestingKernel cutOff = new TestingKernel(new Flink120Bridge())) {
            cutOff.bind("local", proxy.url().toString(), results.port(), Map.of());
            for (String statement :
                    List.of("INSERT INTO sunk SELECT id FROM endless", "SELECT id FROM endless")) {
                String run =
                        cutOff.run(
                                """
                                CREATE TABLE IF NOT EXISTS endless (id INT) WITH ('connector' = 'datagen', 'rows-per-second' = '10');
                                CREATE TABLE IF NOT EXISTS sunk (id INT) WITH ('connector' = 'blackhole');
                                """
                                        + statement);

                assertThat(cutOff.stateOf(run)).isEqualTo("failed");
                String job = cutOff.jobs(run).get(0).job();
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(
                                () ->
                                        assertThat(cluster.statusOf(job))
                                                .isEqualTo(JobStatus.CANCELED));
            }
            String wrong = cutOff.run("INSERT INTO sunk SELECT nothing FROM endless");
            assertThat(cutOff.stateOf(wrong)).isEqualTo("failed");
            assertThat(cutOff.jobs(wrong)).isEmpty();
        }
    }

    @Test
    void warnsOfStateThatOnlyGrows() {
        String grows = "SELECT id, COUNT(*) AS n FROM endless GROUP BY id";
        String query = succeed(grows);
        String insert = succeed("INSERT INTO counts " + grows);
        String mended = succeed("SET 'table.exec.state.ttl' = '1 h'; " + grows);
        var unused = succeed("RESET 'table.exec.state.ttl'");

        assertThat(kernel.server().heard(Log.class))
                .filteredOn(log -> log.text().startsWith("GROUP BY keeps a row for every `id`"))
                .extracting(Log::run)
                .containsExactly(query, insert)
                .doesNotContain(mended);
    }

    @Test
    void cancellingARunLeavesItsDetachedJobsAlone() throws Exception {
        String run = succeed("INSERT INTO nothing SELECT id FROM endless");
        String job = kernel.jobs(run).get(0).job();
        cluster.awaitRunning(job);

        kernel.server().send(new Cancel(run));
        succeed("SHOW JOBS");

        assertThat(cluster.statusOf(job)).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void streamingInsertsCommitTheirFiles() {
        succeed(files("trickle", "id INT") + "INSERT INTO trickle SELECT id FROM endless");

        await().atMost(Duration.ofSeconds(40)).until(() -> committedFiles("trickle") > 0);
    }

    @Test
    void createsTablesFromQueries() {
        String run =
                succeed(
                        "CREATE TABLE made WITH ('connector' = 'filesystem', 'format' = 'csv', 'path' = '"
                                + directory.resolve("made")
                                + "') AS SELECT id, id * 10 AS tens FROM three;\n"
                                + "SELECT MAX(tens) FROM made",
                        "batch");

        assertThat(allRows(run + "-1")).containsExactly("+I[30]");
    }

    @Test
    void runsStatementSetsOfBothForms() throws Exception {
        String run =
                succeed(
                        files("t_one", "id INT")
                                + files("t_two", "id INT")
                                + """
                                EXECUTE STATEMENT SET BEGIN
                                  INSERT INTO t_one SELECT id FROM three;
                                  INSERT INTO t_two SELECT id + 1 FROM three;
                                END;
                                BEGIN STATEMENT SET;
                                  INSERT INTO t_one SELECT id FROM three;
                                  INSERT INTO t_two SELECT id FROM three;
                                END;
                                SELECT (SELECT COUNT(*) FROM t_one) + (SELECT SUM(id) FROM t_two);
                                """,
                        "batch");

        assertThat(kernel.jobs(run)).hasSize(3);
        assertThat(kernel.statement(run, 2).what()).isEqualTo("EXECUTE STATEMENT SET");
        assertThat(allRows(run + "-4")).containsExactly("+I[21]");
    }

    @Test
    void aFailingBatchInsertFailsTheRun() {
        String run =
                kernel.runBatch(
                        "INSERT INTO nothing SELECT CAST(name AS INT) FROM (VALUES ('12'), ('x')) AS t(name);\n"
                                + "SELECT 1");

        RunEnded ended = kernel.awaitEnd(run);
        assertThat(ended.state()).isEqualTo("failed");
        assertThat(ended.failure().message()).contains("'x' is not a number");
        assertThat(ended.failure().suggestion()).contains("TRY_CAST");
        assertThat(ended.failure().detail()).contains("NumberFormatException");
    }

    @Test
    void cancellingABatchInsertEndsItsJob() throws Exception {
        succeed(
                """
                CREATE TABLE slow (id INT) WITH ('connector' = 'datagen', 'rows-per-second' = '1',
                  'number-of-rows' = '1000');
                """);
        String run = kernel.start("INSERT INTO nothing SELECT id FROM slow; SELECT 1", "batch", 0);
        await().atMost(Duration.ofSeconds(30)).until(() -> !kernel.jobs(run).isEmpty());

        kernel.server().send(new Cancel(run));

        assertThat(kernel.awaitEnd(run).state()).isEqualTo("cancelled");
        assertThat(kernel.statement(run, 0).state()).isEqualTo("cancelled");
        String job = kernel.jobs(run).get(0).job();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(cluster.statusOf(job)).isEqualTo(JobStatus.CANCELED));
    }

    private String files(String table, String columns) {
        return "CREATE TABLE "
                + table
                + " ("
                + columns
                + ") WITH ('connector' = 'filesystem', 'format' = 'csv', 'path' = '"
                + directory.resolve(table)
                + "');\n";
    }

    private long committedFiles(String table) throws IOException {
        Path path = directory.resolve(table);
        if (!Files.exists(path)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().startsWith("part-")).count();
        }
    }
}
