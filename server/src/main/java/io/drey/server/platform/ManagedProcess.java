package io.drey.server.platform;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A child process that may outlive the server.
 *
 * <p>It gets a session of its own, so that a Ctrl-C meant for the server does not reach it. A
 * restarted server adopts it by pid and start instant, which tells it from a later process that was
 * given the same pid. Thread-safe.
 */
public final class ManagedProcess {
    private static final long LOG_ROTATE_BYTES = 10L << 20;

    /**
     * The system derives start instants from the clock, so they move when the clock is set right.
     */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(3);

    private static final long LOOK_EVERY_MILLIS = 10;
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final String name;
    private final ProcessHandle handle;
    private final Instant startedAt;

    private ManagedProcess(String name, ProcessHandle handle, Instant startedAt) {
        this.name = requireNonNull(name, "name");
        this.handle = requireNonNull(handle, "handle");
        this.startedAt = requireNonNull(startedAt, "startedAt");
    }

    /**
     * Starts a process.
     *
     * @throws IOException if the program cannot be started or its log not be written
     */
    public static ManagedProcess start(ProcessSpec spec) throws IOException {
        Files.createDirectories(requireNonNull(spec.log().toAbsolutePath().getParent(), "log"));
        rotate(spec.log());
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.addAll(spec.command());
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(spec.directory().toFile())
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        // Options of the server may be secrets, and user code reads the environment of its process.
        builder.environment().keySet().removeIf(name -> name.startsWith("DREY_"));
        builder.environment().putAll(spec.environment());
        ProcessHandle handle = builder.start().toHandle();
        return new ManagedProcess(spec.name(), handle, startOf(handle).orElse(Instant.EPOCH));
    }

    /** Finds a process started earlier; empty if it is gone or the pid now belongs to another. */
    public static Optional<ManagedProcess> adopt(String name, long pid, Instant startedAt) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> startOf(handle).filter(at -> isNear(at, startedAt)).isPresent())
                .map(handle -> new ManagedProcess(name, handle, startedAt));
    }

    public String name() {
        return name;
    }

    public long pid() {
        return handle.pid();
    }

    /** As the system tells it; keep it beside the pid to adopt the process later. */
    public Instant startedAt() {
        return startedAt;
    }

    public boolean isAlive() {
        return handle.isAlive() && !isZombie(handle);
    }

    /** Completes when the process ended, however it did. */
    public CompletableFuture<ManagedProcess> onExit() {
        return handle.onExit().thenApply(ended -> this);
    }

    /** Resident memory in bytes; null where the system does not tell. */
    public @Nullable Long memoryBytes() {
        return residentBytes(handle.pid());
    }

    /** Resident memory of any process, this one included; null where the system does not tell. */
    public static @Nullable Long residentBytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
            return null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Asks the process to end, and ends it by force when it has not after {@code grace}. */
    public void stop(Duration grace) {
        handle.destroy();
        if (!awaitExit(grace)) {
            kill();
        }
    }

    /** Does as {@link #stop} without waiting for the end. */
    public void stopLater(Duration grace) {
        handle.destroy();
        handle.onExit()
                .orTimeout(grace.toMillis(), TimeUnit.MILLISECONDS)
                .whenCompleteAsync(
                        (ended, problem) -> {
                            if (ended == null) {
                                kill();
                            }
                        });
    }

    /** Ends the process and its children at once. */
    public void kill() {
        handle.descendants().forEach(ProcessHandle::destroyForcibly);
        handle.destroyForcibly();
        awaitExit(Duration.ofSeconds(5));
    }

    private boolean awaitExit(Duration limit) {
        return awaitExit(handle, limit);
    }

    /** Waits until a process has ended; whether it has. */
    static boolean awaitExit(ProcessHandle process, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean isChild = process.parent().filter(ProcessHandle.current()::equals).isPresent();
        // Children are collected by this very JVM, a moment after they have ended.
        while (process.isAlive() && (isChild || !isZombie(process))) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** A process whose parent (a server killed before) never collected it counts as ended. */
    private static boolean isZombie(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return stat.regionMatches(stat.lastIndexOf(')') + 2, "Z", 0, 1);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isNear(Instant a, Instant b) {
        return Duration.between(a, b).abs().compareTo(START_TOLERANCE) <= 0;
    }

    private static Optional<Instant> startOf(ProcessHandle handle) {
        return handle.info().startInstant();
    }

    private static void rotate(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_ROTATE_BYTES) {
            Path old = log.resolveSibling(log.getFileName() + ".1");
            Files.move(log, old, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
