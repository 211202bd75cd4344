package io.drey.kernel.flink120.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.kernel.flink120.error.TestingNames;
import io.drey.protocol.KernelMessages.Completion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The caret of each source is where the bar is. */
class TestSqlCompletion {
    private final SqlCompletion completion = new SqlCompletion(new TestingNames());

    @Test
    void beginsStatements() {
        assertThat(texts("|")).contains("SELECT", "CREATE TABLE", "SHOW TABLES");
        assertThat(texts("sel|")).containsExactly("SELECT");
        assertThat(texts("SELECT 1;\n-- x\nDES|")).containsExactly("DESCRIBE");
    }

    @Test
    void findsTables() {
        assertThat(texts("SELECT * FROM |")).startsWith("flights");
        assertThat(texts("SELECT * FROM fl|")).containsExactly("flights");
        assertThat(texts("SELECT * FROM other, fl|")).containsExactly("flights");
        assertThat(texts("INSERT INTO fli|")).containsExactly("flights");
        assertThat(texts("DESCRIBE fli|")).containsExactly("flights");
    }

    @Test
    void findsColumnsOfTheTablesInTheQuery() {
        assertThat(items("SELECT de| FROM flights"))
                .first()
                .isEqualTo(new Completion("delay", "column", "BIGINT · flights", null));
        assertThat(texts("SELECT * FROM flights WHERE or|")).startsWith("origin");
        assertThat(texts("SELECT de| FROM nosuch")).doesNotContain("delay");
    }

    @Test
    void putsReservedWordsInBackticks() {
        assertThat(texts("SELECT da| FROM flights")).startsWith("`date`");
    }

    @Test
    void resolvesAliases() {
        assertThat(texts("SELECT f.| FROM flights AS f"))
                .containsExactly("`date`", "delay", "origin");
        assertThat(texts("SELECT f.o| FROM flights f JOIN t ON TRUE")).containsExactly("origin");
        assertThat(texts("SELECT flights.d| FROM flights")).containsExactly("`date`", "delay");
        assertThat(texts("SELECT * FROM default_database.|")).contains("flights");
    }

    @Test
    void findsFunctionsAndKeywords() {
        assertThat(texts("SELECT upp|")).containsExactly("UPPER");
        assertThat(texts("SELECT a FROM t GRO|")).containsExactly("GROUP BY");
    }

    @Test
    void findsConnectorsAndFormats() {
        assertThat(texts("CREATE TABLE t (a INT) WITH ('connector' = '|"))
                .containsExactly("datagen", "filesystem");
        assertThat(texts("CREATE TABLE t (a INT) WITH ('connector' = 'fi|', 'x' = 'y')"))
                .containsExactly("filesystem");
        assertThat(texts("CREATE TABLE t (a INT) WITH ('format' = 'c|')")).containsExactly("csv");
    }

    @Test
    void saysNothingInsideOtherTexts() {
        assertThat(texts("SELECT 'sel|'")).isEmpty();
        assertThat(texts("SELECT 'sel|")).isEmpty();
    }

    @Test
    void looksOnlyAtTheStatementOfTheCaret() {
        assertThat(texts("SELECT * FROM flights; SELECT de| FROM nosuch; SELECT 1"))
                .doesNotContain("delay");
    }

    private List<String> texts(String source) {
        return items(source).stream().map(Completion::text).toList();
    }

    private List<Completion> items(String source) {
        int caret = source.indexOf('|');
        return completion.complete(source.replace("|", ""), caret).items();
    }
}
