package io.drey.bench;

import io.drey.client.DreyClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs every measurement against a Drey that is up, and prints one table.
 *
 * <p>Arguments: the distribution's folder, the server's address, its token.
 */
public final class BenchMain {
    private static final int SMALL_RUNS = 50;
    private static final long LARGE_ROWS = 10_000_000;
    private static final String LARGE =
            """
            CREATE TEMPORARY TABLE many_rows (a BIGINT, b BIGINT, c DOUBLE, d STRING) WITH (
            'connector' = 'datagen', 'number-of-rows' = '%d', 'rows-per-second' = '1000000000',
            'fields.d.length' = '16')"""
                    .formatted(LARGE_ROWS);
    private static final String ENDLESS =
            """
            CREATE TEMPORARY TABLE endless (k INT, v INT) WITH (
            'connector' = 'datagen', 'rows-per-second' = '1000')""";
    private static final String SMALL_BATCH =
            "SELECT a, COUNT(*) AS n FROM (VALUES (1), (2), (1)) AS t (a) GROUP BY a";

    private BenchMain() {}

    public static void main(String[] arguments) throws Exception {
        FlinkClassPath flink = new FlinkClassPath(Path.of(arguments[0]), "1.20");
        DreyClient client = DreyClient.of(URI.create(arguments[1]), arguments[2]);
        URI jobManager = URI.create(String.valueOf(client.getStatus().cluster().webUrl()));
        Path directory = Files.createTempDirectory("drey-bench");
        try (DreySide drey = new DreySide(client);
                Side gateway = new GatewaySide(flink, directory, jobManager);
                Side collect = new CollectSide(flink, directory, jobManager)) {
            List<Side> all = List.of(drey, gateway, collect);
            for (Side side : all) {
                side.prepare("streaming", LARGE);
                side.prepare("streaming", ENDLESS);
            }
            System.out.println("| measured | " + names(all) + " | Drey is better by |");
            System.out.println("|---|" + "---|".repeat(all.size() + 1));
            small(all, "small bounded SELECT, first row, p50, ms", "batch", SMALL_BATCH);
            small(all, "small streaming SELECT, first row, p50, ms", "streaming", SMALL_BATCH);
            throughput(all);
            // Last, since the interval stays set.
            firstRowWithCheckpoints(all);
            paging(drey);
        }
    }

    /** Sides take turns, so that a machine that slows down slows all of them. */
    private static void small(List<Side> sides, String what, String mode, String query)
            throws Exception {
        List<List<Double>> millis = new ArrayList<>();
        sides.forEach(side -> millis.add(new ArrayList<>()));
        for (int run = -5; run < SMALL_RUNS; run++) {
            for (int s = 0; s < sides.size(); s++) {
                Timing timing = sides.get(s).run(mode, query, 2);
                if (run >= 0) {
                    millis.get(s).add(timing.firstMillis());
                }
            }
        }
        report(what, millis.stream().map(Median::of).toList(), false);
    }

    private static void firstRowWithCheckpoints(List<Side> sides) throws Exception {
        List<Double> millis = new ArrayList<>();
        for (Side side : sides) {
            side.prepare("streaming", "SET 'execution.checkpointing.interval' = '10s'");
            List<Double> runs = new ArrayList<>();
            for (int run = 0; run < 3; run++) {
                runs.add(side.run("streaming", "SELECT k, v FROM endless", 1).firstMillis());
            }
            millis.add(Median.of(runs));
        }
        report("first row of a stream, checkpoints every 10 s exactly once, ms", millis, false);
    }

    /** Slow sides read a part; their rate does not depend on how much is left. */
    private static void throughput(List<Side> sides) throws Exception {
        List<Double> rates = new ArrayList<>();
        for (Side side : sides) {
            long rows = side instanceof DreySide ? LARGE_ROWS : LARGE_ROWS / 20;
            side.run("streaming", "SELECT * FROM many_rows", rows / 10);
            rates.add(side.run("streaming", "SELECT * FROM many_rows", rows).rowsPerSecond());
        }
        report("rows per second at the client, 4 columns", rates, true);
    }

    private static void paging(DreySide drey) throws Exception {
        List<Double> millis = drey.pages("SELECT * FROM many_rows", 200, 100);
        System.out.println();
        System.out.println("| measured | Drey | wanted |");
        System.out.println("|---|---|---|");
        System.out.printf(
                Locale.ROOT,
                "| a page of 100 rows anywhere in 10 M, API client, ms |"
                        + " p50 %.1f, worst %.0f of %d | each under 300 |%n",
                Median.of(millis),
                millis.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
                millis.size());
    }

    private static void report(String what, List<Double> values, boolean isMoreBetter) {
        List<String> cells = new ArrayList<>();
        List<String> ratios = new ArrayList<>();
        for (double value : values) {
            cells.add(String.format(Locale.ROOT, "%,.0f", value));
            double ratio = isMoreBetter ? values.get(0) / value : value / values.get(0);
            ratios.add(String.format(Locale.ROOT, "%.1f×", ratio));
        }
        System.out.println(
                "| "
                        + what
                        + " | "
                        + String.join(" | ", cells)
                        + " | "
                        + String.join(", ", ratios.subList(1, ratios.size()))
                        + " |");
    }

    private static String names(List<Side> sides) {
        return String.join(" | ", sides.stream().map(Side::name).toList());
    }
}
