package io.drey.kernel.flink120;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.kernel.flink120.catalog.SessionCatalogs;
import io.drey.kernel.flink120.completion.SqlCompletion;
import io.drey.kernel.flink120.error.FailureTranslator;
import io.drey.kernel.flink120.setting.NotebookSettings;
import io.drey.kernel.flink120.statement.StatementEnvironment;
import io.drey.protocol.CatalogMessages.Browse;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Making the tables takes far longer than completing their names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ITCompletionSpeed {
    private static final int TABLES = 5000;
    private static final double LIMIT_MILLIS = 150;

    private final KernelSession session =
            new KernelSession(new Configuration(), NotebookSettings.NONE, new Configuration());

    @BeforeAll
    void makeTables() {
        StatementEnvironment.useThread();
        for (int i = 0; i < TABLES; i++) {
            session.execute(
                            "CREATE TABLE t"
                                    + i
                                    + " (a INT, b STRING) WITH ('connector' = 'datagen')")
                    .close();
        }
    }

    @Test
    void browsesQuickly() {
        SessionCatalogs catalogs = session.catalogs(new FailureTranslator(session.names()));
        List<Browse> questions =
                List.of(
                        new Browse(1, "", "", "", "t47", false, 200, false),
                        new Browse(1, "", "", "", "11", false, 200, true),
                        new Browse(1, "", "", "", "b", true, 200, false),
                        new Browse(
                                1,
                                "",
                                "default_catalog",
                                "default_database",
                                "",
                                false,
                                500,
                                true));
        expectQuick(
                "browsing",
                i -> {
                    assertThat(catalogs.browse(questions.get(i % 4)).entries()).isNotEmpty();
                });
    }

    @Test
    void staysQuickWithManyTables() {
        SqlCompletion completion = new SqlCompletion(session.names());
        List<String> sources =
                List.of("SELECT * FROM t4|", "SELECT | FROM t4711", "SELECT x.| FROM t42 x");
        expectQuick(
                "completion",
                i -> {
                    // As after a statement that changed the catalog.
                    if (i % 10 == 0) {
                        session.forgetNames();
                    }
                    String source = sources.get(i % sources.size());
                    assertThat(
                                    completion
                                            .complete(source.replace("|", ""), source.indexOf('|'))
                                            .items())
                            .isNotEmpty();
                });
    }

    private static void expectQuick(String what, IntConsumer question) {
        IntStream.range(0, 150).forEach(question);
        double[] times =
                IntStream.range(0, 300).mapToDouble(i -> millis(question, i)).sorted().toArray();
        double p95 = times[times.length * 95 / 100];
        System.out.printf(
                Locale.ROOT,
                "%s with %d tables: median %.2f ms, p95 %.2f ms, worst %.2f ms%n",
                what,
                TABLES,
                times[times.length / 2],
                p95,
                times[times.length - 1]);
        assertThat(p95).isLessThan(LIMIT_MILLIS);
    }

    private static double millis(IntConsumer question, int i) {
        long start = System.nanoTime();
        question.accept(i);
        return (System.nanoTime() - start) / 1e6;
    }

    @AfterAll
    void close() {
        session.close();
    }
}
