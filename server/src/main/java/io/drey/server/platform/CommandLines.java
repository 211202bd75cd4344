package io.drey.server.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds and ends processes by what they were started with, for when the record of them was lost.
 */
public final class CommandLines {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private CommandLines() {}

    /** Ends, by force, the processes of which one argument fits; returns their ids. */
    public static List<Long> end(Predicate<String> fits) {
        List<ProcessHandle> found =
                ProcessHandle.allProcesses()
                        .filter(process -> arguments(process).stream().anyMatch(fits))
                        .toList();
        found.forEach(ProcessHandle::destroyForcibly);
        found.forEach(process -> ManagedProcess.awaitExit(process, PATIENCE));
        return found.stream().map(ProcessHandle::pid).toList();
    }

    /** The kernel's own list where there is one: Java cuts a long command line. */
    private static List<String> arguments(ProcessHandle process) {
        try {
            Path file = Path.of("/proc/" + process.pid() + "/cmdline");
            return List.of(
                    new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            return process.info().arguments().map(List::of).orElse(List.of());
        }
    }
}
