package io.drey.kernel.flink120;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.kernel.Language.ScriptFindings;
import io.drey.protocol.KernelMessages.Failure;
import io.drey.protocol.ScriptMessages.Operator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts checked by real planners, each in a session of its own. */
class TestScriptCheck {
    private static final String TABLES =
            """
            CREATE TABLE numbers (n INT) WITH ('connector' = 'datagen', 'rows-per-second' = '1');
            CREATE TABLE totals (n BIGINT) WITH ('connector' = 'blackhole');
            """;

    private final ScriptCheck check = new ScriptCheck(new Configuration());

    @TempDir Path folder;

    @Test
    void tellsWhatAScriptWouldDo() throws Exception {
        Path jar = TestingJar.shout(folder);
        ScriptFindings found =
                check(
                        TABLES
                                + "ADD JAR '"
                                + jar
                                + "';\n"
                                + """
                                CREATE TEMPORARY SYSTEM FUNCTION shout AS 'com.example.Shout';
                                CREATE DATABASE d;
                                USE d;
                                CREATE TABLE words WITH ('connector' = 'blackhole')
                                    AS SELECT shout(CAST(n AS STRING)) AS w
                                    FROM default_database.numbers;
                                SET 'parallelism.default' = '3';
                                SHOW TABLES;
                                INSERT INTO default_database.totals
                                    SELECT COUNT(*) FROM default_database.numbers;
                                """);
        assertThat(found.failures()).isEmpty();
        assertThat(found.unchecked()).isEmpty();
        assertThat(found.outcome().statements()).isEqualTo(10);
        assertThat(found.outcome().writes()).isEqualTo(2);
        assertThat(found.outcome().jars()).containsExactly(jar.toString());
        List<Operator> operators = found.outcome().operators();
        assertThat(operators).extracting(Operator::id).doesNotHaveDuplicates();
        assertThat(operators)
                .filteredOn(operator -> operator.name().equals("GroupAggregate"))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.id()).matches("[0-9a-f]{32}");
                            assertThat(one.uid()).isNull();
                        });
        assertThat(operators).extracting(Operator::parallelism).contains(3);
    }

    @Test
    void namesOperatorsAlikeWheneverItIsAsked() {
        String script = TABLES + "INSERT INTO totals SELECT COUNT(*) FROM numbers;";
        assertThat(check(script).outcome()).isEqualTo(check(script).outcome());
        // As the vertices of such a job are named on a cluster (AbstractJobClusterTests).
        assertThat(check(script).outcome().operators())
                .extracting(Operator::id)
                .contains("bc764cd8ddf7a0cff126f51c16239658", "20ba6b65f97481d5570070de90e4e791");
        assertThat(check(TABLES + "INSERT INTO totals SELECT n FROM numbers").outcome())
                .isNotEqualTo(check(script).outcome());
    }

    @Test
    void takesSettingsFromOutside() {
        String script = TABLES + "INSERT INTO totals SELECT COUNT(*) FROM numbers;";
        assertThat(check.check(script, Map.of("parallelism.default", "7")).outcome().operators())
                .extracting(Operator::parallelism)
                .contains(7);
        // An endless source cannot be read to its end.
        assertThat(check.check(script, Map.of("execution.runtime-mode", "batch")).failures())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO totals SELECT m FROM numbers|COLUMN_NOT_FOUND|3|27",
                "INSERT INTO nowhere SELECT n FROM numbers|TABLE_NOT_FOUND|3|13",
                "INSERT INTO totals SELECT|SQL_PARSE|3|20",
                "SELECT 1|UNSUPPORTED|3|1",
                "SET 'a' = 'b'|UNSUPPORTED|3|1",
                "INSERT INTO totals SELECT 'x|SQL_PARSE|3|27",
                "INSERT INTO totals SELECT 1; UPDATE totals SET n = 1|UNSUPPORTED|3|30",
                "SET 'execution.runtime-mode' = 'quick'|UNSUPPORTED|3|1"
            })
    void saysWhatIsWrongAndWhere(String statement, String code, int line, int column) {
        ScriptFindings found = check(TABLES + statement);
        assertThat(found.outcome()).isNull();
        assertThat(found.failures())
                .extracting(Failure::code, Failure::line, Failure::column)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(code, line, column));
    }

    @Test
    void changesNothingOutside() throws Exception {
        Path jar = TestingJar.warehouse(folder);
        Path written = folder.resolve("written");
        ScriptFindings found =
                check(
                        "ADD JAR '%s';\n".formatted(jar)
                                + """
                                CREATE CATALOG w WITH ('type' = 'warehouse');
                                USE CATALOG w;
                                CREATE TABLE numbers (n INT) WITH ('connector' = 'datagen');
                                CREATE TABLE files (n INT) WITH (
                                  'connector' = 'filesystem', 'path' = '%s', 'format' = 'csv');
                                INSERT INTO files SELECT n FROM numbers;
                                """
                                        .formatted(written));
        assertThat(found.failures()).isEmpty();
        assertThat(found.unchecked()).isEmpty();
        assertThat(found.outcome().writes()).isEqualTo(1);
        assertThat(Files.exists(written)).isFalse();
    }

    @Test
    void saysWhatItDidNotTry() throws Exception {
        Path jar = TestingJar.warehouse(folder);
        ScriptFindings found =
                check(
                        "ADD JAR '%s';\n".formatted(jar)
                                + """
                                CREATE CATALOG w WITH ('type' = 'warehouse');
                                CREATE DATABASE w.d;
                                CREATE TABLE w.d.t (n INT) WITH ('connector' = 'blackhole');
                                USE w.d;
                                INSERT INTO t SELECT 1;
                                """);
        assertThat(found.failures()).isEmpty();
        assertThat(found.outcome()).isNull();
        assertThat(found.unchecked().get(0))
                .isEqualTo(
                        "Line 3: CREATE DATABASE is not tried, as it would change more than this"
                                + " check may.");
        assertThat(found.unchecked().get(1)).startsWith("Line 5: ");
    }

    private ScriptFindings check(String script) {
        return check.check(script, Map.of());
    }
}
