package io.drey.server.cluster;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.JobId;
import io.drey.model.TriggerId;
import io.drey.server.platform.JsonMappers;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Savepoints and checkpoints of the jobs of one Flink cluster. Thread-safe.
 *
 * <p>Every call is bounded in time and throws CLUSTER_UNAVAILABLE when there is no sound answer.
 */
final class FlinkSavepoints {
    /** Flink's words where a job fails between its savepoint and its end. */
    private static final Pattern SAVED_BEFORE_FAILURE =
            Pattern.compile("A savepoint has been created at: (\\S+), but the corresponding job");

    private final FlinkClient client;
    private final URI base;

    FlinkSavepoints(FlinkClient client, URI base) {
        this.client = requireNonNull(client, "client");
        this.base = requireNonNull(base, "base");
    }

    void stop(JobId job, TriggerId trigger, String directory, boolean drain) {
        ObjectNode body = JsonMappers.api().createObjectNode();
        body.put("targetDirectory", directory);
        body.put("drain", drain);
        body.put("triggerId", trigger.value());
        post(job, "/stop", body);
    }

    void trigger(JobId job, TriggerId trigger, String directory) {
        ObjectNode body = JsonMappers.api().createObjectNode();
        body.put("target-directory", directory);
        body.put("cancel-job", false);
        body.put("triggerId", trigger.value());
        post(job, "/savepoints", body);
    }

    private void post(JobId job, String what, ObjectNode body) {
        URI uri = base.resolve("/jobs/" + job + what);
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .header("Accept", "application/json")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build();
        requireOk(client.ask(request, FlinkClient.DEFAULT_LIMIT), job, uri);
    }

    SavepointAnswer find(JobId job, TriggerId trigger) {
        URI uri = base.resolve("/jobs/" + job + "/savepoints/" + trigger);
        FlinkAnswer answer = get(uri);
        if (answer.status() == 404) {
            return new SavepointAnswer.Unknown();
        }
        requireOk(answer, job, uri);
        if (!answer.body().path("status").path("id").asString("").equals("COMPLETED")) {
            return new SavepointAnswer.InProgress();
        }
        JsonNode operation = answer.body().path("operation");
        String location = operation.path("location").asString("");
        if (!location.isEmpty()) {
            return new SavepointAnswer.Done(location, false);
        }
        String failure = operation.path("failure-cause").path("stack-trace").asString("");
        Matcher saved = SAVED_BEFORE_FAILURE.matcher(failure);
        return saved.find()
                ? new SavepointAnswer.Done(saved.group(1), true)
                : new SavepointAnswer.Failed(FlinkFailure.rootCauseOf(failure));
    }

    List<SeenCheckpoint> checkpoints(JobId job) {
        URI uri = base.resolve("/jobs/" + job + "/checkpoints");
        FlinkAnswer answer = get(uri);
        if (answer.status() == 404
                && answer.errors().contains("Checkpointing has not been enabled")) {
            return List.of();
        }
        requireOk(answer, job, uri);
        Map<Long, SeenCheckpoint> found = new TreeMap<>(Comparator.reverseOrder());
        // The history is short; what is newest of its kind is told besides.
        answer.body().path("history").forEach(checkpoint -> add(checkpoint, found));
        JsonNode latest = answer.body().path("latest");
        add(latest.path("completed"), found);
        add(latest.path("savepoint"), found);
        return List.copyOf(found.values());
    }

    private static void add(JsonNode json, Map<Long, SeenCheckpoint> found) {
        String path = json.path("external_path").asString("");
        boolean isUsable =
                json.path("status").asString("").equals("COMPLETED")
                        && !json.path("discarded").asBoolean(false)
                        // What lies nowhere has a text in angle brackets for its path.
                        && !path.isEmpty()
                        && !path.startsWith("<");
        if (!isUsable) {
            return;
        }
        long id = json.path("id").asLong();
        boolean isSavepoint = json.path("is_savepoint").asBoolean(false);
        found.put(
                id,
                new SeenCheckpoint(
                        path,
                        id,
                        Instant.ofEpochMilli(json.path("latest_ack_timestamp").asLong(0)),
                        json.path("state_size").asLong(0),
                        isSavepoint
                                ? SeenCheckpoint.Kind.SAVEPOINT
                                : SeenCheckpoint.Kind.CHECKPOINT));
    }

    private FlinkAnswer get(URI uri) {
        return client.ask(
                HttpRequest.newBuilder(uri).header("Accept", "application/json").GET().build(),
                FlinkClient.DEFAULT_LIMIT);
    }

    private static void requireOk(FlinkAnswer answer, JobId job, URI uri) {
        if (answer.status() == 404) {
            throw new DreyException(DreyErrorCode.JOB_NOT_FOUND, "job " + job + " is not known");
        }
        if (!answer.isOk()) {
            throw FlinkClient.refusal(uri, answer);
        }
    }
}
