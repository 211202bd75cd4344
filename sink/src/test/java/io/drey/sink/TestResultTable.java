package io.drey.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real jobs of a real Flink in this JVM. */
@Timeout(120)
class TestResultTable {
    private static final byte INSERT = 0;
    private static final byte UPDATE_BEFORE = 1;
    private static final byte UPDATE_AFTER = 2;

    private TestingResultServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new TestingResultServer();
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void takesEveryRowOfEverySubtask() throws Exception {
        TableEnvironment tables = tables(2);
        createNumbers(tables, 10_000);
        createResult(tables, "id BIGINT, half DOUBLE, name STRING", "");
        insert(tables, "SELECT id, id / 2.0, 'n' || CAST(id AS STRING) FROM numbers");
        assertThat(server.hellos).hasSize(2).allMatch(hello -> hello.contains("lelism\":2"));
        assertThat(server.ends).hasSize(2);
        List<List<@Nullable Object>> rows = server.rows();
        rows.sort((a, b) -> Long.compare((Long) a.get(1), (Long) b.get(1)));
        assertThat(rows).hasSize(10_000);
        assertThat(rows.get(9_999)).containsExactly(INSERT, 9_999L, 4999.5, "n9999");
    }

    @Test
    void asksForNoReplacedRowsWhereThereIsAnUpsertKey() throws Exception {
        TableEnvironment tables = tables(1);
        createNumbers(tables, 1000);
        createResult(tables, "k BIGINT, n BIGINT", "'upsert-key' = 'k'");
        insert(tables, "SELECT id / 100, COUNT(*) FROM numbers GROUP BY id / 100");
        List<List<@Nullable Object>> rows = server.rows();
        assertThat(rows).hasSize(1000);
        assertThat(rows).allMatch(row -> List.of(INSERT, UPDATE_AFTER).contains(row.get(0)));
        assertThat(counts(rows)).hasSize(10).allSatisfy((k, n) -> assertThat(n).isEqualTo(100L));
    }

    @Test
    void getsReplacedRowsWhereThereIsNoKey() throws Exception {
        TableEnvironment tables = tables(1);
        createNumbers(tables, 10);
        createResult(tables, "k BIGINT, n BIGINT", "");
        insert(tables, "SELECT id / 5, COUNT(*) FROM numbers GROUP BY id / 5");
        assertThat(server.rows()).filteredOn(row -> row.get(0).equals(UPDATE_BEFORE)).hasSize(8);
    }

    @Test
    void learnsThatRowsAreGoneEvenIfOnlyAFilterSaysSo() throws Exception {
        TableEnvironment tables = tables(1);
        createNumbers(tables, 20);
        createResult(tables, "k BIGINT, n BIGINT", "'upsert-key' = 'k'");
        insert(
                tables,
                "SELECT * FROM (SELECT id / 10 AS k, COUNT(*) AS n FROM numbers GROUP BY id / 10)"
                        + " WHERE n < 5");
        // Each group grows to 10, so in the end there is no row left.
        assertThat(counts(server.rows())).isEmpty();
    }

    @Test
    void runsInBatchModeAndStopsAtTheLimit() throws Exception {
        TableEnvironment tables = TableEnvironment.create(settings(1).inBatchMode().build());
        createNumbers(tables, 1000);
        createResult(tables, "id BIGINT", "'limit' = '17'");
        insert(tables, "SELECT id FROM numbers");
        assertThat(server.rows()).hasSize(17);
        assertThat(server.ends).containsExactly("0:" + server.batches.size() + ":17");
    }

    @Test
    void endsQuicklyWhenCancelled() throws Exception {
        TableEnvironment tables = tables(1);
        tables.executeSql(
                "CREATE TEMPORARY TABLE endless (id BIGINT) WITH ('connector' = 'datagen',"
                        + " 'rows-per-second' = '100')");
        createResult(tables, "id BIGINT", "");
        TableResult job = tables.executeSql("INSERT INTO answer SELECT id FROM endless");
        await().until(() -> server.rows().size() > 20);
        job.getJobClient().orElseThrow().cancel().get();
        assertThat(server.ends).isEmpty();
    }

    @Test
    void failsTheJobWithAPlainWordWhenTheServerCannotBeReached() throws Exception {
        TableEnvironment tables = tables(1);
        createNumbers(tables, 10);
        createResult(tables, "id BIGINT", "");
        server.close();
        assertThatThrownBy(() -> insert(tables, "SELECT id FROM numbers"))
                .satisfies(
                        failure ->
                                assertThat(
                                                ExceptionUtils.findThrowableWithMessage(
                                                        failure, ResultUnreachableException.PREFIX))
                                        .isPresent());
    }

    @Test
    void refusesKeysThatAreNoColumns() throws Exception {
        TableEnvironment tables = tables(1);
        createNumbers(tables, 10);
        createResult(tables, "id BIGINT", "'upsert-key' = 'id;nope'");
        assertThatThrownBy(() -> insert(tables, "SELECT id FROM numbers"))
                .hasStackTraceContaining("upsert-key: nope (expected: some of [id])");
    }

    private static EnvironmentSettings.Builder settings(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.setString("parallelism.default", String.valueOf(parallelism));
        configuration.setString("taskmanager.numberOfTaskSlots", "2");
        configuration.setString("restart-strategy.type", "disable");
        return EnvironmentSettings.newInstance().withConfiguration(configuration);
    }

    private static TableEnvironment tables(int parallelism) {
        return TableEnvironment.create(settings(parallelism).inStreamingMode().build());
    }

    private static void createNumbers(TableEnvironment tables, long count) {
        tables.executeSql(
                "CREATE TEMPORARY TABLE numbers (id BIGINT) WITH ('connector' = 'datagen',"
                        + " 'rows-per-second' = '1000000000', 'number-of-rows' = '"
                        + count
                        + "', 'fields.id.kind' = 'sequence',"
                        + " 'fields.id.start' = '0', 'fields.id.end' = '"
                        + (count - 1)
                        + "')");
    }

    private void createResult(TableEnvironment tables, String columns, String options) {
        tables.executeSql(
                "CREATE TEMPORARY TABLE answer ("
                        + columns
                        + ") WITH ('connector' = 'drey-result', 'host' = '127.0.0.1', 'port' = '"
                        + server.port()
                        + "', 'result' = 'r1', 'token' = 'geheim'"
                        + (options.isEmpty() ? "" : ", " + options)
                        + ")");
    }

    private static void insert(TableEnvironment tables, String query) throws Exception {
        tables.executeSql("INSERT INTO answer " + query).await();
    }

    /** Applies the changelog the way a table by key does. */
    private static Map<Object, Object> counts(List<List<@Nullable Object>> rows) {
        Map<Object, Object> table = new HashMap<>();
        for (List<@Nullable Object> row : new ArrayList<>(rows)) {
            byte op = (Byte) row.get(0);
            if (op == INSERT || op == UPDATE_AFTER) {
                table.put(row.get(1), row.get(2));
            } else {
                table.remove(row.get(1));
            }
        }
        return table;
    }
}
