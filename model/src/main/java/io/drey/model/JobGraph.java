package io.drey.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job's graph as its cluster runs it, and how each part fares.
 *
 * @param state Flink's own word, such as RUNNING
 * @param at when the cluster was asked
 * @param checkpoint the latest that was completed; null if none was
 * @param failure why it failed, or failed last before it was started again; null if it never did
 */
public record JobGraph(
        JobId job,
        String name,
        String state,
        Instant at,
        List<Vertex> vertices,
        List<Edge> edges,
        @Nullable Checkpoint checkpoint,
        @Nullable Failure failure) {
    public JobGraph {
        vertices = List.copyOf(vertices);
        edges = List.copyOf(edges);
    }

    /**
     * Operators that run in the same tasks.
     *
     * @param title the names of its operators
     * @param operators each with its details
     * @param recordsIn records read: from other vertices, or from outside by a source
     * @param recordsOut records sent on, or written outside by a sink
     * @param recordsInPerSecond null where the tasks do not tell (so are the other rates)
     * @param busy share of time of the busiest task, 0 to 1; null where it does not tell
     * @param backPressured share of time that the slowest output kept a task waiting, 0 to 1
     * @param idle share of time of the busiest task without work, 0 to 1
     * @param watermark event time that all tasks have reached; null without event time
     * @param stateBytes its part of the latest checkpoint; null without one
     */
    public record Vertex(
            String id,
            String title,
            List<String> operators,
            int parallelism,
            String state,
            long recordsIn,
            long recordsOut,
            @Nullable Double recordsInPerSecond,
            @Nullable Double recordsOutPerSecond,
            @Nullable Double bytesInPerSecond,
            @Nullable Double bytesOutPerSecond,
            @Nullable Double busy,
            @Nullable Double backPressured,
            @Nullable Double idle,
            @Nullable Instant watermark,
            @Nullable Long stateBytes) {}

    /**
     * Rows go from one vertex to another.
     *
     * @param sent how they are spread over the tasks, in Flink's word, such as HASH
     */
    public record Edge(String from, String to, String sent) {}

    /**
     * A completed checkpoint.
     *
     * @param at when it was completed
     */
    public record Checkpoint(long id, Instant at, long durationMillis, long stateBytes) {}

    /**
     * Why a job failed.
     *
     * @param task where; null when that is not known
     */
    public record Failure(Instant at, @Nullable String task, String cause) {}
}
