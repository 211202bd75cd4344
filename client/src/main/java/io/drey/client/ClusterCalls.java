package io.drey.client;

import io.drey.model.ClusterRequest;
import io.drey.model.ClusterStatus;
import java.util.List;

/** Calls about the clusters that deployments are kept on. Thread-safe. */
public final class ClusterCalls {
    private final HttpCalls calls;

    ClusterCalls(HttpCalls calls) {
        this.calls = calls;
    }

    /** Lists them as they are now, by name. */
    public List<ClusterStatus> list() {
        return calls.list(ApiPath.of("/clusters"), ClusterStatus.class);
    }

    /** Names one; one that does not answer is taken too. */
    public ClusterStatus add(ClusterRequest request) {
        return calls.post("/clusters", request, ClusterStatus.class);
    }

    /** Forgets one that nothing is deployed on. */
    public void remove(String name) {
        calls.delete(ApiPath.of("/clusters").segment(name));
    }
}
