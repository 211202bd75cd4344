package io.drey.server.http;

import io.drey.model.ClusterRequest;
import io.drey.model.ClusterStatus;
import io.drey.model.DreyErrorCode;
import io.drey.server.keeper.ClusterService;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Clusters: where deployments run. */
public final class ClusterRoutes implements Routes {
    private final ClusterService clusters;

    public ClusterRoutes(ClusterService clusters) {
        this.clusters = clusters;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/clusters")
                        .summary("Lists the clusters that deployments can be kept on, by name.")
                        .givesListOf(ClusterStatus.class)
                        .handle(request -> clusters.list()),
                Route.post("/clusters")
                        .summary(
                                "Names a Flink session cluster; one that does not answer yet is"
                                        + " taken too.")
                        .takes(ClusterRequest.class)
                        .gives(ClusterStatus.class)
                        .errors(
                                DreyErrorCode.CLUSTER_EXISTS,
                                DreyErrorCode.CLUSTER_NAME_INVALID,
                                DreyErrorCode.CLUSTER_UNSUPPORTED,
                                DreyErrorCode.STATE_DIRECTORY_UNUSABLE,
                                DreyErrorCode.BAD_REQUEST)
                        .handle(request -> clusters.add(request.body(ClusterRequest.class))),
                Route.delete("/clusters/{cluster}")
                        .summary("Forgets a cluster that nothing is deployed on.")
                        .errors(
                                DreyErrorCode.CLUSTER_NOT_FOUND,
                                DreyErrorCode.CLUSTER_IN_USE,
                                DreyErrorCode.UNSUPPORTED)
                        .handle(this::remove));
    }

    private @Nullable Object remove(Request request) {
        clusters.remove(request.path("cluster"));
        return null;
    }
}
