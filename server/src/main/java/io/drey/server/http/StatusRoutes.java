package io.drey.server.http;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.StatusInfo;
import io.drey.server.platform.LogTail;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The server itself: whether it is up, what runs, its logs, its end. */
public final class StatusRoutes implements Routes {
    private static final int DEFAULT_TAIL = 500;

    private final String version;
    private final Supplier<StatusInfo> status;
    private final Function<String, @Nullable Path> logs;
    private final Runnable shutdown;

    /**
     * @param logs finds a process's log by its role or id; null when there is none
     * @param shutdown ends the server and everything it runs; returns at once
     */
    public StatusRoutes(
            String version,
            Supplier<StatusInfo> status,
            Function<String, @Nullable Path> logs,
            Runnable shutdown) {
        this.version = version;
        this.status = status;
        this.logs = logs;
        this.shutdown = shutdown;
    }

    /** Says that the server answers. */
    public record Health(String status, String version) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/health")
                        .summary("Says that the server answers.")
                        .gives(Health.class)
                        .open()
                        .handle(request -> new Health("up", version)),
                Route.get("/status")
                        .summary("Shows every process Drey runs, and the cluster.")
                        .gives(StatusInfo.class)
                        .handle(request -> status.get()),
                Route.get("/logs/{process}")
                        .summary("Shows the last lines of a process's log.")
                        .query("tail", "How many lines; 500 by default.")
                        .givesStream("text/plain")
                        .errors(DreyErrorCode.NOT_FOUND)
                        .handle(this::log),
                Route.post("/shutdown")
                        .summary("Ends the server, its kernels and the local cluster.")
                        .gives(Map.class)
                        .handle(
                                request -> {
                                    shutdown.run();
                                    return Map.of("status", "stopping");
                                }));
    }

    private String log(Request request) {
        String process = request.path("process");
        Path log = logs.apply(process);
        if (log == null) {
            throw new DreyException(
                    DreyErrorCode.NOT_FOUND,
                    "process: '"
                            + process
                            + "' (expected: server, jobmanager, taskmanager or a"
                            + " kernel's id)");
        }
        return LogTail.read(log, (int) request.queryNumber("tail", DEFAULT_TAIL, 1));
    }
}
