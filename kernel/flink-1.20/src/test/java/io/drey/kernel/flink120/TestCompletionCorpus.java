package io.drey.kernel.flink120;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.kernel.flink120.completion.FunctionHelp;
import io.drey.kernel.flink120.completion.SqlCompletion;
import io.drey.kernel.flink120.setting.NotebookSettings;
import io.drey.kernel.flink120.statement.StatementEnvironment;
import io.drey.protocol.KernelMessages.Completion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlOperator;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.module.CoreModule;
import org.apache.flink.table.planner.functions.sql.FlinkSqlOperatorTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Carets in a real session, from {@code completion-corpus.txt}.
 *
 * <p>A line there is a source with the caret as a bar, two colons, and what is expected, parted by
 * commas: a word that is offered, one that is not (with a minus), or {@code =} for nothing besides.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TestCompletionCorpus {
    private KernelSession session;
    private SqlCompletion completion;

    @BeforeAll
    void open() {
        session =
                new KernelSession(new Configuration(), NotebookSettings.NONE, new Configuration());
        completion = new SqlCompletion(session.names());
        StatementEnvironment.useThread();
        execute(
                "CREATE TABLE flights (flight_id BIGINT, origin STRING, dest STRING, delay INT,"
                        + " `date` TIMESTAMP(3), `air time` INT, WATERMARK FOR `date` AS `date`,"
                        + " PRIMARY KEY (flight_id) NOT ENFORCED) WITH ('connector' = 'datagen')");
        execute(
                "CREATE TABLE airports (code STRING, city STRING, state STRING) WITH ('connector'"
                        + " = 'filesystem', 'path' = '/nowhere', 'format' = 'json')");
        execute("CREATE VIEW late AS SELECT origin, delay AS minutes FROM flights");
        execute(
                "CREATE TABLE sales (id BIGINT, item ROW<name STRING, price DECIMAL(10, 2)>, tags"
                        + " ARRAY<STRING>, attrs MAP<STRING, STRING>) WITH ('connector' ="
                        + " 'datagen')");
        execute("CREATE DATABASE other");
        execute("CREATE TABLE other.hidden (secret INT) WITH ('connector' = 'datagen')");
    }

    @Test
    void thereAreHundredsOfPositions() throws IOException {
        // Completion here; errors and warnings are checked by TestSqlCheck.
        long positions =
                lines().count()
                        + lines("/check-corpus.txt").count()
                        + lines("/warning-corpus.txt").count();
        assertThat(positions).isGreaterThanOrEqualTo(300);
    }

    static Stream<String> lines() throws IOException {
        return lines("/completion-corpus.txt");
    }

    private static Stream<String> lines(String name) throws IOException {
        try (InputStream corpus = TestCompletionCorpus.class.getResourceAsStream(name)) {
            return new String(corpus.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .toList()
                            .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void offersWhatFits(String line) {
        String[] parts = line.split(" :: ", 2);
        String source = parts[0].replace("\\n", "\n");
        List<String> offered =
                completion.complete(source.replace("|", ""), source.indexOf('|')).items().stream()
                        .map(Completion::text)
                        .toList();

        List<String> wanted = new ArrayList<>();
        boolean isAll = false;
        for (String word : parts[1].split(", ")) {
            if (word.equals("=")) {
                isAll = true;
            } else if (word.startsWith("-")) {
                assertThat(offered).doesNotContain(word.substring(1));
            } else {
                wanted.add(word);
            }
        }
        if (isAll) {
            assertThat(offered).containsExactlyInAnyOrderElementsOf(wanted);
        } else {
            assertThat(offered).containsAll(wanted);
        }
    }

    @Test
    void helpIsAboutFunctionsThatThereAre() {
        // The first two have a name of their own for each way to treat NULL.
        Set<String> syntax = Set.of("JSON_ARRAYAGG", "JSON_OBJECTAGG", "UNNEST");
        Set<String> known =
                Stream.concat(
                                FlinkSqlOperatorTable.instance(false).getOperatorList().stream()
                                        .map(SqlOperator::getName),
                                CoreModule.INSTANCE.listFunctions().stream())
                        .map(name -> name.toUpperCase(Locale.ROOT))
                        .collect(Collectors.toSet());

        assertThat(FunctionHelp.names())
                .allMatch(name -> known.contains(name) || syntax.contains(name));
        assertThat(FunctionHelp.names()).hasSizeGreaterThan(190);
    }

    private void execute(String statement) {
        session.execute(statement).close();
    }

    @AfterAll
    void close() {
        session.close();
    }
}
