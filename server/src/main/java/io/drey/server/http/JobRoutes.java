package io.drey.server.http;

import io.drey.model.DreyErrorCode;
import io.drey.model.JobGraph;
import io.drey.model.JobId;
import io.drey.model.JobInfo;
import io.drey.server.cluster.JobGraphService;
import io.drey.server.cluster.JobService;
import java.util.List;

/** The jobs of the cluster. */
public final class JobRoutes implements Routes {
    private final JobService jobs;
    private final JobGraphService graphs;

    public JobRoutes(JobService jobs, JobGraphService graphs) {
        this.jobs = jobs;
        this.graphs = graphs;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/jobs")
                        .summary("Lists running jobs and ended ones the cluster remembers.")
                        .givesListOf(JobInfo.class)
                        .errors(DreyErrorCode.CLUSTER_UNAVAILABLE)
                        .handle(request -> jobs.list()),
                Route.get("/jobs/{job}")
                        .summary("Shows a job with its counts and the cause of its failure.")
                        .gives(JobInfo.class)
                        .errors(DreyErrorCode.JOB_NOT_FOUND, DreyErrorCode.CLUSTER_UNAVAILABLE)
                        .handle(request -> jobs.get(id(request))),
                Route.get("/jobs/{job}/graph")
                        .summary("Shows a job's graph, with rates, load, watermarks and state.")
                        .gives(JobGraph.class)
                        .errors(DreyErrorCode.JOB_NOT_FOUND, DreyErrorCode.CLUSTER_UNAVAILABLE)
                        .handle(request -> graphs.get(id(request))),
                Route.post("/jobs/{job}/cancel")
                        .summary("Asks for a job's end.")
                        .errors(DreyErrorCode.JOB_NOT_FOUND, DreyErrorCode.CLUSTER_UNAVAILABLE)
                        .handle(
                                request -> {
                                    jobs.cancel(id(request));
                                    return null;
                                }));
    }

    private static JobId id(Request request) {
        return new JobId(request.path("job"));
    }
}
