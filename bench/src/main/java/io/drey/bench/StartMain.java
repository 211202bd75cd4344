package io.drey.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * From nothing running to the first answer: {@code ./drey sql -e}, which starts Drey, beside
 * Flink's own standalone cluster with Flink's SQL client.
 *
 * <p>Arguments: the distribution's folder, the {@code drey} script. Flink's processes are started
 * all at once and without the shell scripts around them, which is the best its users could have.
 */
public final class StartMain {
    private static final int ROUNDS = 3;
    private static final String QUERY =
            "SELECT a, COUNT(*) AS n FROM (VALUES (1), (2), (1)) AS t (a) GROUP BY a";

    /** The first row as CSV or in a table drawn with lines. */
    private static final Pattern ANSWER = Pattern.compile("1 *[,|] *2");

    private StartMain() {}

    public static void main(String[] arguments) throws Exception {
        FlinkClassPath flink = new FlinkClassPath(Path.of(arguments[0]), "1.20");
        List<Double> drey = new ArrayList<>();
        List<Double> standalone = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            drey.add(seconds(directory -> drey(arguments[1], directory)));
            standalone.add(seconds(directory -> standalone(flink, directory)));
        }
        System.out.println(
                "| measured | Drey | standalone cluster and SQL client | Drey is better by |");
        System.out.println("|---|---|---|---|");
        System.out.printf(
                Locale.ROOT,
                "| from nothing running to the first answer, median of %d, s | %.1f | %.1f | %.1f× |%n",
                ROUNDS,
                Median.of(drey),
                Median.of(standalone),
                Median.of(standalone) / Median.of(drey));
    }

    private interface Start {
        /** Starts everything, and returns when the answer was printed; closing stops it all. */
        AutoCloseable start(Path directory) throws Exception;
    }

    private static double seconds(Start start) throws Exception {
        Path directory = Files.createTempDirectory("drey-bench");
        long began = System.nanoTime();
        try (AutoCloseable started = start.start(directory)) {
            return (System.nanoTime() - began) / 1e9;
        } finally {
            delete(directory);
        }
    }

    private static AutoCloseable drey(String script, Path directory) throws Exception {
        String data = directory.resolve("data").toString();
        expectAnswer(
                new ProcessBuilder(
                        script,
                        "sql",
                        "--data",
                        data,
                        "--mode",
                        "batch",
                        "--format",
                        "csv",
                        "-e",
                        QUERY));
        return () -> new ProcessBuilder(script, "down", "--data", data).start().waitFor();
    }

    private static AutoCloseable standalone(FlinkClassPath flink, Path directory) throws Exception {
        Files.writeString(directory.resolve("config.yaml"), configuration());
        Path query = directory.resolve("query.sql");
        Files.writeString(
                query,
                "SET 'execution.runtime-mode' = 'batch';\n"
                        + "SET 'sql-client.execution.result-mode' = 'tableau';\n"
                        + QUERY
                        + ";\n");
        List<Process> cluster = new ArrayList<>();
        for (String role :
                List.of(
                        "entrypoint.StandaloneSessionClusterEntrypoint",
                        "taskexecutor.TaskManagerRunner")) {
            cluster.add(
                    builder(
                                    flink,
                                    directory,
                                    "org.apache.flink.runtime." + role,
                                    List.of("-c", directory.toString()))
                            .redirectErrorStream(true)
                            .redirectOutput(directory.resolve(role + ".log").toFile())
                            .start());
        }
        expectAnswer(
                builder(
                        flink,
                        directory,
                        "org.apache.flink.table.client.SqlClient",
                        List.of("embedded", "-f", query.toString())));
        return () -> {
            for (Process process : cluster) {
                process.destroyForcibly().waitFor();
            }
        };
    }

    private static ProcessBuilder builder(
            FlinkClassPath flink, Path directory, String mainClass, List<String> arguments)
            throws IOException {
        ProcessBuilder builder = flink.builder(mainClass, arguments);
        builder.environment().put("FLINK_CONF_DIR", directory.toString());
        return builder;
    }

    private static void expectAnswer(ProcessBuilder builder) throws Exception {
        Path printed = Files.createTempFile("drey-bench", ".out");
        try {
            Process process =
                    builder.redirectErrorStream(true).redirectOutput(printed.toFile()).start();
            boolean hasEnded = process.waitFor(2, TimeUnit.MINUTES);
            process.destroyForcibly();
            String text = Files.readString(printed);
            if (!hasEnded || process.exitValue() != 0 || !ANSWER.matcher(text).find()) {
                throw new IllegalStateException(
                        "no answer from " + builder.command() + ":\n" + text);
            }
        } finally {
            Files.delete(printed);
        }
    }

    /** What Flink's scripts would work out, and two ports that are free. */
    private static String configuration() throws IOException {
        return """
                rest.address: 127.0.0.1
                rest.port: %d
                jobmanager.rpc.address: 127.0.0.1
                jobmanager.rpc.port: %d
                taskmanager.cpu.cores: 2
                taskmanager.numberOfTaskSlots: 4
                taskmanager.memory.framework.heap.size: 128m
                taskmanager.memory.framework.off-heap.size: 128m
                taskmanager.memory.task.heap.size: 256m
                taskmanager.memory.task.off-heap.size: 0
                taskmanager.memory.managed.size: 128m
                taskmanager.memory.network.min: 64m
                taskmanager.memory.network.max: 64m
                taskmanager.memory.jvm-metaspace.size: 256m
                taskmanager.memory.jvm-overhead.min: 192m
                taskmanager.memory.jvm-overhead.max: 192m
                """
                .formatted(FreePort.find(), FreePort.find());
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
