package io.drey.server.cluster;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.JobId;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The REST interface of one Flink cluster, of the 1.x and 2.x lines alike.
 *
 * <p>Fields that a version does not send count as absent, zero or empty. Every call is bounded in
 * time and throws CLUSTER_UNAVAILABLE when there is no sound answer. Thread-safe.
 */
public final class FlinkRest {
    private final FlinkClient client;
    private final URI base;

    /**
     * @param base such as {@code http://127.0.0.1:8081}
     */
    public FlinkRest(FlinkClient client, URI base) {
        this.client = requireNonNull(client, "client");
        this.base = requireNonNull(base, "base");
    }

    /** Where it is. */
    public URI url() {
        return base;
    }

    /** The same with another limit for each call. */
    public FlinkRest within(Duration limit) {
        return new FlinkRest(client.within(limit), base);
    }

    /** The programs that can be run there. */
    FlinkJars jars() {
        return new FlinkJars(client, base);
    }

    /** What its jobs can be started from again. */
    FlinkSavepoints savepoints() {
        return new FlinkSavepoints(client, base);
    }

    public FlinkOverview overview() {
        JsonNode json = get("/overview");
        return new FlinkOverview(
                json.path("taskmanagers").asInt(0),
                json.path("slots-total").asInt(0),
                json.path("slots-available").asInt(0),
                json.path("jobs-running").asInt(0),
                json.path("flink-version").asString(""));
    }

    /** Running jobs and those that ended and are still remembered. */
    public List<FlinkJob> jobs() {
        List<FlinkJob> jobs = new ArrayList<>();
        for (JsonNode json : get("/jobs/overview").path("jobs")) {
            jobs.add(job(json, json.path("tasks")));
        }
        return jobs;
    }

    /**
     * One job with its vertices.
     *
     * @throws DreyException JOB_NOT_FOUND if the cluster does not know it
     */
    public FlinkJobDetail job(JobId id) {
        JsonNode json = getJob(id, "");
        List<FlinkVertex> vertices = new ArrayList<>();
        JsonNode nodes = json.path("plan").path("nodes");
        Set<String> read = new HashSet<>();
        Set<String> reading = new HashSet<>();
        for (JsonNode node : nodes) {
            for (JsonNode input : node.path("inputs")) {
                read.add(input.path("id").asString(""));
                reading.add(node.path("id").asString(""));
            }
        }
        int total = 0;
        int running = 0;
        int finished = 0;
        for (JsonNode vertex : json.path("vertices")) {
            String vertexId = vertex.path("id").asString("");
            vertices.add(vertex(vertex, !reading.contains(vertexId), !read.contains(vertexId)));
            total += vertex.path("parallelism").asInt(0);
            running += vertex.path("tasks").path("RUNNING").asInt(0);
            finished += vertex.path("tasks").path("FINISHED").asInt(0);
        }
        FlinkJob job = job(json, total, running, finished);
        return new FlinkJobDetail(job, vertices);
    }

    /** Why a job failed, or failed last before it was started again; empty if it never did. */
    public Optional<FlinkFailure> failure(JobId id) {
        JsonNode json = getJob(id, "/exceptions");
        JsonNode entries = json.path("exceptionHistory").path("entries");
        if (entries.isArray() && !entries.isEmpty()) {
            JsonNode newest = entries.get(0);
            return Optional.of(
                    FlinkFailure.of(
                            newest.path("stacktrace").asString(""),
                            instant(newest.path("timestamp")),
                            taskOf(newest)));
        }
        String root = text(json.path("root-exception"));
        return root == null
                ? Optional.empty()
                : Optional.of(FlinkFailure.of(root, instant(json.path("timestamp")), null));
    }

    /** A failure of the whole job names its tasks only among those that failed with it. */
    private static @Nullable String taskOf(JsonNode entry) {
        String task = text(entry.path("taskName"));
        JsonNode others = entry.path("concurrentExceptions");
        return task != null || others.isEmpty() ? task : text(others.path(0).path("taskName"));
    }

    /** Asks for the job's end; it has not ended yet when this returns. Repeatable. */
    public void cancel(JobId id) {
        try {
            send("PATCH", "/jobs/" + id + "?mode=cancel");
        } catch (DreyException e) {
            if (e.code() == DreyErrorCode.JOB_NOT_FOUND) {
                throw notFound(id);
            }
            throw e;
        }
    }

    /** The names of a vertex's metrics; empty until its tasks have reported. */
    List<String> metricNames(JobId id, String vertex) {
        List<String> names = new ArrayList<>();
        for (JsonNode metric : getJob(id, "/vertices/" + vertex + "/subtasks/metrics")) {
            names.add(metric.path("id").asString(""));
        }
        return names;
    }

    /** Metrics of a vertex, each summed over its subtasks. */
    Map<String, Long> metricSums(JobId id, String vertex, List<String> names) {
        String wanted = URLEncoder.encode(String.join(",", names), StandardCharsets.UTF_8);
        Map<String, Long> sums = new TreeMap<>();
        String path = "/vertices/" + vertex + "/subtasks/metrics?agg=sum&get=" + wanted;
        for (JsonNode metric : getJob(id, path)) {
            sums.put(metric.path("id").asString(""), (long) metric.path("sum").asDouble(0));
        }
        return sums;
    }

    /** Metrics of a vertex over its subtasks; NaN where a task does not tell. */
    Map<String, VertexMetrics.Spread> metricSpreads(JobId id, String vertex, List<String> names) {
        String wanted = URLEncoder.encode(String.join(",", names), StandardCharsets.UTF_8);
        Map<String, VertexMetrics.Spread> spreads = new TreeMap<>();
        String path = "/vertices/" + vertex + "/subtasks/metrics?agg=min,max,sum&get=" + wanted;
        for (JsonNode metric : getJob(id, path)) {
            spreads.put(
                    metric.path("id").asString(""),
                    new VertexMetrics.Spread(
                            number(metric.path("min")),
                            number(metric.path("max")),
                            number(metric.path("sum"))));
        }
        return spreads;
    }

    private static double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : Double.NaN;
    }

    /** The job's page in Flink's own web interface. */
    public String webUrl(JobId id, boolean isEnded) {
        return base + "/#/job/" + (isEnded ? "completed/" : "running/") + id + "/overview";
    }

    public List<FlinkTaskManager> taskManagers() {
        List<FlinkTaskManager> taskManagers = new ArrayList<>();
        for (JsonNode json : get("/taskmanagers").path("taskmanagers")) {
            taskManagers.add(
                    new FlinkTaskManager(
                            json.path("id").asString(""),
                            json.path("slotsNumber").asInt(0),
                            json.path("freeSlots").asInt(0)));
        }
        return taskManagers;
    }

    /** The JobManager's settings, sorted by key; Flink itself hides the secret ones. */
    public Map<String, String> configuration() {
        Map<String, String> settings = new TreeMap<>();
        for (JsonNode entry : get("/jobmanager/config")) {
            settings.put(entry.path("key").asString(""), entry.path("value").asString(""));
        }
        return settings;
    }

    private static FlinkJob job(JsonNode json, JsonNode tasks) {
        return job(
                json,
                tasks.path("total").asInt(0),
                tasks.path("running").asInt(0),
                tasks.path("finished").asInt(0));
    }

    private static FlinkJob job(JsonNode json, int total, int running, int finished) {
        long end = json.path("end-time").asLong(-1);
        Instant start = instant(json.path("start-time"));
        JsonNode changed = json.path("last-modification");
        return new FlinkJob(
                new JobId(json.path("jid").asString("")),
                json.path("name").asString(""),
                json.path("state").asString("UNKNOWN"),
                start,
                end < 0 ? null : Instant.ofEpochMilli(end),
                changed.isMissingNode() ? start : instant(changed),
                json.path("duration").asLong(0),
                total,
                running,
                finished);
    }

    private static FlinkVertex vertex(JsonNode json, boolean isSource, boolean isSink) {
        JsonNode metrics = json.path("metrics");
        return new FlinkVertex(
                json.path("id").asString(""),
                json.path("name").asString(""),
                json.path("parallelism").asInt(0),
                json.path("status").asString("UNKNOWN"),
                isSource,
                isSink,
                metrics.path("read-records").asLong(0),
                metrics.path("write-records").asLong(0),
                metrics.path("read-bytes").asLong(0),
                metrics.path("write-bytes").asLong(0));
    }

    /** What the cluster says of a job, as it says it. */
    JsonNode getJob(JobId id, String what) {
        try {
            return get("/jobs/" + id + what);
        } catch (DreyException e) {
            if (e.code() == DreyErrorCode.JOB_NOT_FOUND) {
                throw notFound(id);
            }
            throw e;
        }
    }

    private static DreyException notFound(JobId id) {
        return new DreyException(DreyErrorCode.JOB_NOT_FOUND, "job " + id + " is not known");
    }

    private static Instant instant(JsonNode millis) {
        return Instant.ofEpochMilli(millis.asLong(0));
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }

    private JsonNode get(String path) {
        return send("GET", path);
    }

    private JsonNode send(String method, String path) {
        return client.send(method, base.resolve(path));
    }
}
