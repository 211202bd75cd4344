import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes class-data archives, with which Drey's processes start in about half the time.
 *
 * <p>Run as a single-file program: {@code java Archives.java DREY}. Starts Drey on a data directory
 * of its own, lets it answer some queries while each process writes down the classes it loads, and
 * stores these, read and checked, in {@code DREY/cds}. An archive serves only the class path it was
 * made for; a process ignores one that does not fit.
 */
final class Archives {
    private static final Pattern PROCESS =
            Pattern.compile("\"role\"\\s*:\\s*\"([a-z-]+)\"[^}]*?\"pid\"\\s*:\\s*(\\d+)");
    private static final Map<String, String> NAMES =
            Map.of(
                    "server", "server",
                    "spare-kernel", "kernel-1.20",
                    "jobmanager", "jobmanager-1.20",
                    "taskmanager", "taskmanager-1.20");

    /** What nearly everybody does first; each statement brings other parts of Flink to life. */
    private static final List<List<String>> QUERIES =
            List.of(
                    List.of("--mode", "batch", "-e", batchQuery()),
                    List.of("--mode", "streaming", "--limit", "20", "-e", streamingQuery()),
                    List.of("-e", "SHOW TABLES; SELECT no_such_column FROM (VALUES (1)) AS t (a)"));

    private final Path drey;
    private final Path work;
    private final Path data;
    private final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private Archives(Path drey, Path work) {
        this.drey = drey;
        this.work = work;
        this.data = work.resolve("data");
    }

    public static void main(String[] arguments) throws Exception {
        Archives archives =
                new Archives(Path.of(arguments[0]), Files.createTempDirectory("drey-archives"));
        // Also when interrupted: nothing that was started may stay.
        Runtime.getRuntime().addShutdownHook(new Thread(archives::cleanUp));
        archives.make();
    }

    /** A program and where it looks for classes, as the running process tells. */
    private record Observed(String name, long pid, String classPath) {}

    private void make() throws Exception {
        drey(List.of("up", "--detach", "--port", "0"), "server");
        for (List<String> query : QUERIES) {
            List<String> command = new ArrayList<>(List.of("sql"));
            command.addAll(query);
            drey(command, "cli");
        }
        List<Observed> observed = observe(drey(List.of("status", "--json"), null));
        // They write their lists to the end when they end.
        drey(List.of("down"), null);
        Path archives = Files.createDirectories(drey.resolve("cds"));
        for (Observed process : observed) {
            boolean isKernel = process.name().startsWith("kernel");
            Path list = isKernel ? merge(others(observed)) : list(process.pid());
            dump(process.name(), list, process.classPath(), archives);
        }
        dump("cli", merge(lists("cli-")), drey.resolve("cli/lib") + "/*", archives);
    }

    /** Runs a command of Drey; the JVMs it starts write the classes they load to a file each. */
    private String drey(List<String> arguments, String listed) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(java, "-Ddrey.home=" + drey, "-cp", drey.resolve("cli/lib") + "/*"));
        if ("cli".equals(listed)) {
            command.add(1, "-XX:DumpLoadedClassList=" + work.resolve("cli-%p.list"));
        }
        command.add("io.drey.cli.DreyCli");
        command.addAll(arguments);
        command.addAll(List.of("--data", data.toString()));
        Map<String, String> environment = new TreeMap<>();
        if ("server".equals(listed)) {
            environment.put(
                    "JAVA_TOOL_OPTIONS", "-XX:DumpLoadedClassList=" + work.resolve("%p.list"));
        }
        return run(command, environment);
    }

    private List<Observed> observe(String status) throws Exception {
        List<Observed> found = new ArrayList<>();
        Matcher process = PROCESS.matcher(status);
        while (process.find()) {
            String name = NAMES.get(process.group(1));
            if (name != null && found.stream().noneMatch(other -> other.name().equals(name))) {
                long pid = Long.parseLong(process.group(2));
                found.add(new Observed(name, pid, classPath(pid)));
            }
        }
        if (found.size() != NAMES.size()) {
            throw new IllegalStateException("not all processes are there: " + status);
        }
        return found;
    }

    private String classPath(long pid) throws Exception {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String properties =
                run(List.of(jcmd, String.valueOf(pid), "VM.system_properties"), Map.of());
        for (String line : properties.split("\n")) {
            if (line.startsWith("java.class.path=")) {
                // Written as a properties file: with these characters escaped.
                return line.substring("java.class.path=".length()).strip().replaceAll("\\\\(.)", "$1");
            }
        }
        throw new IllegalStateException("no class path of process " + pid);
    }

    private Path list(long pid) {
        // The JVM writes "pid" before the number it puts in for %p.
        return work.resolve("pid" + pid + ".list");
    }

    /** The lists of the spare kernel and of those that ran queries and are gone by now. */
    private List<Path> others(List<Observed> observed) throws IOException {
        List<Path> known =
                observed.stream()
                        .filter(process -> !process.name().startsWith("kernel"))
                        .map(process -> list(process.pid()))
                        .toList();
        return lists("").stream()
                .filter(list -> !known.contains(list))
                .filter(list -> !list.getFileName().toString().startsWith("cli-"))
                .toList();
    }

    private List<Path> lists(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .filter(file -> file.toString().endsWith(".list"))
                    .toList();
        }
    }

    private Path merge(List<Path> lists) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path list : lists) {
            lines.addAll(Files.readAllLines(list));
        }
        Path merged = Files.createTempFile(work, "lists", ".merged");
        return Files.write(merged, lines.stream().distinct().toList());
    }

    private void dump(String name, Path list, String classPath, Path archives) throws Exception {
        Path fresh = work.resolve(name + ".jsa");
        String said = run(
                List.of(
                        java,
                        "-Xshare:dump",
                        "-Xmx512m",
                        "-Xlog:cds=error",
                        "-XX:SharedClassListFile=" + list,
                        "-XX:SharedArchiveFile=" + fresh,
                        "-cp",
                        classPath),
                Map.of());
        if (!Files.exists(fresh)) {
            throw new IllegalStateException(
                    "no archive of " + name + ": " + said + Files.readString(work.resolve("errors")));
        }
        Files.move(
                fresh, archives.resolve(name + ".jsa"), StandardCopyOption.REPLACE_EXISTING);
    }

    private String run(List<String> command, Map<String, String> environment) throws Exception {
        Path output = Files.createTempFile(work, "command", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(output.toFile())
                        .redirectError(work.resolve("errors").toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroy();
            throw new IllegalStateException("does not end: " + command);
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    private static String batchQuery() {
        return """
                CREATE TEMPORARY TABLE drey_cds (k INT, s STRING, t TIMESTAMP(3))
                  WITH ('connector' = 'datagen', 'number-of-rows' = '1000', 'rows-per-second' = '1000000');
                SELECT s, COUNT(*) AS n, MAX(t) AS t FROM drey_cds WHERE k > 5 GROUP BY s ORDER BY n LIMIT 5;
                """;
    }

    private static String streamingQuery() {
        return """
                CREATE TEMPORARY TABLE drey_cds_stream (k INT, t AS PROCTIME())
                  WITH ('connector' = 'datagen', 'rows-per-second' = '1000', 'fields.k.min' = '1',
                        'fields.k.max' = '9');
                SELECT k, COUNT(*) AS n FROM drey_cds_stream GROUP BY k;
                """;
    }

    private void cleanUp() {
        try {
            if (Files.isDirectory(data)) {
                drey(List.of("down"), null);
            }
            try (Stream<Path> files = Files.walk(work)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (Exception e) {
            System.err.println("cannot clean up " + work + ": " + e);
        }
    }
}
