package io.drey.kernel.flink120;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drey.kernel.TestingKernel;
import io.drey.protocol.KernelMessages.Failure;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Flink's own errors as users see them; each case runs a real statement. */
class ITFailures extends AbstractKernelTests {
    @BeforeAll
    void createTables() {
        succeed(
                """
                CREATE TABLE flights (`date` TIMESTAMP(3), delay BIGINT, origin STRING) WITH (
                  'connector' = 'filesystem', 'path' = '/nowhere/flights.csv', 'format' = 'csv');
                CREATE TABLE numbers (id BIGINT, name STRING) WITH ('connector' = 'datagen');
                CREATE TABLE messages (id BIGINT) WITH ('connector' = 'kafka', 'topic' = 't');
                CREATE TABLE typed (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-secnd' = '5');
                CREATE TABLE coded (id BIGINT) WITH (
                  'connector' = 'filesystem', 'path' = '/nowhere', 'format' = 'protobuf');
                CREATE TABLE target (id BIGINT, name STRING) WITH ('connector' = 'blackhole');
                CREATE TABLE files (id BIGINT, n BIGINT) WITH (
                  'connector' = 'filesystem', 'path' = '/tmp', 'format' = 'csv');
                """);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "SELEC * FROM flights",
                        "SQL_PARSE",
                        "1:1-1:5",
                        "SELEC",
                        "Did you mean SELECT?"),
                mistake(
                        "SELECT *\nFORM flights",
                        "SQL_PARSE",
                        "2:1-2:4",
                        "FORM",
                        "Did you mean FROM?"),
                mistake(
                        "SELECT * FROM flights\n  WHER delay > 3",
                        "SQL_PARSE",
                        "2:3-2:6",
                        "WHER",
                        "Did you mean WHERE?"),
                mistake(
                        "SELECT date FROM flights",
                        "SQL_PARSE",
                        "1:8-1:11",
                        "reserved word",
                        "`date`"),
                mistake(
                        "CREATE TABLE t (user STRING)",
                        "SQL_PARSE",
                        "1:17-1:20",
                        "reserved word",
                        "`user`"),
                mistake(
                        "SELECT origin, FROM flights",
                        "SQL_PARSE",
                        "1:14-1:14",
                        "comma too many",
                        "Remove"),
                mistake(
                        "SELECT 'abc FROM flights",
                        "SQL_PARSE",
                        "1:8-1:8",
                        "never closed",
                        "Close it"),
                mistake(
                        "SELECT \"origin\" FROM flights",
                        "SQL_PARSE",
                        "1:8-1:15",
                        "Double quotes",
                        "single quotes"),
                mistake("SHOW TABELS", "SQL_PARSE", "1:6-1:11", "TABELS", "Did you mean TABLES?"),
                mistake("SELECT COUNT(id FROM numbers", "SQL_PARSE", "1:17-1:20", "FROM", null),
                mistake("SELECT", "SQL_PARSE", "1:1-1:6", "ends too early", null),
                mistake(
                        "SELECT 1;\nSELECT *\n  FROM flihgts",
                        "TABLE_NOT_FOUND",
                        "3:8-3:14",
                        "`flihgts`",
                        "`flights`"),
                mistake(
                        "SELECT orgin FROM flights",
                        "COLUMN_NOT_FOUND",
                        "1:8-1:12",
                        "`orgin`",
                        "`origin`"),
                mistake(
                        "SELECT f.dely\nFROM flights f",
                        "COLUMN_NOT_FOUND",
                        "1:10-1:13",
                        "`dely`",
                        "`delay`"),
                mistake(
                        "SELECT x.origin FROM flights f",
                        "TABLE_NOT_FOUND",
                        "1:8-1:8",
                        "alias `x`",
                        "alias"),
                mistake(
                        "SELECT UPPERR(origin) FROM flights",
                        "FUNCTION_NOT_FOUND",
                        "1:8-1:13",
                        "`UPPERR`",
                        "`UPPER`"),
                mistake(
                        "SELECT CONT(*) FROM flights",
                        "FUNCTION_NOT_FOUND",
                        "1:8-1:11",
                        "`CONT`",
                        "`COUNT`"),
                mistake(
                        "SELECT UPPER(origin, 2) FROM flights",
                        "SQL_INVALID",
                        "1:8-1:23",
                        "takes 1 argument",
                        null),
                mistake(
                        "SELECT SUM(origin) FROM flights",
                        "SQL_INVALID",
                        "1:8-1:18",
                        "SUM(STRING)",
                        "SUM(NUMERIC)"),
                mistake(
                        "SELECT origin, COUNT(*) FROM flights",
                        "SQL_INVALID",
                        "1:8-1:13",
                        "many values",
                        "GROUP BY"),
                mistake(
                        "SELECT * FROM flights WHERE origin = 5",
                        "SQL_INVALID",
                        null,
                        "cannot be compared",
                        "CAST"),
                mistake(
                        "INSERT INTO target SELECT name, id FROM numbers",
                        "SQL_INVALID",
                        "1:13-1:18",
                        "do not fit table `target`",
                        "(name: STRING, id: BIGINT)"),
                mistake(
                        "INSERT INTO tarjet SELECT id, name FROM numbers",
                        "TABLE_NOT_FOUND",
                        "1:13-1:18",
                        "`tarjet`",
                        "`target`"),
                mistake(
                        "DROP TABLE numbres",
                        "TABLE_NOT_FOUND",
                        "1:12-1:18",
                        "`numbres`",
                        "`numbers`"),
                mistake(
                        "DESCRIBE nosuchthing",
                        "TABLE_NOT_FOUND",
                        "1:10-1:20",
                        "`nosuchthing`",
                        "SHOW TABLES"),
                mistake(
                        "USE CATALOG default_catalo",
                        "SQL_INVALID",
                        "1:13-1:26",
                        "no catalog",
                        "`default_catalog`"),
                mistake("USE nope", "SQL_INVALID", "1:5-1:8", "no database", "SHOW DATABASES"),
                mistake(
                        "CREATE TABLE numbers (a INT) WITH ('connector'='datagen')",
                        "SQL_INVALID",
                        "1:14-1:20",
                        "exists already",
                        "IF NOT EXISTS"),
                mistake(
                        "CREATE TABLE t (a INTEGR) WITH ('connector'='datagen')",
                        "SQL_INVALID",
                        "1:19-1:24",
                        "INTEGR",
                        "INTEGER"),
                mistake(
                        "CREATE TABLE t (a INT)",
                        "SQL_INVALID",
                        null,
                        "where its rows are",
                        "connector"),
                mistake(
                        "SELECT * FROM messages",
                        "CONNECTOR_MISSING",
                        null,
                        "'kafka'",
                        "\"kafka\" pack"),
                mistake("SELECT * FROM coded", "FORMAT_MISSING", null, "'protobuf'", "csv"),
                mistake(
                        "SELECT * FROM typed",
                        "SQL_INVALID",
                        null,
                        "rows-per-secnd",
                        "'rows-per-second'"),
                mistake(
                        "CREATE CATALOG c WITH ('type' = 'hive')",
                        "CONNECTOR_MISSING",
                        "1:33-1:38",
                        "'hive'",
                        null),
                mistake(
                        "ADD JAR '/nowhere/my.jar'",
                        "FILE_NOT_FOUND",
                        "1:9-1:25",
                        "/nowhere/my.jar",
                        "kernel"),
                mistake(
                        "SELECT * FROM numbers ORDER BY id",
                        "UNSUPPORTED",
                        "1:23-1:27",
                        "no end",
                        "LIMIT"),
                mistake(
                        "SELECT window_start FROM TABLE(TUMBLE(TABLE flights, DESCRIPTOR(`date`), INTERVAL '1' HOUR)) GROUP BY window_start, window_end",
                        "UNSUPPORTED",
                        "1:54-1:63",
                        "no event time",
                        "WATERMARK"),
                mistake(
                        "INSERT INTO files SELECT id, COUNT(*) FROM numbers GROUP BY id",
                        "UNSUPPORTED",
                        "1:13-1:17",
                        "only new rows",
                        "TUMBLE"),
                mistake(
                        "CREATE MATERIALIZED TABLE daily FRESHNESS = INTERVAL '1' DAY"
                                + " REFRESH_MODE = FULL AS SELECT id FROM numbers",
                        "UNSUPPORTED",
                        null,
                        "refreshed in full",
                        "CONTINUOUS"),
                mistake(
                        "CREATE MATERIALIZED TABLE daily FRESHNESS = INTERVAL '1' DAY"
                                + " AS SELECT id FROM numbers",
                        "UNSUPPORTED",
                        null,
                        "refreshed in full",
                        "INSERT OVERWRITE"),
                mistake("CALL sys.compact('t')", "UNSUPPORTED", null, "no procedures", "catalog"),
                mistake(
                        "INSERT INTO target VALUES (1, NULL)",
                        "SQL_INVALID",
                        "1:31-1:34",
                        "NULL",
                        "CAST(NULL AS"),
                mistake("UPDATE files SET id = 1", "UNSUPPORTED", null, "batch mode only", "batch"),
                mistake(
                        "BEGIN STATEMENT SET;\nINSERT INTO target SELECT id, nam FROM numbers;\nEND",
                        "COLUMN_NOT_FOUND",
                        "2:31-2:33",
                        "`nam`",
                        "`name`"),
                mistake(
                        "BEGIN STATEMENT SET;\nINSERT INTO target SELECT id, name FROM numbers;",
                        "SQL_PARSE",
                        "1:1-1:1",
                        "never ended",
                        "END"),
                mistake(
                        "EXPLAIN\nSELECT nam FROM numbers",
                        "COLUMN_NOT_FOUND",
                        "2:8-2:10",
                        "`nam`",
                        "`name`"),
                mistake(
                        "CREATE VIEW v AS\n  SELECT nam FROM numbers",
                        "COLUMN_NOT_FOUND",
                        "2:10-2:12",
                        "`nam`",
                        "`name`"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void saysWhatIsWrongAndWhere(
            String source, String code, String place, String message, String suggestion) {
        String run = kernel.run(source);

        Failure failure = kernel.failureOf(run);
        assertThat(failure).isNotNull();
        assertThat(failure.code()).as(failure.message()).isEqualTo(code);
        assertThat(failure.message()).contains(message);
        assertThat(place(failure)).as(failure.message()).isEqualTo(place);
        if (suggestion != null) {
            assertThat(failure.suggestion()).contains(suggestion);
        }
    }

    @Test
    void anEndlessTableCannotBeReadAsABatch() {
        Failure failure = kernel.failureOf(kernel.runBatch("SELECT * FROM numbers"));

        assertThat(failure.code()).isEqualTo("UNSUPPORTED");
        assertThat(failure.message()).contains("`numbers` has no end");
    }

    @Test
    void tellsOfAFileThatTheJobDidNotFind() {
        String run = kernel.run("SELECT delay FROM flights");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> kernel.statement(run, 0).state().equals("failed"));
        Failure failure = kernel.statement(run, 0).failure();
        assertThat(failure.code()).isEqualTo("FILE_NOT_FOUND");
        assertThat(failure.message()).contains("/nowhere/flights.csv");
        assertThat(failure.detail()).contains("FileNotFoundException");
    }

    @Test
    void tellsOfAValueThatDoesNotFit() {
        String run =
                kernel.runBatch("SELECT CAST(name AS INT) FROM (VALUES ('1'), ('x')) AS t(name)");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> kernel.statement(run, 0).state().equals("failed"));
        assertThat(kernel.statement(run, 0).failure().message())
                .isEqualTo("The text 'x' is not a number.");
    }

    @Test
    void tellsOfAClusterThatDoesNotAnswer() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (TestingKernel lonely = new TestingKernel(new Flink120Bridge())) {
            lonely.bind("local", "http://localhost:" + port, results.port(), Map.of());

            Failure failure = lonely.failureOf(lonely.runBatch("SELECT 1"));

            assertThat(failure.code()).isEqualTo("CLUSTER_UNAVAILABLE");
            Failure shown = lonely.failureOf(lonely.runBatch("SHOW JOBS"));
            assertThat(shown.code()).isEqualTo("CLUSTER_UNAVAILABLE");
        }
    }

    private static String place(Failure failure) {
        return failure.line() == 0
                ? null
                : failure.line()
                        + ":"
                        + failure.column()
                        + "-"
                        + failure.endLine()
                        + ":"
                        + failure.endColumn();
    }

    private static Arguments mistake(
            String source, String code, String place, String message, String suggestion) {
        return Arguments.of(source, code, place, message, suggestion);
    }
}
