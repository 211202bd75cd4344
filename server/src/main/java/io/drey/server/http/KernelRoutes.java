package io.drey.server.http;

import io.drey.model.DreyErrorCode;
import io.drey.model.KernelId;
import io.drey.model.KernelInfo;
import io.drey.model.KernelRequest;
import io.drey.model.RunInfo;
import io.drey.model.RunRequest;
import io.drey.model.SessionInfo;
import io.drey.server.kernel.KernelService;
import io.drey.server.platform.LogTail;
import io.drey.server.run.RunService;
import io.drey.server.run.SessionService;
import java.nio.file.Path;
import java.util.List;

/** Kernels, and what is run on them. */
public final class KernelRoutes implements Routes {
    private static final int DEFAULT_TAIL = 500;

    private final KernelService kernels;
    private final RunService runs;
    private final SessionService sessions;

    public KernelRoutes(KernelService kernels, RunService runs, SessionService sessions) {
        this.kernels = kernels;
        this.runs = runs;
        this.sessions = sessions;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/kernels")
                        .summary("Lists the kernels.")
                        .givesListOf(KernelInfo.class)
                        .handle(request -> kernels.list()),
                Route.post("/kernels")
                        .summary("Gives the notebook's kernel, or a new one.")
                        .takes(KernelRequest.class)
                        .gives(KernelInfo.class)
                        .errors(DreyErrorCode.KERNEL_START_FAILED)
                        .handle(request -> kernels.open(request.body(KernelRequest.class))),
                Route.get("/kernels/{kernel}")
                        .summary("Shows a kernel.")
                        .gives(KernelInfo.class)
                        .errors(DreyErrorCode.KERNEL_NOT_FOUND)
                        .handle(request -> kernels.get(id(request))),
                Route.get("/kernels/{kernel}/session")
                        .summary("Shows what a kernel's session holds, and its memory.")
                        .gives(SessionInfo.class)
                        .errors(DreyErrorCode.KERNEL_NOT_FOUND, DreyErrorCode.TIMEOUT)
                        .handle(request -> sessions.get(kernels.get(id(request)))),
                Route.delete("/kernels/{kernel}")
                        .summary("Ends a kernel; its temporary tables are gone.")
                        .errors(DreyErrorCode.KERNEL_NOT_FOUND)
                        .handle(
                                request -> {
                                    kernels.delete(id(request));
                                    return null;
                                }),
                Route.post("/kernels/{kernel}/restart")
                        .summary("Gives a kernel a fresh process; its temporary tables are gone.")
                        .gives(KernelInfo.class)
                        .errors(DreyErrorCode.KERNEL_NOT_FOUND)
                        .handle(request -> kernels.restart(id(request))),
                Route.get("/kernels/{kernel}/log")
                        .summary("Shows the last lines of a kernel's log.")
                        .query("tail", "How many lines; 500 by default.")
                        .givesStream("text/plain")
                        .errors(DreyErrorCode.KERNEL_NOT_FOUND)
                        .handle(this::log),
                Route.post("/kernels/{kernel}/runs")
                        .summary("Queues a run.")
                        .takes(RunRequest.class)
                        .gives(RunInfo.class)
                        .errors(
                                DreyErrorCode.KERNEL_NOT_FOUND,
                                DreyErrorCode.SOURCE_TOO_LONG,
                                DreyErrorCode.UNSUPPORTED)
                        .handle(
                                request ->
                                        runs.submit(id(request), request.body(RunRequest.class))));
    }

    private String log(Request request) {
        Path log = kernels.log(id(request));
        return log == null
                ? ""
                : LogTail.read(log, (int) request.queryNumber("tail", DEFAULT_TAIL, 1));
    }

    private static KernelId id(Request request) {
        return new KernelId(request.path("kernel"));
    }
}
