package io.drey.server.kernel;

import io.drey.server.platform.CommandLines;
import io.drey.server.platform.ManagedProcess;
import io.drey.server.platform.ProcessSpec;
import io.drey.server.platform.TemporaryFolders;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts kernel processes of one runtime from the distribution. Thread-safe. */
public final class KernelLauncher {
    private static final Logger LOG = LoggerFactory.getLogger(KernelLauncher.class);
    private static final String MAIN_CLASS = "io.drey.kernel.KernelMain";
    private static final Pattern LOG_NAME = Pattern.compile("kernel-(p-\\w+)\\.log(?:\\.1)?");

    /** How many logs are kept of processes that are gone and that no kernel had last. */
    private static final int KEPT_LOGS = 50;

    private final Path home;
    private final String runtime;
    private final Path logs;
    private final TemporaryFolders temporary;
    private final Supplier<String> serverUrl;

    /**
     * @param home the distribution's folder
     * @param temporary gives each process a folder to unpack and spill into
     * @param serverUrl where kernels dial, as {@code ws://host:port}; asked for at each start
     */
    public KernelLauncher(
            Path home,
            String runtime,
            Path logs,
            TemporaryFolders temporary,
            Supplier<String> serverUrl) {
        this.home = home;
        this.runtime = runtime;
        this.logs = logs;
        this.temporary = temporary;
        this.serverUrl = serverUrl;
    }

    public String runtime() {
        return runtime;
    }

    /** Where the process of this id writes what it has to say. */
    public Path log(String processId) {
        return logs.resolve("kernel-" + processId + ".log");
    }

    /**
     * Starts a process that will dial home under the given id and token.
     *
     * @throws IOException if it cannot be started
     */
    public ManagedProcess launch(String processId, String token) throws IOException {
        Path kernel = home.resolve("kernel").resolve(runtime);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options(kernel.resolve("jvm.options")));
        Path archive = home.resolve("cds").resolve("kernel-" + runtime + ".jsa");
        if (Files.exists(archive)) {
            command.add("-XX:SharedArchiveFile=" + archive);
            command.add("-Xshare:auto");
        }
        command.add("-Dlog.file=" + log(processId));
        command.add(temporary.prepare(processId));
        command.add("-cp");
        command.add(classPath(kernel.resolve("lib")));
        command.add(MAIN_CLASS);
        return ManagedProcess.start(
                new ProcessSpec(
                        "kernel-" + processId,
                        command,
                        Map.of(
                                "DREY_SERVER_URL", serverUrl.get(),
                                "DREY_KERNEL_ID", processId,
                                "DREY_KERNEL_TOKEN", token),
                        home,
                        log(processId)));
    }

    /** Removes what a process that is gone has left behind. */
    void cleanUp(String processId) {
        temporary.remove(processId);
    }

    /**
     * Ends processes that no record names, since their server was killed before it wrote one, and
     * removes what such and ended ones have left behind.
     *
     * @param known ids of the processes that stay
     */
    void endStrays(Set<String> known) {
        Set<String> marks = known.stream().map(temporary::argument).collect(Collectors.toSet());
        List<Long> ended =
                CommandLines.end(
                        word -> word.startsWith(temporary.mark()) && !marks.contains(word));
        if (!ended.isEmpty()) {
            LOG.info("Ended stray kernels pids={}", ended);
        }
        temporary.retain(known);
    }

    /**
     * Removes the logs of processes nobody knows, but for those written to last.
     *
     * @param known ids of the processes whose logs stay
     */
    void removeOldLogs(Set<String> known) {
        try {
            List<Path> unknown = new ArrayList<>();
            for (Path file : Files.isDirectory(logs) ? list(logs) : List.<Path>of()) {
                Matcher name = LOG_NAME.matcher(file.getFileName().toString());
                if (name.matches() && !known.contains(name.group(1))) {
                    unknown.add(file);
                }
            }
            // A file may go meanwhile, as another one is rotated; it then counts as old.
            Map<Path, Long> writtenAt = new HashMap<>();
            unknown.forEach(file -> writtenAt.put(file, file.toFile().lastModified()));
            unknown.sort(Comparator.<Path, Long>comparing(writtenAt::get).reversed());
            for (Path file : unknown.subList(Math.min(KEPT_LOGS, unknown.size()), unknown.size())) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("Failed to remove old logs of kernels", e);
        }
    }

    private static List<String> options(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(String::trim)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /** Kernel, runtime and packs, jars by name, since a class-data archive fits only that order. */
    private String classPath(Path kernelLib) throws IOException {
        List<Path> folders = new ArrayList<>();
        folders.add(kernelLib);
        folders.add(home.resolve("runtime").resolve(runtime).resolve("lib"));
        Path packs = home.resolve("packs").resolve(runtime);
        if (Files.isDirectory(packs)) {
            folders.addAll(list(packs));
        }
        List<String> jars = new ArrayList<>();
        for (Path folder : folders) {
            list(folder).stream()
                    .map(Path::toString)
                    .filter(file -> file.endsWith(".jar"))
                    .forEach(jars::add);
        }
        return String.join(File.pathSeparator, jars);
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
