package io.drey.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestScriptRules {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "INSERT INTO a SELECT 1",
                "INSERT INTO a SELECT 1; CREATE TABLE b (x INT); INSERT OVERWRITE b SELECT 2;",
                "SET 'a' = 'b'; EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; END",
                "BEGIN STATEMENT SET; INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END;",
                "SHOW TABLES; EXPLAIN SELECT 1; DESCRIBE a; INSERT INTO a SELECT 1",
                "EXECUTE PLAN '/plan.json'",
                "DELETE FROM a WHERE x = 1"
            })
    void takesWhatIsOneJob(String script) {
        assertThatCode(() -> ScriptRules.check(StatementSplitter.split(script)))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesASecondStatementSetAtItsPlace() {
        assertThat(
                        refusal(
                                """
                                BEGIN STATEMENT SET; INSERT INTO a SELECT 1; END;
                                  EXECUTE STATEMENT SET BEGIN INSERT INTO b SELECT 1; END;
                                """))
                .isEqualTo(
                        "Line 2, column 3: A script is one job, and EXECUTE STATEMENT SET would be"
                                + " its second: the first is BEGIN STATEMENT SET in line 1. Put all"
                                + " INSERT statements into one statement set, or make two scripts of"
                                + " it.");
    }

    @Test
    void refusesAnInsertBesideAStatementSet() {
        assertThat(
                        refusal(
                                "INSERT INTO a SELECT 1;\nBEGIN STATEMENT SET; INSERT INTO a SELECT 1; END;"))
                .startsWith("Line 2, column 1: A script is one job, and BEGIN STATEMENT SET would");
    }

    @Test
    void refusesAnUpdateBesideAnInsert() {
        assertThat(refusal("INSERT INTO a SELECT 1; UPDATE a SET x = 1"))
                .startsWith("Line 1, column 25: A script is one job, and UPDATE would");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "(SELECT 1)",
                "WITH a AS (SELECT 1) SELECT * FROM a",
                "VALUES (1)",
                "TABLE a",
                "EXECUTE SELECT 1"
            })
    void refusesQueriesWhoseRowsNobodySees(String query) {
        assertThat(refusal("INSERT INTO a SELECT 1;\n\n  " + query))
                .startsWith("Line 3, column 3: ")
                .endsWith(
                        "has nobody to show its rows to in a script that runs as a job. Write them"
                                + " into a table with INSERT INTO.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP JOB 'x'", "REMOVE JAR 'x'", "ANALYZE TABLE a COMPUTE STATISTICS"})
    void refusesWhatNeedsASession(String statement) {
        assertThat(refusal(statement)).contains("cannot be part of a script that runs as a job");
    }

    @Test
    void refusesTextThatEndsTooEarly() {
        assertThat(refusal("INSERT INTO a\nSELECT 'x"))
                .isEqualTo(
                        "Line 2, column 8: The quote ' is opened here and never closed. Close it"
                                + " with another '; inside the text, write it twice.");
    }

    private static String refusal(String script) {
        Throwable refusal =
                catchThrowable(() -> ScriptRules.check(StatementSplitter.split(script)));
        assertThat(refusal).isInstanceOf(ScriptException.class);
        return refusal.getMessage();
    }
}
