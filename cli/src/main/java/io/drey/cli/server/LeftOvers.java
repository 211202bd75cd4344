package io.drey.cli.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds processes of a data directory that outlived their server.
 *
 * <p>They are known by their command line, which names the data directory and a main class of Drey
 * or Flink: that holds also when the server was killed before it could write down what it started.
 */
final class LeftOvers {
    private static final List<String> MAINS = List.of("io.drey.", "org.apache.flink.");
    private static final long PATIENCE_SECONDS = 5;

    private LeftOvers() {}

    static List<ProcessHandle> find(DataDir data) {
        long self = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != self)
                .filter(process -> belongs(commandLine(process), data))
                .toList();
    }

    /** Ends them, by force if need be; returns how many there were. */
    static int kill(DataDir data) {
        List<ProcessHandle> found = find(data);
        found.forEach(ProcessHandle::destroy);
        for (ProcessHandle process : found) {
            try {
                process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                process.destroyForcibly();
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        return found.size();
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
