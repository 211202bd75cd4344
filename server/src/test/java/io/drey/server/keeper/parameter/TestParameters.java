package io.drey.server.keeper.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.model.DeploymentSpec;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestParameters {
    private static final String DECLARED =
            """
            -- Counts orders.
            -- @param topic string = orders   Where they are read.
            -- @param rate int                Rows a second.
            -- @param share decimal = -0.5
            -- @param fast boolean = false
            -- @param pause duration = 5min
            -- @param region enum(eu, us) = 'eu'

            SELECT ${rate}, ${share}, ${fast}, ${pause}, ${region}, '${topic}', `${topic}`
            """;

    private static final String PLACEHOLDER =
            "'${' (expected: ${name}, ${name:default}, or $${ for these characters themselves)";
    private static final String DECLARATION =
            " (expected: -- @param NAME TYPE [= DEFAULT] [DESCRIPTION], with TYPE one of string,"
                    + " int, decimal, boolean, duration, enum(a, b))";

    @Test
    void fillsInByTypeAndPlace() {
        assertThat(fill(DECLARED, Map.of("rate", "7", "topic", "a'b`c")))
                .endsWith("SELECT 7, (-0.5), FALSE, '5min', 'eu', 'a''b`c', `a'b``c`\n");
    }

    /** Whatever a value is, it stays one literal or one name. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "SELECT ${v}|1|SELECT 1",
                "SELECT 1 -${v}|-1|SELECT 1 -(-1)",
                "SELECT ${v}|1; DROP TABLE a|SELECT '1; DROP TABLE a'",
                "SELECT ${v}|' OR '1' = '1|SELECT ''' OR ''1'' = ''1'",
                "SELECT '${v}'|' OR '1' = '1|SELECT ''' OR ''1'' = ''1'",
                "SELECT `${v}`|a` , b|SELECT `a`` , b`",
                "SELECT ${v}|true|SELECT TRUE",
                "SELECT 'it''s ${v}'|x|SELECT 'it''s x'",
                "SELECT /*+ OPTIONS('a' = '${v}') */ 1|x'y|SELECT /*+ OPTIONS('a' = 'x''y') */ 1",
                "SELECT 1 /* ' */, '${v}'|x|SELECT 1 /* ' */, 'x'",
                "SELECT ${v:3}, $${v}, '$${'|x|SELECT 'x', ${v}, '${'",
                "SELECT '${v}${v}'|$${v}|SELECT '$${v}$${v}'"
            })
    void aValueIsNeverMoreThanOne(String sql, String value, String filled) {
        assertThat(fill(sql, Map.of("v", value))).isEqualTo(filled);
    }

    @Test
    void commentsStayAsTheyAre() {
        String script = "-- ${a}\nSELECT 1 /* ${b} */ -- ${c}";
        assertThat(fill(script, Map.of())).isEqualTo(script);
    }

    @Test
    void aDefaultHereGoesBeforeTheDeclaredAndAVariableBeforeBoth() {
        String script = "-- @param a int = 1\nSELECT ${a:2}, ${b:3}";
        assertThat(fill(script, Map.of())).endsWith("SELECT 2, 3");
        DeploymentSpec spec =
                spec(script, Map.of("b", "4"), Map.of())
                        .withVariables(Map.of("a", "5", "b", "6", "other", "7"));
        assertThat(Parameters.fill(spec).script()).endsWith("SELECT 5, 4");
    }

    @Test
    void settingsAreFilledInAsTheyAre() {
        DeploymentSpec spec =
                spec("SELECT 1", Map.of("n", "a'b"), Map.of("pipeline.name", "x ${n} $${n}"));
        assertThat(Parameters.fill(spec).knownSettings())
                .isEqualTo(Map.of("pipeline.name", "x a'b ${n}"));
    }

    @Test
    void namesAllThatDoesNotFit() {
        assertRefused(
                DECLARED,
                Map.of("tpic", "a", "fast", "yes", "share", "1e9", "pause", "soon", "region", "de"),
                "parameter rate: missing (expected: a whole number); parameter share: '1e9'"
                        + " (expected: a number); parameter fast: 'yes' (expected: true or false);"
                        + " parameter pause: 'soon' (expected: a duration such as 500ms, 30s, 5min,"
                        + " 2h, 7d); parameter region: 'de' (expected: one of [eu, us]); parameter"
                        + " tpic: not one of the program's [fast, pause, rate, region, share,"
                        + " topic], did you mean 'topic'?");
    }

    @Test
    void numbersAreNumbers() {
        for (String wrong : new String[] {"", " 1", "1.5", "0x1", "9223372036854775808", "١"}) {
            assertThatThrownBy(() -> fill(DECLARED, Map.of("rate", wrong)))
                    .hasMessageContaining("parameter rate: '" + wrong + "'");
        }
        assertThat(fill(DECLARED, Map.of("rate", "-9223372036854775808")))
                .contains("(-9223372036854775808)");
    }

    @Test
    void namesWhatIsNoPlaceholder() {
        assertRefused(
                "SELECT 1,\n '${', '${1}', '${a b}'",
                Map.of(),
                "script line 2, column 3: "
                        + PLACEHOLDER
                        + "; script line 2, column 9: "
                        + PLACEHOLDER
                        + "; script line 2, column 17: "
                        + PLACEHOLDER);
    }

    @Test
    void namesWhatIsNoDeclaration() {
        assertRefused(
                """
                -- @param a number
                -- @param b int = x
                -- @param c enum = x
                -- @param d int = 1
                -- @param d int = 2
                SELECT 1
                """,
                Map.of(),
                "line 1: '-- @param a number'"
                        + DECLARATION
                        + "; line 2: default of b: 'x' (expected: a whole number); line 3: '--"
                        + " @param c enum = x'"
                        + DECLARATION
                        + "; line 5: d is declared twice; parameter b: 'x' (expected: a whole"
                        + " number)");
    }

    private static void assertRefused(String script, Map<String, String> values, String message) {
        assertThatThrownBy(() -> fill(script, values))
                .isInstanceOfSatisfying(
                        DreyException.class,
                        e -> assertThat(e.code()).isEqualTo(DreyErrorCode.PARAMETER_INVALID))
                .hasMessage(message);
    }

    private static String fill(String script, Map<String, String> values) {
        return Parameters.fill(spec(script, values, Map.of())).script();
    }

    private static DeploymentSpec spec(
            String script, Map<String, String> values, Map<String, String> settings) {
        return new DeploymentSpec(
                null, script, null, settings, null, null, null, null, values, null);
    }
}
