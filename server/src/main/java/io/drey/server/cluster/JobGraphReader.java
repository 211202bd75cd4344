package io.drey.server.cluster;

import io.drey.model.JobGraph;
import io.drey.model.JobId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the graph of one job, again and again; what does not change is asked for once. Guarded by
 * its own monitor.
 */
final class JobGraphReader {
    private static final Pattern OPERATOR_NUMBER = Pattern.compile("\\[\\d+]");
    private static final Pattern BRANCH = Pattern.compile("^[\\s:|]*(?:\\+- )?(?:\\[\\d+]:)?");

    private final JobId id;
    private final Map<String, List<String>> metricNames = new HashMap<>();
    private final Map<String, Long> stateBytes = new HashMap<>();
    private long stateOfCheckpoint = -1;

    JobGraphReader(JobId id) {
        this.id = id;
    }

    synchronized JobGraph read(FlinkRest rest, Instant now) {
        JsonNode job = rest.getJob(id, "");
        String state = job.path("state").asString("UNKNOWN");
        boolean isEnded = FlinkJob.isEnded(state);
        JobGraph.Checkpoint checkpoint = checkpoint(rest);
        Map<String, JsonNode> plan = new HashMap<>();
        List<JobGraph.Edge> edges = new ArrayList<>();
        for (JsonNode node : job.path("plan").path("nodes")) {
            String to = node.path("id").asString("");
            plan.put(to, node);
            for (JsonNode input : node.path("inputs")) {
                edges.add(
                        new JobGraph.Edge(
                                input.path("id").asString(""),
                                to,
                                input.path("ship_strategy").asString("")));
            }
        }
        List<JobGraph.Vertex> vertices = new ArrayList<>();
        for (JsonNode vertex : job.path("vertices")) {
            String name = vertex.path("id").asString("");
            VertexMetrics metrics = isEnded ? VertexMetrics.NONE : metrics(rest, name);
            vertices.add(vertex(vertex, plan.get(name), metrics));
        }
        return new JobGraph(
                id,
                job.path("name").asString(""),
                state,
                now,
                vertices,
                edges,
                checkpoint,
                rest.failure(id)
                        .map(
                                failure ->
                                        new JobGraph.Failure(
                                                failure.at(), failure.task(), failure.rootCause()))
                        .orElse(null));
    }

    private JobGraph.Vertex vertex(
            JsonNode vertex, @Nullable JsonNode planned, VertexMetrics metrics) {
        String vertexId = vertex.path("id").asString("");
        JsonNode counts = vertex.path("metrics");
        String description = planned == null ? "" : planned.path("description").asString("");
        return new JobGraph.Vertex(
                vertexId,
                OPERATOR_NUMBER.matcher(vertex.path("name").asString("")).replaceAll(""),
                operators(description),
                vertex.path("parallelism").asInt(0),
                vertex.path("status").asString("UNKNOWN"),
                Math.max(counts.path("read-records").asLong(0), metrics.recordsRead()),
                Math.max(counts.path("write-records").asLong(0), metrics.recordsWritten()),
                metrics.recordsInPerSecond(),
                metrics.recordsOutPerSecond(),
                metrics.bytesInPerSecond(),
                metrics.bytesOutPerSecond(),
                metrics.busy(),
                metrics.backPressured(),
                metrics.idle(),
                metrics.watermark(),
                stateBytes.get(vertexId));
    }

    /** Flink sends a drawn tree as HTML. */
    private static List<String> operators(String description) {
        List<String> operators = new ArrayList<>();
        for (String line : description.split("<br/>")) {
            Matcher branch = BRANCH.matcher(line);
            String operator = branch.replaceFirst("").strip().replaceFirst("\\[\\d+](?=: )", "");
            if (!operator.isEmpty()) {
                operators.add(
                        operator.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
            }
        }
        return operators;
    }

    private VertexMetrics metrics(FlinkRest rest, String vertex) {
        List<String> names = metricNames.get(vertex);
        if (names == null) {
            names = rest.metricNames(id, vertex).stream().filter(VertexMetrics::isWanted).toList();
            if (!names.contains("numRecordsInPerSecond")) {
                // The tasks have not reported yet.
                return VertexMetrics.NONE;
            }
            metricNames.put(vertex, names);
        }
        return new VertexMetrics(rest.metricSpreads(id, vertex, names));
    }

    private JobGraph.@Nullable Checkpoint checkpoint(FlinkRest rest) {
        JsonNode latest = rest.getJob(id, "/checkpoints").path("latest").path("completed");
        if (!latest.isObject()) {
            return null;
        }
        long number = latest.path("id").asLong();
        if (number != stateOfCheckpoint) {
            stateBytes.clear();
            JsonNode details = rest.getJob(id, "/checkpoints/details/" + number);
            for (Map.Entry<String, JsonNode> task : details.path("tasks").properties()) {
                stateBytes.put(task.getKey(), task.getValue().path("state_size").asLong(0));
            }
            stateOfCheckpoint = number;
        }
        return new JobGraph.Checkpoint(
                number,
                Instant.ofEpochMilli(latest.path("latest_ack_timestamp").asLong(0)),
                latest.path("end_to_end_duration").asLong(0),
                latest.path("state_size").asLong(0));
    }
}
