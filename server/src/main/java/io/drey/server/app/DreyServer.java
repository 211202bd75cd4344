package io.drey.server.app;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ProcessInfo;
import io.drey.model.StatusInfo;
import io.drey.server.http.HttpOptions;
import io.drey.server.platform.ManagedProcess;
import io.drey.server.platform.Options;
import io.drey.server.store.Database;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
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
    private final Runnable onStopped;
    private final Instant startedAt;
    private volatile String url = "";
    private boolean isClosed;

    private DreyServer(DataDir dataDir, Wiring parts, Runnable onStopped, Instant startedAt) {
        this.dataDir = dataDir;
        this.parts = parts;
        this.onStopped = onStopped;
        this.startedAt = startedAt;
    }

    /**
     * Starts everything; the cluster and the first kernel are still warming up when this returns.
     *
     * @param onStopped called when a shutdown that was asked for has been carried out
     * @throws DreyException if the settings, the port or the data directory do not allow it
     * @throws IOException if the data directory cannot be used
     */
    static DreyServer start(
            ServerArguments arguments, Map<String, String> environment, Runnable onStopped)
            throws IOException {
        DataDir dataDir = DataDir.open(arguments.data());
        try {
            Options options =
                    Options.load(
                            ServerOptions.all(),
                            dataDir.settings(),
                            environment,
                            arguments.flags());
            requireSafeAddress(options);
            Clock clock = Clock.systemUTC();
            DreyServer[] self = new DreyServer[1];
            Wiring parts =
                    Wiring.build(
                            arguments.home(),
                            dataDir,
                            options,
                            Database.open(options, dataDir.path()),
                            clock,
                            version(),
                            () -> self[0]);
            DreyServer server = new DreyServer(dataDir, parts, onStopped, clock.instant());
            self[0] = server;
            server.open(options);
            return server;
        } catch (IOException | RuntimeException e) {
            dataDir.close();
            throw e;
        }
    }

    /** Where the page is. */
    public String url() {
        return url;
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
                        parts.httpPort(),
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

    /** Ends the server and everything it runs; returns at once. */
    void shutDown() {
        parts.background()
                .execute(
                        () -> {
                            LOG.info("Stopping everything");
                            parts.kernels().stopAll();
                            parts.cluster().stop();
                            close();
                            onStopped.run();
                        });
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

    private void open(Options options) throws IOException {
        int port = parts.openPorts(options, dataDir);
        url = "http://" + urlHost(options.get(HttpOptions.HOST)) + ":" + port;
        dataDir.announce(
                new DataDir.Announcement(ProcessHandle.current().pid(), url, startedAt, version()));
        parts.startWork();
    }

    private static String urlHost(String host) {
        if (host.equals("0.0.0.0")) {
            return "127.0.0.1";
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static void requireSafeAddress(Options options) throws IOException {
        String host = options.get(HttpOptions.HOST);
        boolean isLocal = InetAddress.getByName(host).isLoopbackAddress();
        if (!isLocal && !options.get(HttpOptions.ALLOW_REMOTE)) {
            throw new DreyException(
                    DreyErrorCode.OPTION_INVALID,
                    "http.host: "
                            + host
                            + " can be reached from other machines, and Drey speaks plain HTTP"
                            + " (expected: 127.0.0.1, or http.allow-remote=true behind a TLS"
                            + " proxy)");
        }
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
