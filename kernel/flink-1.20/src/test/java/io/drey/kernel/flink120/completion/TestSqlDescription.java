package io.drey.kernel.flink120.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.kernel.flink120.error.TestingNames;
import io.drey.protocol.KernelMessages.Call;
import io.drey.protocol.KernelMessages.Description;
import io.drey.protocol.KernelMessages.Fact;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The place of each source is where the bar is. */
class TestSqlDescription {
    private final SqlDescription description = new SqlDescription(new TestingNames());

    @Test
    void tellsOfTables() {
        assertThat(word("SELECT * FROM fli|ghts"))
                .isEqualTo(
                        new Description(
                                14,
                                21,
                                "table",
                                "flights",
                                null,
                                List.of("Connector: filesystem"),
                                List.of(
                                        new Fact("date", "TIMESTAMP(3)"),
                                        new Fact("delay", "BIGINT"),
                                        new Fact("origin", "STRING"))));
        assertThat(word("SELECT |f.delay FROM flights f").title()).isEqualTo("flights");
        assertThat(word("WITH x AS (SELECT delay AS d FROM flights) SELECT d FROM |x").columns())
                .containsExactly(new Fact("d", ""));
    }

    @Test
    void tellsOfColumns() {
        assertThat(word("SELECT f.de|lay FROM flights f").lines()).containsExactly("BIGINT · f");
        assertThat(word("SELECT orig|in FROM flights").lines()).containsExactly("STRING · flights");
        assertThat(word("SELECT `da|te` FROM flights").what()).isEqualTo("column");
    }

    @Test
    void tellsOfFunctionsAndSettings() {
        assertThat(word("SELECT up|per(origin) FROM flights"))
                .isEqualTo(
                        new Description(
                                7,
                                12,
                                "function",
                                "UPPER",
                                "The text in capitals.",
                                List.of("UPPER(text)"),
                                List.of()));
        assertThat(word("SET 'table.exec.state|.ttl' = '1 h'").text()).contains("state");
        assertThat(description.describe("SELECT 1", 7)).isEmpty();
    }

    @Test
    void tellsOfTheCallAround() {
        assertThat(call("SELECT COALESCE(a, UPPER(b), |"))
                .isEqualTo(
                        new Call(
                                "COALESCE",
                                List.of("COALESCE(value, …)"),
                                "The first value that is not NULL.",
                                2));
        assertThat(call("SELECT COALESCE(a, UPPER(|b)").name()).isEqualTo("UPPER");
        assertThat(call("SELECT UPPER((a + |").name()).isEqualTo("UPPER");
        assertThat(description.call("SELECT UPPER(a) + ", 18)).isEmpty();
        assertThat(description.call("SELECT UPPER(a; SELECT ", 23)).isEmpty();
    }

    private Description word(String source) {
        return description.describe(source.replace("|", ""), source.indexOf('|')).orElseThrow();
    }

    private Call call(String source) {
        return description.call(source.replace("|", ""), source.indexOf('|')).orElseThrow();
    }
}
