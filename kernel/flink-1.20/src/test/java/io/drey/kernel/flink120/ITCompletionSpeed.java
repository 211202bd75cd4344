package io.drey.kernel.flink120;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.kernel.flink120.completion.SqlCompletion;
import io.drey.kernel.flink120.statement.StatementEnvironment;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

/** Making the tables takes far longer than completing their names. */
class ITCompletionSpeed {
    private static final int TABLES = 5000;
    private static final double LIMIT_MILLIS = 150;

    @Test
    void staysQuickWithManyTables() {
        try (KernelSession session = new KernelSession(new Configuration(), new Configuration())) {
            StatementEnvironment.useThread();
            for (int i = 0; i < TABLES; i++) {
                session.execute(
                                "CREATE TABLE t"
                                        + i
                                        + " (a INT, b STRING) WITH ('connector' = 'datagen')")
                        .close();
            }
            SqlCompletion completion = new SqlCompletion(session.names());
            List<String> sources =
                    List.of("SELECT * FROM t4|", "SELECT | FROM t4711", "SELECT x.| FROM t42 x");
            IntStream.range(0, 150)
                    .forEach(i -> millis(completion, sources.get(i % sources.size())));

            double[] times =
                    IntStream.range(0, 300)
                            .mapToDouble(
                                    i -> {
                                        // As after a statement that changed the catalog.
                                        if (i % 10 == 0) {
                                            session.names().forget();
                                        }
                                        return millis(completion, sources.get(i % sources.size()));
                                    })
                            .sorted()
                            .toArray();

            double p95 = times[times.length * 95 / 100];
            System.out.printf(
                    Locale.ROOT,
                    "completion with %d tables: median %.2f ms, p95 %.2f ms, worst %.2f ms%n",
                    TABLES,
                    times[times.length / 2],
                    p95,
                    times[times.length - 1]);
            assertThat(p95).isLessThan(LIMIT_MILLIS);
        }
    }

    private static double millis(SqlCompletion completion, String source) {
        long start = System.nanoTime();
        assertThat(completion.complete(source.replace("|", ""), source.indexOf('|')).items())
                .isNotEmpty();
        return (System.nanoTime() - start) / 1e6;
    }
}
