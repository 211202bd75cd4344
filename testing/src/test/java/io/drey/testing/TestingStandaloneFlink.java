package io.drey.testing;

import static org.awaitility.Awaitility.await;

import io.drey.model.DreyException;
import io.drey.server.cluster.FlinkRest;
import io.drey.server.platform.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Flink session cluster that is nobody's: one JobManager and one TaskManager, of Flink's own jars
 * and with Flink's own defaults.
 */
final class TestingStandaloneFlink implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final String HOST = "127.0.0.1";

    private final Path folder;
    private final int restPort = FreePort.find(HOST);
    private final List<Process> processes = new ArrayList<>();

    private TestingStandaloneFlink(Path folder) {
        this.folder = folder;
    }

    /** Starts one that keeps everything in a folder, with eight slots. */
    static TestingStandaloneFlink start(Path folder) throws IOException {
        TestingStandaloneFlink flink = new TestingStandaloneFlink(folder);
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(
                conf.resolve("config.yaml"),
                flink.settings().entrySet().stream()
                        .map(setting -> setting.getKey() + ": " + setting.getValue() + "\n")
                        .collect(Collectors.joining()));
        Files.writeString(
                conf.resolve("log4j.properties"),
                """
                rootLogger.level = INFO
                rootLogger.appenderRef.file.ref = file
                appender.file.name = file
                appender.file.type = File
                appender.file.fileName = ${sys:log.file}
                appender.file.layout.type = PatternLayout
                appender.file.layout.pattern = %d %-5p %c{1.} - %m%n
                """);
        flink.launch(
                "jobmanager",
                "256m",
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
        flink.launch(
                "taskmanager", "384m", "org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
        return flink;
    }

    URI uri() {
        return URI.create("http://" + HOST + ":" + restPort);
    }

    /** Waits until it has slots. */
    void awaitUp(FlinkRest rest) {
        await().atMost(START_LIMIT)
                .ignoreExceptionsInstanceOf(DreyException.class)
                .until(() -> rest.overview().slotsFree() > 0);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("rest.address", HOST);
        settings.put("rest.port", String.valueOf(restPort));
        settings.put("jobmanager.rpc.address", HOST);
        settings.put("jobmanager.rpc.port", String.valueOf(FreePort.find(HOST)));
        settings.put("taskmanager.host", HOST);
        settings.put("taskmanager.numberOfTaskSlots", "8");
        // Flink's scripts would make these up.
        settings.put("taskmanager.cpu.cores", "8");
        settings.put("taskmanager.memory.task.heap.size", "256mb");
        settings.put("taskmanager.memory.task.off-heap.size", "0mb");
        settings.put("taskmanager.memory.framework.heap.size", "128mb");
        settings.put("taskmanager.memory.framework.off-heap.size", "64mb");
        settings.put("taskmanager.memory.managed.size", "64mb");
        settings.put("taskmanager.memory.network.min", "32mb");
        settings.put("taskmanager.memory.network.max", "32mb");
        settings.put("taskmanager.memory.jvm-metaspace.size", "256mb");
        settings.put("taskmanager.memory.jvm-overhead.min", "64mb");
        settings.put("taskmanager.memory.jvm-overhead.max", "64mb");
        return settings;
    }

    private void launch(String role, String heap, String mainClass) throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp-" + role));
        Process process =
                new ProcessBuilder(
                                TestingDistribution.java().toString(),
                                "-Xmx" + heap,
                                "-XX:TieredStopAtLevel=1",
                                "@" + TestingDistribution.runtime().resolve("jvm.options"),
                                "-Djava.io.tmpdir=" + temporary,
                                "-Dlog.file=" + folder.resolve(role + ".log"),
                                "-Dlog4j.configurationFile="
                                        + folder.resolve("conf/log4j.properties").toUri(),
                                "-cp",
                                classPath(),
                                mainClass,
                                "--configDir",
                                folder.resolve("conf").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(role + ".out").toFile())
                        .start();
        processes.add(process);
    }

    /** What a release of Flink has in its lib folder; nothing of Drey. */
    private static String classPath() throws IOException {
        List<String> jars = new ArrayList<>();
        for (String name : List.of("lib", "planner")) {
            try (Stream<Path> files = Files.list(TestingDistribution.runtime().resolve(name))) {
                files.filter(file -> !file.getFileName().toString().startsWith("drey-"))
                        .sorted()
                        .forEach(file -> jars.add(file.toString()));
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }
}
