package io.drey.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestScriptException {
    private static final SqlStatement SECOND =
            StatementSplitter.split("SET 'a' = 'b';\n  INSERT INTO t\nSELECT x FROM s").get(1);

    @Test
    void resolvesThePlaceThatFlinkTellsWithinTheScript() {
        Exception error =
                new IllegalStateException(
                        "SQL validation failed. From line 2, column 8 to line 2, column 8: ...",
                        new IllegalStateException(
                                "From line 1, column 1",
                                new RuntimeException("Column 'x' not found")));
        assertThat(ScriptException.of(SECOND, error))
                .hasMessage("Line 3, column 8: Column 'x' not found")
                .hasCause(error);
    }

    @Test
    void movesThePlaceOfTheFirstLine() {
        assertThat(ScriptException.of(SECOND, new RuntimeException("at line 1, column 13")))
                .hasMessageStartingWith("Line 2, column 15: ");
    }

    @Test
    void pointsAtTheStatementWhereFlinkTellsNoPlace() {
        assertThat(ScriptException.of(SECOND, new RuntimeException("Cannot discover a connector")))
                .hasMessage("Line 2, column 3: Cannot discover a connector");
    }

    @Test
    void leavesOutWhatTheParserWouldHaveLikedBetter() {
        assertThat(
                        ScriptException.of(
                                SECOND,
                                new RuntimeException(
                                        "Encountered \"x\" at line 2, column 1.\nWas expecting one of:\n \"A\"")))
                .hasMessage("Line 3, column 1: Encountered \"x\" at line 2, column 1.");
    }

    @Test
    void saysHowMuchOfALongTextIsMissing() {
        assertThat(ScriptException.of(SECOND, new RuntimeException("x".repeat(2100))).getMessage())
                .endsWith("x ... (100 more letters)");
    }

    @Test
    void namesClassesThatAreMissing() {
        assertThat(ScriptException.of(SECOND, new NoClassDefFoundError("org/x/Y")))
                .hasMessage("Line 2, column 3: java.lang.NoClassDefFoundError: org/x/Y");
    }
}
