package io.drey.server.cluster;

import io.drey.server.platform.AtomicFiles;
import io.drey.server.platform.TemporaryFolders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes what the local cluster's processes read when they start. Immutable. */
final class LocalClusterFiles {
    /** Marks the command line, so that processes of a lost record can be found and ended. */
    static final String MARK = "-Ddrey.cluster=";

    private static final String LOG4J =
            """
            rootLogger.level = INFO
            rootLogger.appenderRef.file.ref = file
            appender.file.name = file
            appender.file.type = RollingFile
            appender.file.fileName = ${sys:log.file}
            appender.file.filePattern = ${sys:log.file}.%i
            appender.file.layout.type = PatternLayout
            appender.file.layout.pattern = %d{yyyy-MM-dd HH:mm:ss.SSS} %-5p %c{1.} - %m%n
            appender.file.policies.type = Policies
            appender.file.policies.size.type = SizeBasedTriggeringPolicy
            appender.file.policies.size.size = 10MB
            appender.file.strategy.type = DefaultRolloverStrategy
            appender.file.strategy.max = 3
            logger.pekko.name = org.apache.pekko
            logger.pekko.level = WARN
            logger.hadoop.name = org.apache.hadoop
            logger.hadoop.level = WARN
            logger.kafka.name = org.apache.kafka
            logger.kafka.level = WARN
            """;

    private final LocalClusterSpec spec;
    private final TemporaryFolders temporary;

    LocalClusterFiles(LocalClusterSpec spec) {
        this.spec = spec;
        this.temporary = new TemporaryFolders(spec.directory().resolve("tmp"));
    }

    Path checkpoints() {
        return spec.directory().resolve("checkpoints");
    }

    Path savepoints() {
        return spec.directory().resolve("savepoints");
    }

    /** What a killed JobManager's successor needs. */
    Path recovery() {
        return spec.directory().resolve("recovery");
    }

    Path ports() {
        return spec.directory().resolve("ports.json");
    }

    Path records() {
        return spec.directory().resolve("processes.json");
    }

    /** Where standard output and error of a role go; empty unless something is badly wrong. */
    Path output(LocalClusterRole role) {
        return spec.logs().resolve(role.word() + ".out");
    }

    Path log(LocalClusterRole role) {
        return spec.logs().resolve(role.word() + ".log");
    }

    /** Writes configuration and argument files for the next start. */
    void write(LocalClusterPorts ports) throws IOException {
        Path configuration = configuration();
        for (Path directory :
                List.of(
                        configuration,
                        checkpoints(),
                        savepoints(),
                        recovery(),
                        uploads(),
                        spec.logs())) {
            Files.createDirectories(directory);
        }
        save(configuration.resolve("config.yaml"), yaml(settings(ports)));
        save(configuration.resolve("log4j.properties"), LOG4J);
        for (LocalClusterRole role : LocalClusterRole.values()) {
            save(arguments(role), String.join("\n", arguments(role, classPath(role))) + "\n");
        }
    }

    /** The command that starts a role from the files written before. */
    List<String> command(LocalClusterRole role) {
        List<String> command = new ArrayList<>();
        command.add(spec.java().toString());
        command.add(mark());
        command.add("-Ddrey.role=" + role.word());
        Path archive = archive(role);
        if (Files.isRegularFile(archive)) {
            command.add("-XX:SharedArchiveFile=" + archive);
            command.add("-Xshare:auto");
            // An archive that no longer fits is ignored; nobody needs to read about it.
            command.add("-Xlog:cds=off");
        }
        command.add("@" + spec.runtime().resolve("jvm.options"));
        command.add("@" + arguments(role));
        return command;
    }

    /** Classes of the role read and checked beforehand; the build of the distribution makes it. */
    private Path archive(LocalClusterRole role) {
        String name = role.word() + "-" + spec.runtime().getFileName() + ".jsa";
        return spec.runtime().resolve("../../cds").normalize().resolve(name);
    }

    String mark() {
        return MARK + spec.directory().toAbsolutePath();
    }

    /** Tells whether a running cluster was started from the same jars and settings. */
    String fingerprint(LocalClusterPorts ports) throws IOException {
        StringBuilder text = new StringBuilder(settings(ports).toString());
        for (Path jar : classPath(LocalClusterRole.JOB_MANAGER)) {
            text.append(jar).append(Files.size(jar));
        }
        return Integer.toHexString(text.toString().hashCode());
    }

    private List<String> arguments(LocalClusterRole role, List<Path> classPath) {
        LocalClusterSize size = spec.size();
        List<String> arguments = new ArrayList<>();
        switch (role) {
            case JOB_MANAGER -> {
                arguments.add("-Xms48m");
                arguments.add("-Xmx" + size.jobManagerHeapMegabytes() + "m");
                // Short-lived requests: compiled at once by the first compiler is what matters.
                arguments.add("-XX:TieredStopAtLevel=1");
            }
            case TASK_MANAGER -> {
                arguments.add("-Xms64m");
                arguments.add("-Xmx" + size.taskManagerHeapMegabytes() + "m");
                arguments.add(
                        "-XX:MaxDirectMemorySize="
                                + (LocalClusterSize.NETWORK_MEGABYTES + 192)
                                + "m");
            }
        }
        // Flink puts into it whatever it unpacks, spills or serves for a while.
        arguments.add(quoted(temporary.argument(role.word())));
        // Every job with jars of its own brings a class loader, and each loads its classes anew.
        arguments.add("-XX:MaxMetaspaceSize=384m");
        arguments.add(quoted("-Dlog.file=" + log(role)));
        arguments.add(
                quoted(
                        "-Dlog4j.configurationFile="
                                + configuration().resolve("log4j.properties").toUri()));
        arguments.add("-cp");
        arguments.add(
                quoted(classPath.stream().map(Path::toString).collect(Collectors.joining(":"))));
        arguments.add(role.mainClass());
        arguments.add("-c");
        arguments.add(quoted(configuration().toString()));
        return arguments;
    }

    private Map<String, String> settings(LocalClusterPorts ports) {
        Map<String, String> settings = new TreeMap<>(LocalClusterSettings.memory(spec.size()));
        settings.putAll(LocalClusterSettings.network(ports));
        settings.put("execution.checkpointing.dir", "file://" + checkpoints());
        settings.put("execution.checkpointing.savepoint-dir", "file://" + savepoints());
        settings.put("high-availability.storageDir", "file://" + recovery());
        settings.put("web.upload.dir", uploads().toString());
        settings.putAll(LocalClusterSettings.COMMON);
        return settings;
    }

    /** Sorted, so that every start and every class-data archive sees the same order. */
    private List<Path> classPath(LocalClusterRole role) throws IOException {
        List<Path> jars = new ArrayList<>(jars(spec.runtime().resolve("lib")));
        Path planner = spec.runtime().resolve("planner");
        if (role == LocalClusterRole.JOB_MANAGER && Files.isDirectory(planner)) {
            // Programs are run in the JobManager, and those of SQL scripts plan there.
            jars.addAll(jars(planner));
        }
        for (Path pack : spec.packs()) {
            jars.addAll(jars(pack));
        }
        if (jars.isEmpty()) {
            throw new IOException("no jars in " + spec.runtime().resolve("lib"));
        }
        return jars;
    }

    private static List<Path> jars(Path directory) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.jar")) {
            found.forEach(jars::add);
        }
        Collections.sort(jars);
        return jars;
    }

    /** Gives a process that is about to start an empty folder for what it unpacks and spills. */
    void prepareTemporary(LocalClusterRole role) throws IOException {
        temporary.prepare(role.word());
    }

    /** Removes what ended processes left behind. */
    void removeTemporary() {
        temporary.retain(Set.of());
    }

    private Path configuration() {
        return spec.directory().resolve("conf");
    }

    private Path arguments(LocalClusterRole role) {
        return configuration().resolve(role.word() + ".args");
    }

    private Path uploads() {
        return spec.directory().resolve("uploads");
    }

    private static String yaml(Map<String, String> settings) {
        StringBuilder text =
                new StringBuilder("# Written by Drey at every start of the cluster.\n");
        settings.forEach(
                (key, value) -> text.append(key).append(": ").append(quoted(value)).append('\n'));
        return text.toString();
    }

    /** Double quotes with backslash escapes: the same in YAML and in argument files of java. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static void save(Path file, String text) throws IOException {
        AtomicFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
