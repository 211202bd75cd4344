package io.drey.server.app;

import io.drey.model.DreyException;
import io.drey.model.ProcessInfo;
import io.drey.model.StatusInfo;
import io.drey.server.platform.ManagedProcess;
import io.drey.server.platform.Options;
import io.drey.server.platform.TemporaryFolders;
import io.drey.server.store.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server. Thread-safe. */
public final class DreyServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DreyServer.class);

    private final DataDir dataDir;
    private final Wiring parts;
    private final Runnable onStopAsked;
    private final Instant startedAt;
    private boolean isClosed;

    private DreyServer(DataDir dataDir, Wiring parts, Runnable onStopAsked, Instant startedAt) {
        this.dataDir = dataDir;
        this.parts = parts;
        this.onStopAsked = onStopAsked;
        this.startedAt = startedAt;
    }

    /**
     * Starts everything; the cluster and the first kernel are still warming up when this returns.
     *
     * @param onStopAsked called when somebody asked over the API for {@link #stop}
     * @throws DreyException if the settings, the port or the data directory do not allow it
     * @throws IOException if the data directory cannot be used
     */
    static DreyServer start(
            ServerArguments arguments, Map<String, String> environment, Runnable onStopAsked)
            throws IOException {
        DataDir dataDir = DataDir.open(arguments.data());
        try {
            TemporaryFolders.clear(dataDir.temporary().resolve("server"));
            Options options =
                    Options.load(
                            ServerOptions.all(),
                            dataDir.settings(),
                            environment,
                            arguments.flags());
            Clock clock = Clock.systemUTC();
            DreyServer[] self = new DreyServer[1];
            Wiring parts =
                    Wiring.build(
                            new Distribution(arguments.home()),
                            dataDir,
                            options,
                            Database.open(options, dataDir.path()),
                            clock,
                            version(),
                            () -> self[0]);
            DreyServer server = new DreyServer(dataDir, parts, onStopAsked, clock.instant());
            self[0] = server;
            server.open();
            return server;
        } catch (IOException | RuntimeException e) {
            dataDir.close();
            throw e;
        }
    }

    /** Where the page is. */
    public String url() {
        return parts.listeners().url();
    }

    /** Everything that runs, at one look. */
    StatusInfo status() {
        List<ProcessInfo> processes = new ArrayList<>();
        long pid = ProcessHandle.current().pid();
        processes.add(
                new ProcessInfo(
                        "server",
                        "server",
                        pid,
                        parts.listeners().http(),
                        version(),
                        ManagedProcess.residentBytes(pid),
                        "up",
                        startedAt,
                        null));
        processes.addAll(parts.cluster().processes());
        processes.addAll(parts.kernels().processes());
        return new StatusInfo(
                version(), startedAt, dataDir.path().toString(), processes, parts.cluster().info());
    }

    /**
     * Finds a process's log by its role, its kernel's id, or a spare's own; null when there is
     * none.
     */
    @Nullable Path log(String process) {
        return switch (process) {
            case "server", "jobmanager", "taskmanager" ->
                    dataDir.path().resolve("logs").resolve(process + ".log");
            default -> parts.kernels().findLog(process).orElse(null);
        };
    }

    /** Passes on the wish that the server and everything it runs end; returns at once. */
    void askToStop() {
        onStopAsked.run();
    }

    /**
     * Ends the server and everything it runs. Takes some seconds; a {@link #close} meanwhile waits
     * for it, so that a signal cannot leave half of it behind.
     */
    synchronized void stop() {
        if (isClosed) {
            return;
        }
        LOG.info("Stopping everything");
        parts.kernels().stopAll();
        parts.cluster().stop();
        close();
        LOG.info("Stopped everything");
    }

    /** Ends the server alone: kernels and cluster live on, and the next server finds them. */
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        parts.close();
        try {
            dataDir.close();
        } catch (IOException e) {
            LOG.warn("Failed to release the data directory", e);
        }
    }

    private void open() throws IOException {
        parts.recover();
        parts.openPorts(dataDir);
        Listeners listeners = parts.listeners();
        dataDir.announce(
                new DataDir.Announcement(
                        ProcessHandle.current().pid(),
                        url(),
                        "http://" + listeners.localAddress(),
                        startedAt,
                        version()));
        parts.startWork();
    }

    private static String version() {
        try (InputStream in = DreyServer.class.getResourceAsStream("/drey-version.txt")) {
            return in == null
                    ? "unknown"
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
