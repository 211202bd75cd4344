package io.drey.cli.server;

import static java.util.Objects.requireNonNull;

import io.drey.cli.shell.Environment;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/** Starts a server process and waits until it answers. Confined to one thread. */
public final class ServerLauncher {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long LOOK_EVERY_MILLIS = 20;
    private static final int LAST_WORDS = 4_000;

    /** How the server begins its last line when it knows why it cannot start. */
    private static final String CANNOT_START = "Cannot start: ";

    private final Environment environment;
    private final DataDir data;

    public ServerLauncher(Environment environment, DataDir data) {
        this.environment = requireNonNull(environment, "environment");
        this.data = requireNonNull(data, "data");
    }

    /**
     * Starts a server unless one came up meanwhile.
     *
     * @throws DreyException when the port is taken or the server does not come up; the message has
     *     the server's last words
     */
    public RunningServer launch(StartOptions options) {
        try {
            Files.createDirectories(data.logs());
            try (FileChannel channel =
                            FileChannel.open(
                                    data.startLock(),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock ignored = channel.lock()) {
                Optional<RunningServer> other = RunningServer.find(data);
                return other.isPresent() ? other.get() : start(options);
            }
        } catch (IOException e) {
            throw new DreyException(
                    DreyErrorCode.SERVER_UNAVAILABLE, data.path() + ": " + describe(e), e);
        }
    }

    /** Whether a command is starting a server, though its process may not be there yet. */
    static boolean isAtWork(DataDir data) {
        if (!Files.exists(data.startLock())) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(data.startLock(), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            // It is this very command, interrupted.
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private RunningServer start(StartOptions options) throws IOException {
        if (options.port() != null) {
            requireFree(options.port());
        }
        Path log = data.serverLog();
        long logStart = Files.exists(log) ? Files.size(log) : 0;
        Files.createDirectories(data.serverTemporary());
        Process process =
                new ProcessBuilder(new ServerCommand(environment).build(data, options))
                        .directory(data.path().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.appendTo(log.toFile()))
                        .start();
        process.getOutputStream().close();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<RunningServer> server = RunningServer.find(data);
            if (server.isPresent()) {
                return server.get();
            }
            if (!process.isAlive()) {
                throw new DreyException(
                        DreyErrorCode.SERVER_UNAVAILABLE,
                        "the server ended while it started (exit code "
                                + process.exitValue()
                                + ")"
                                + lastWords(log, logStart));
            }
            pause();
        }
        process.destroy();
        throw new DreyException(
                DreyErrorCode.SERVER_UNAVAILABLE,
                "the server did not answer within "
                        + PATIENCE.toSeconds()
                        + " s"
                        + lastWords(log, logStart));
    }

    /**
     * Checks a port before the slow start, because this answer is clearer than a log.
     *
     * @throws DreyException with {@link DreyErrorCode#PORT_TAKEN}
     */
    static void requireFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            String holder =
                    PortHolder.describe(port).map(found -> " (used by " + found + ")").orElse("");
            throw new DreyException(DreyErrorCode.PORT_TAKEN, "port: " + port + holder, e);
        }
    }

    private static String lastWords(Path log, long from) throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(Math.min(from, file.length()), file.length() - LAST_WORDS);
            byte[] tail = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(tail);
            String text = new String(tail, StandardCharsets.UTF_8).strip();
            int reason = text.lastIndexOf(CANNOT_START);
            if (reason >= 0) {
                String known = text.substring(reason + CANNOT_START.length());
                return ":\n  " + known.lines().findFirst().orElse(known);
            }
            return text.isEmpty() ? "" : "\n" + text.indent(2).stripTrailing();
        }
    }

    private static String describe(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DreyException(DreyErrorCode.CANCELLED, "interrupted while starting", e);
        }
    }
}
