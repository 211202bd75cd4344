package io.drey.kernel.flink120;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drey.protocol.KernelMessages.Column;
import io.drey.protocol.KernelMessages.Completion;
import io.drey.protocol.KernelMessages.Completions;
import io.drey.protocol.KernelMessages.Log;
import io.drey.protocol.KernelMessages.ResultOpened;
import io.drey.protocol.ServerMessages.Complete;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ITStatements extends AbstractKernelTests {
    @Test
    void showsAndDescribes() {
        String run =
                succeed(
                        """
                        CREATE TABLE shown (id INT, name STRING) WITH ('connector' = 'datagen');
                        SHOW TABLES LIKE 'shown';
                        DESCRIBE shown;
                        SHOW CREATE TABLE shown;
                        EXPLAIN SELECT id FROM shown;
                        """);

        assertThat(kernel.result(run, 1))
                .isEqualTo(
                        new ResultOpened(
                                run,
                                1,
                                run + "-1",
                                List.of(new Column("table name", "STRING", "string")),
                                "batch",
                                "append",
                                List.of(),
                                "kernel"));
        assertThat(allRows(run + "-1")).containsExactly("+I[shown]");
        assertThat(allRows(run + "-2"))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("+I[id, INT, true");
        assertThat(allRows(run + "-3")).singleElement().asString().contains("CREATE TABLE");
        assertThat(allRows(run + "-4"))
                .singleElement()
                .asString()
                .contains("Optimized Physical Plan");
        assertThat(kernel.statement(run, 1).state()).isEqualTo("succeeded");
    }

    @Test
    void settingsLastUntilTheyAreReset() {
        succeed("SET 'table.exec.state.ttl' = '1 h'; SET 'drey.test' = 'x'");

        assertThat(settings()).contains("+I[table.exec.state.ttl, 1 h]", "+I[drey.test, x]");
        String reset = succeed("RESET 'drey.test'; RESET");
        assertThat(kernel.statement(reset, 0).message()).isEqualTo("Back to the default.");
        assertThat(settings())
                .contains("+I[parallelism.default, 1]")
                .noneMatch(row -> row.contains("state.ttl") || row.contains("drey.test"));
    }

    @Test
    void aCellThatSetsTheModeIsRunInIt() {
        String run = succeed("SET 'execution.runtime-mode' = 'batch'; SELECT 1", "streaming");
        assertThat(kernel.result(run, 1).mode()).isEqualTo("batch");

        String kept = kernel.run("SELECT 1", null, 0);
        assertThat(kernel.result(kept, 0).mode()).isEqualTo("batch");

        String asked = succeed("SELECT 1", "streaming");
        assertThat(kernel.result(asked, 0).mode()).isEqualTo("streaming");
        succeed("RESET 'execution.runtime-mode'");
    }

    @Test
    void usesCatalogsAndDatabases() {
        String run =
                succeed(
                        """
                        CREATE CATALOG other WITH ('type' = 'generic_in_memory');
                        CREATE DATABASE other.db;
                        USE CATALOG other;
                        USE db;
                        CREATE TABLE here (a INT) WITH ('connector' = 'datagen', 'number-of-rows' = '1');
                        SHOW CURRENT DATABASE;
                        USE CATALOG default_catalog;
                        SELECT COUNT(*) FROM other.db.here;
                        DROP TABLE other.db.here;
                        DROP CATALOG other;
                        """,
                        "batch");

        assertThat(kernel.statement(run, 3).message()).isEqualTo("Now using database `db`.");
        assertThat(allRows(run + "-5")).containsExactly("+I[db]");
        assertThat(allRows(run + "-7")).containsExactly("+I[1]");
        assertThat(kernel.statement(run, 8).message()).isEqualTo("Table `other.db.here` dropped.");
    }

    @Test
    void functionsOfAJarRunInJobs() throws Exception {
        Path jar = TestingJar.shout(directory);

        String run =
                succeed(
                        "ADD JAR '"
                                + jar
                                + "';\nCREATE FUNCTION shout AS 'com.example.Shout';\nSHOW JARS;\n"
                                + "SELECT shout('hello');");

        assertThat(kernel.statement(run, 1).message()).isEqualTo("Function `shout` created.");
        assertThat(allRows(run + "-2")).contains("+I[" + jar + "]");
        assertThat(allRows(run + "-3")).containsExactly("+I[HELLO!]");
    }

    @Test
    void functionsCanNameTheirJar() throws Exception {
        Path jar = TestingJar.shout(Files.createDirectories(directory.resolve("using")));

        String run =
                succeed(
                        "CREATE TEMPORARY FUNCTION shout2 AS 'com.example.Shout' USING JAR '"
                                + jar
                                + "'; SELECT shout2('a')");

        assertThat(allRows(run + "-1")).containsExactly("+I[A!]");
    }

    @Test
    void proceduresOfACatalogAreCalled() throws Exception {
        Path jar = TestingJar.warehouse(directory);

        String run =
                succeed(
                        """
                        ADD JAR '%s';
                        CREATE CATALOG warehouse WITH ('type' = 'warehouse');
                        SHOW PROCEDURES IN warehouse.`default`;
                        CALL warehouse.`default`.repeat('ho', 3);
                        """
                                .formatted(jar));

        assertThat(allRows(run + "-2")).containsExactly("+I[repeat]");
        assertThat(kernel.result(run, 3).columns())
                .containsExactly(new Column("result", "STRING", "string"));
        assertThat(allRows(run + "-3")).containsExactly("+I[ho]", "+I[ho]", "+I[ho]");
        succeed("DROP CATALOG warehouse");
    }

    @Test
    void warnsOfASettingThatFlinkDoesNotKnow() {
        String run =
                succeed(
                        """
                        SET 'table.exec.stat.ttl' = '1 h';
                        SET 'table.exec.mini-batch.size' = '10';
                        SET 'pipeline.global-job-parameters.mine' = 'x';
                        """);

        assertThat(kernel.server().heard(Log.class))
                .filteredOn(log -> run.equals(log.run()))
                .containsExactly(
                        new Log(
                                run,
                                "warning",
                                "Flink 1.20 has no setting 'table.exec.stat.ttl'."
                                        + " Did you mean 'table.exec.state.ttl'?"));
        assertThat(settings()).contains("+I[table.exec.stat.ttl, 1 h]");
        succeed("RESET");
    }

    @Test
    void viewsAndTemporaryTablesLastAcrossRuns() {
        succeed(
                """
                CREATE TEMPORARY TABLE source (id INT) WITH ('connector' = 'datagen',
                  'number-of-rows' = '3', 'fields.id.kind' = 'sequence',
                  'fields.id.start' = '1', 'fields.id.end' = '3');
                CREATE VIEW doubled AS SELECT id * 2 AS id FROM source;
                """);

        String run = succeed("SELECT SUM(id) FROM doubled", "batch");

        assertThat(allRows(run + "-0")).containsExactly("+I[12]");
    }

    @Test
    void analyzesTables() throws Exception {
        Path file = Files.writeString(directory.resolve("analyzed.csv"), "1\n2\n");

        String run =
                succeed(
                        "CREATE TABLE analyzed (a INT) WITH ('connector' = 'filesystem', 'path' = '"
                                + file
                                + "', 'format' = 'csv');\nANALYZE TABLE analyzed COMPUTE STATISTICS;",
                        "batch");

        assertThat(kernel.statement(run, 1).what()).isEqualTo("ANALYZE TABLE");
    }

    @Test
    void knowsTheJobsOfTheCluster() throws Exception {
        String insert =
                succeed(
                        """
                        CREATE TABLE flowing (a INT) WITH ('connector' = 'datagen', 'rows-per-second' = '1');
                        CREATE TABLE nothing (a INT) WITH ('connector' = 'blackhole');
                        INSERT INTO nothing SELECT * FROM flowing;
                        """);
        String job = kernel.jobs(insert).get(0).job();
        cluster.awaitRunning(job);

        String run =
                succeed(
                        "SHOW JOBS; DESCRIBE JOB '"
                                + job
                                + "'; STOP JOB '"
                                + job
                                + "' WITH SAVEPOINT");

        assertThat(allRows(run + "-0")).anyMatch(row -> row.contains(job));
        assertThat(allRows(run + "-1")).singleElement().asString().contains("RUNNING");
        assertThat(allRows(run + "-2")).singleElement().asString().contains("savepoint");
    }

    @Test
    void keepsMaterializedTables() throws Exception {
        String run =
                succeed(
                        """
                        CREATE TABLE facts (a INT) WITH ('connector' = 'datagen', 'rows-per-second' = '1');
                        CREATE MATERIALIZED TABLE kept WITH ('connector' = 'filesystem', 'format' = 'json',
                          'path' = '%s') FRESHNESS = INTERVAL '10' SECOND AS SELECT a FROM facts;
                        """
                                .formatted(directory.resolve("kept")));

        assertThat(kernel.statement(run, 1).what()).isEqualTo("CREATE MATERIALIZED TABLE");
        assertThat(cluster.runningJobs()).isEqualTo(1);
    }

    @Test
    void catalogsThatCannotBeMadeLeaveNothingBehind() {
        String run = kernel.run("CREATE CATALOG broken WITH ('type' = 'nosuch')");

        assertThat(kernel.stateOf(run)).isEqualTo("failed");
        assertThat(allRows(succeed("SHOW CATALOGS") + "-0")).containsExactly("+I[default_catalog]");
    }

    @Test
    void completesNamesOfTheSession() {
        succeed(
                """
                CREATE TABLE completed (first_column INT, ts AS LOCALTIMESTAMP,
                  WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen')
                """);

        assertThat(completions("SELECT * FROM compl")).containsExactly("completed");
        assertThat(completions("SELECT c. FROM completed c", 9))
                .containsExactly("first_column", "ts");
        assertThat(completions("SELECT lower")).contains("LOWER");
        assertThat(completions("CREATE TABLE t (a INT) WITH ('connector' = '"))
                .contains("datagen", "filesystem")
                .doesNotContain("drey-result");
    }

    @Test
    void bindingAnewKeepsTheSession() throws Exception {
        succeed("CREATE TEMPORARY VIEW remembered AS SELECT 42 AS x");

        kernel.bind("elsewhere", cluster.restUrl().toString(), results.port(), Map.of());

        assertThat(allRows(succeed("SELECT x FROM remembered", "batch") + "-0"))
                .containsExactly("+I[42]");
    }

    @Test
    void emptyCellsSucceed() {
        String run = succeed("-- nothing\n;;");

        assertThat(kernel.jobs(run)).isEmpty();
    }

    private List<String> completions(String source) {
        return completions(source, source.length());
    }

    private List<String> completions(String source, int position) {
        int before = kernel.server().heard(Completions.class).size();
        kernel.server().send(new Complete(before, source, position));
        await().until(() -> kernel.server().heard(Completions.class).size() > before);
        return kernel.server().heard(Completions.class).get(before).items().stream()
                .map(Completion::text)
                .toList();
    }

    private List<String> settings() {
        return allRows(succeed("SET") + "-0");
    }
}
