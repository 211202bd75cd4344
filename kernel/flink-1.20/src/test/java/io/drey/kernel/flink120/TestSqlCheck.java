package io.drey.kernel.flink120;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.kernel.Language.Explanation;
import io.drey.kernel.Language.Findings;
import io.drey.kernel.flink120.check.SqlCheck;
import io.drey.kernel.flink120.check.SqlExplanation;
import io.drey.kernel.flink120.error.FailureTranslator;
import io.drey.kernel.flink120.setting.NotebookSettings;
import io.drey.kernel.flink120.statement.StatementEnvironment;
import io.drey.protocol.KernelMessages.Fact;
import io.drey.protocol.KernelMessages.Failure;
import io.drey.protocol.KernelMessages.Plan;
import io.drey.protocol.KernelMessages.PlanNode;
import io.drey.protocol.KernelMessages.Remedy;
import io.drey.protocol.KernelMessages.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts checked in a real session, from {@code check-corpus.txt}.
 *
 * <p>A line there is a text, two colons, and how what is found begins: nothing ({@code ok}), or for
 * each failure its place, code and suggestion.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TestSqlCheck {
    private static final String JOIN =
            "SELECT f.origin, COUNT(*) AS n FROM flights f JOIN airports a ON f.origin = a.code"
                    + " WHERE a.state = 'CA' GROUP BY f.origin";

    private KernelSession session;
    private SqlCheck check;

    @BeforeAll
    void open() {
        session =
                new KernelSession(new Configuration(), NotebookSettings.NONE, new Configuration());
        check = new SqlCheck(new FailureTranslator(session.names()), session::sideEnvironment);
        execute(
                "CREATE TABLE flights (flight_id BIGINT, origin STRING, dest STRING, delay INT,"
                        + " ts TIMESTAMP(3), late AS delay > 15, WATERMARK FOR ts AS ts -"
                        + " INTERVAL '1' SECOND) WITH ('connector' = 'datagen')");
        execute(
                "CREATE TEMPORARY TABLE airports (code STRING, city STRING, state STRING) WITH"
                        + " ('connector' = 'filesystem', 'path' = '/nowhere', 'format' = 'csv')");
        execute(
                "CREATE TABLE totals (origin STRING, n BIGINT, PRIMARY KEY (origin) NOT ENFORCED)"
                        + " WITH ('connector' = 'print')");
        execute(
                "CREATE TABLE out_files (origin STRING, n BIGINT) WITH ('connector' = 'filesystem', 'path' = '/nowhere', 'format' = 'csv')");
        execute("CREATE TEMPORARY VIEW delayed AS SELECT origin, delay FROM flights WHERE late");
    }

    static Stream<String> lines() throws IOException {
        return lines("/check-corpus.txt");
    }

    static Stream<String> warnings() throws IOException {
        return lines("/warning-corpus.txt");
    }

    private static Stream<String> lines(String name) throws IOException {
        try (InputStream corpus = TestSqlCheck.class.getResourceAsStream(name)) {
            return new String(corpus.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .toList()
                            .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void findsWhatIsWrong(String line) {
        String[] parts = line.split(" :: ", 2);
        String found =
                check.check(parts[0].replace("\\n", "\n"), null).failures().stream()
                        .map(TestSqlCheck::shown)
                        .collect(Collectors.joining("; "));

        assertThat(found.isEmpty() ? "ok" : found).startsWith(parts[1]);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("warnings")
    void warnsOfStateThatOnlyGrows(String line) {
        String[] parts = line.split(" :: ", 2);
        Findings found = check.check(parts[0].replace("\\n", "\n"), "streaming");

        assertThat(found.failures()).isEmpty();
        String shown =
                found.warnings().stream()
                        .map(one -> one.line() + ":" + one.column() + " " + one.message())
                        .collect(Collectors.joining(" | "));
        assertThat(shown.isEmpty() ? "none" : shown).isEqualTo(parts[1]);
    }

    @Test
    void offersToForget() {
        String text = "USE default_database;\nSELECT origin, COUNT(*) FROM flights GROUP BY origin";
        Warning warning = check.check(text, "streaming").warnings().get(0);

        assertThat(warning.remedy())
                .isEqualTo(
                        new Remedy(
                                "SET 'table.exec.state.ttl' = '1 d'",
                                2,
                                1,
                                "SET 'table.exec.state.ttl' = '1 d';\n"));
        String[] lines = text.split("\n");
        String mended = lines[0] + "\n" + warning.remedy().text() + lines[1];
        assertThat(check.check(mended, "streaming")).isEqualTo(Findings.NONE);
        assertThat(check.check(text, "batch").warnings()).isEmpty();
    }

    private static String shown(Failure failure) {
        String place = failure.line() + ":" + failure.column() + "-" + failure.endColumn();
        String suggestion = failure.suggestion() == null ? "" : " " + failure.suggestion();
        return place + " " + failure.code() + suggestion;
    }

    @Test
    void explainsAsGraph() {
        String text =
                "USE default_database;\nSELECT a.city, COUNT(*) AS n FROM flights f JOIN airports a"
                        + " ON f.origin = a.code GROUP BY a.city";
        SqlExplanation explanation =
                new SqlExplanation(
                        new FailureTranslator(session.names()), session::sideEnvironment);

        Explanation found = explanation.explain(text, "streaming");
        Plan plan = found.plans().get(0);

        assertThat(found.failure()).isNull();
        assertThat(plan.line()).isEqualTo(2);
        assertThat(plan.text()).contains("GroupAggregate(groupBy=[city]").contains("I,UA");
        assertThat(plan.nodes().stream().map(TestSqlCheck::shown))
                .containsExactly(
                        "0 source Read flights +I unbounded []",
                        "1 other Compute +I unbounded [0]",
                        "2 other Set watermark +I unbounded [1]",
                        "3 other Compute +I unbounded [2]",
                        "4 source Read airports +I []",
                        "5 join Join +I unbounded [3 by `origin`, 4 by `code`] warning",
                        "6 other Compute +I unbounded [5]",
                        "7 group Group +I +U unbounded [6 by `city`] warning",
                        "8 sink Result null unbounded [7]");
        assertThat(plan.nodes().get(7).facts()).contains(new Fact("groupBy", "city"));
    }

    private static String shown(PlanNode node) {
        return node.id()
                + " "
                + node.what()
                + " "
                + node.title()
                + " "
                + node.changes()
                + (node.isUnbounded() ? " unbounded " : " ")
                + node.inputs().stream()
                        .map(one -> one.node() + (one.sent() == null ? "" : " " + one.sent()))
                        .toList()
                + (node.warning() == null ? "" : " warning");
    }

    @Test
    void explainsUpToWhatIsWrong() {
        SqlExplanation explanation =
                new SqlExplanation(
                        new FailureTranslator(session.names()), session::sideEnvironment);
        String set =
                "BEGIN STATEMENT SET; INSERT INTO out_files SELECT origin, 1 FROM flights;"
                        + " INSERT INTO totals SELECT origin, 2 FROM flights; END;";

        Explanation found =
                explanation.explain(set + "SELECT city FROM airports; SELECT nosuch", "streaming");

        assertThat(found.plans()).extracting(Plan::what).hasSize(2);
        assertThat(found.plans().get(0).nodes())
                .extracting(PlanNode::title)
                .contains("Read flights", "Write to out_files", "Write to totals");
        assertThat(found.failure().code()).isEqualTo("COLUMN_NOT_FOUND");
        assertThat(explanation.explain("SELECT city FROM airports", "batch").plans().get(0).nodes())
                .extracting(PlanNode::changes)
                .containsOnlyNulls();
    }

    @Test
    void leavesNothingBehind() {
        String text =
                "CREATE TABLE passing (a INT) WITH ('connector' = 'datagen');"
                        + "CREATE VIEW passing_view AS SELECT a FROM passing;"
                        + "INSERT INTO passing SELECT 1;"
                        + "DROP TABLE flights; SET 'parallelism.default' = '7'; USE nowhere";
        var unused = check.check(text, "batch");

        session.forgetNames();
        assertThat(session.names().tables())
                .contains("flights")
                .noneMatch(t -> t.startsWith("pas"));
        assertThat(session.isUserSetting("parallelism.default")).isFalse();
    }

    @Test
    void tellsWhatOnlyOneModeCanDo() {
        String text = "SELECT * FROM flights ORDER BY delay";

        assertThat(check.check(text, "batch").failures())
                .extracting(Failure::code)
                .containsExactly("UNSUPPORTED");
    }

    @Test
    void checksWhileTheSessionPlans() throws Exception {
        double alone = median(this::plan);
        AtomicBoolean isOn = new AtomicBoolean(true);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<double[]> checks = other.submit(() -> checkWhile(isOn));
            double beside = median(this::plan);
            isOn.set(false);
            double[] times = checks.get();
            System.out.printf(
                    Locale.ROOT,
                    "planning alone %.1f ms, with checks all the time %.1f ms;"
                            + " check median %.1f ms, p95 %.1f ms (%d)%n",
                    alone,
                    beside,
                    times[times.length / 2],
                    times[times.length * 95 / 100],
                    times.length);
            assertThat(times).isNotEmpty();
        } finally {
            other.shutdownNow();
        }
    }

    private double[] checkWhile(AtomicBoolean isOn) {
        List<Double> times = new ArrayList<>();
        while (isOn.get()) {
            long start = System.nanoTime();
            assertThat(check.check(JOIN, "streaming").failures()).isEmpty();
            times.add((System.nanoTime() - start) / 1e6);
        }
        return times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private void plan() {
        try (StatementEnvironment environment = session.environment()) {
            environment.tables().explainSql(JOIN);
        }
    }

    private static double median(Runnable action) {
        IntStream.range(0, 3).forEach(i -> action.run());
        double[] times =
                IntStream.range(0, 15)
                        .mapToDouble(
                                i -> {
                                    long start = System.nanoTime();
                                    action.run();
                                    return (System.nanoTime() - start) / 1e6;
                                })
                        .toArray();
        Arrays.sort(times);
        return times[times.length / 2];
    }

    private void execute(String statement) {
        session.execute(statement).close();
    }

    @AfterAll
    void close() {
        session.close();
    }
}
