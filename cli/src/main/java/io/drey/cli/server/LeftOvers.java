package io.drey.cli.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Finds processes of a data directory that outlived their server.
 *
 * <p>They are known by their command line, which names the data directory and a main class of Drey
 * or Flink: that holds also when the server was killed before it could write down what it started.
 */
final class LeftOvers {
    private static final List<String> MAINS = List.of("io.drey.", "org.apache.flink.");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int ROUNDS = 3;

    private LeftOvers() {}

    static List<ProcessHandle> find(DataDir data) {
        long self = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != self)
                .filter(process -> belongs(commandLine(process), data))
                .toList();
    }

    /** Those of them that are servers: at most one, be it that one is starting in vain. */
    static List<ProcessHandle> findServers(DataDir data) {
        return find(data).stream()
                .filter(process -> commandLine(process).contains(ServerCommand.MAIN))
                .toList();
    }

    /** Ends them, by force if need be; returns how many there were. */
    static int kill(DataDir data) {
        int count = 0;
        List<ProcessHandle> found = find(data);
        // A server that was starting may have started more while it was being ended.
        for (int round = 0; round < ROUNDS && !found.isEmpty(); round++) {
            count += found.size();
            end(found);
            found = find(data);
        }
        return count;
    }

    private static void end(List<ProcessHandle> found) {
        found.forEach(ProcessHandle::destroy);
        for (ProcessHandle process : found) {
            if (!Exits.await(process, PATIENCE)) {
                process.destroyForcibly();
                Exits.await(process, PATIENCE);
            }
        }
    }

    static boolean belongs(List<String> commandLine, DataDir data) {
        if (commandLine.isEmpty() || !commandLine.get(0).endsWith("java")) {
            return false;
        }
        // The command line's own process names the data directory, too, and must not end itself.
        boolean isOurs =
                commandLine.stream().anyMatch(word -> MAINS.stream().anyMatch(word::startsWith))
                        && commandLine.stream().noneMatch(word -> word.startsWith("io.drey.cli."));
        return isOurs && commandLine.stream().anyMatch(word -> names(word, data.path()));
    }

    private static boolean names(String word, Path folder) {
        String path = folder.toString();
        int start = word.indexOf(path);
        if (start < 0) {
            return false;
        }
        int end = start + path.length();
        return end == word.length() || word.charAt(end) == '/' || word.charAt(end) == ':';
    }

    /** The kernel's own list: Java cuts a long command line. */
    private static List<String> commandLine(ProcessHandle process) {
        Path file = Path.of("/proc/" + process.pid() + "/cmdline");
        try {
            return List.of(
                    new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            return process.info()
                    .commandLine()
                    .map(line -> List.of(line.split(" ")))
                    .orElse(List.of());
        }
    }
}
