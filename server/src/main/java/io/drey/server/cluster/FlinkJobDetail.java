package io.drey.server.cluster;

import java.util.List;

/** A job with the vertices of its graph. */
public record FlinkJobDetail(FlinkJob job, List<FlinkVertex> vertices) {
    public FlinkJobDetail {
        vertices = List.copyOf(vertices);
    }
}
