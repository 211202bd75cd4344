package io.drey.server.http;

import io.drey.model.DreyErrorCode;
import io.drey.model.KernelId;
import io.drey.model.RunId;
import io.drey.model.RunInfo;
import io.drey.server.run.RunService;
import java.time.Duration;
import java.util.List;

/** Runs: what became of them, and how to end them. */
public final class RunRoutes implements Routes {
    private static final int MAX_WAIT_SECONDS = 60;
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_PER_CELL = 100;

    private final RunService runs;

    public RunRoutes(RunService runs) {
        this.runs = runs;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/runs")
                        .summary("Lists runs, newest first.")
                        .query("notebook", "Only runs of this notebook.")
                        .query("kernel", "Only runs of this kernel.")
                        .query("limit", "How many at most; 100 by default.")
                        .query(
                                "perCell",
                                "Of every cell of the notebook so many of its newest runs, at most"
                                        + " 100; then `kernel` and `limit` do not count.")
                        .givesListOf(RunInfo.class)
                        .handle(this::list),
                Route.get("/runs/{run}")
                        .summary("Shows a run; waits for a change when asked to.")
                        .query("after", "Answer when the version is greater than this.")
                        .query("wait", "How many seconds to wait for that, at most 60.")
                        .gives(RunInfo.class)
                        .errors(DreyErrorCode.RUN_NOT_FOUND)
                        .handle(this::show),
                Route.post("/runs/{run}/cancel")
                        .summary("Ends a run and its jobs.")
                        .gives(RunInfo.class)
                        .errors(DreyErrorCode.RUN_NOT_FOUND)
                        .handle(request -> runs.cancel(id(request))));
    }

    private List<RunInfo> list(Request request) {
        String kernel = request.query("kernel");
        String notebook = request.query("notebook");
        if (request.query("perCell") != null && notebook != null) {
            return runs.listByCell(
                    notebook, (int) Math.min(request.queryNumber("perCell", 1, 1), MAX_PER_CELL));
        }
        return runs.list(
                notebook,
                kernel == null ? null : new KernelId(kernel),
                (int) Math.min(request.queryNumber("limit", DEFAULT_LIMIT, 1), 1000));
    }

    private RunInfo show(Request request) throws InterruptedException {
        long wait = Math.min(request.queryNumber("wait", 0, 0), MAX_WAIT_SECONDS);
        long after = request.queryNumber("after", -1, -1);
        return wait == 0
                ? runs.get(id(request))
                : runs.await(id(request), after, Duration.ofSeconds(wait));
    }

    private static RunId id(Request request) {
        return new RunId(request.path("run"));
    }
}
