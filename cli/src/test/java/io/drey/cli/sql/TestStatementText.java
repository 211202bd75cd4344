package io.drey.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestStatementText {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1;",
                "SELECT ';' ; ",
                "SELECT 'it''s';",
                "SELECT 1; -- done",
                "SELECT /* ; */ 1;\n",
                "SELECT `a;b`;",
                "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END;",
                "begin statement set;\ninsert into a select 1;\nend;"
            })
    void knowsWhatIsComplete(String text) {
        assertThat(StatementText.isComplete(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT ';",
                "SELECT 1 -- ;",
                "SELECT 1; /* open",
                "SELECT `a;",
                "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1;"
            })
    void knowsWhatIsNot(String text) {
        assertThat(StatementText.isComplete(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "-- only a comment", "/* nothing */"})
    void knowsNothingFromSomething(String text) {
        assertThat(StatementText.isBlank(text)).isTrue();
    }
}
