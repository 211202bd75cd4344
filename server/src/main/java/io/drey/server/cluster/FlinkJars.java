package io.drey.server.cluster;

import static java.util.Objects.requireNonNull;

import io.drey.model.ArtifactId;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.artifact.Artifact;
import io.drey.server.platform.JsonMappers;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The jars of one Flink session cluster; each of ours is named by its hash. Thread-safe.
 *
 * <p>Every call is bounded in time and throws CLUSTER_UNAVAILABLE when there is no sound answer.
 */
final class FlinkJars {
    private static final String BOUNDARY = "drey-28f1c6b04ad94d7b8e0c";
    private static final String PREFIX = "drey-";

    /** The main method runs meanwhile; planning a large script on a cold JobManager takes long. */
    private static final Duration RUN_LIMIT = Duration.ofSeconds(90);

    /** The least, for a cluster that is busy; more for what a slow line carries in that time. */
    private static final Duration UPLOAD_LIMIT = Duration.ofSeconds(30);

    private static final long UPLOAD_BYTES_PER_SECOND = 1 << 20;

    private final FlinkClient client;
    private final URI base;

    FlinkJars(FlinkClient client, URI base) {
        this.client = requireNonNull(client, "client");
        this.base = requireNonNull(base, "base");
    }

    /**
     * The cluster's ids of a file's uploads; more than one where two uploaded it at the same time.
     *
     * @throws DreyException UNSUPPORTED if the cluster takes no jars
     */
    List<String> find(ArtifactId artifact) {
        FlinkAnswer answer = client.ask(request("/jars").GET().build(), FlinkClient.DEFAULT_LIMIT);
        if (answer.status() == 404) {
            throw new DreyException(
                    DreyErrorCode.UNSUPPORTED,
                    base.getAuthority()
                            + " takes no jars: it is no session cluster, or web.submit.enable is"
                            + " false there");
        }
        requireOk(answer, "/jars");
        List<String> ids = new ArrayList<>();
        for (JsonNode jar : answer.body().path("files")) {
            if (jar.path("name").asString("").equals(name(artifact))) {
                ids.add(jar.path("id").asString(""));
            }
        }
        return ids;
    }

    /**
     * Sends a file, without ever having more than a piece of it in memory; answers its id there.
     */
    String upload(Artifact artifact) {
        String head =
                "--"
                        + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                        + name(artifact.id())
                        + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
        HttpRequest.BodyPublisher file;
        try {
            file = BodyPublishers.ofFile(artifact.file());
        } catch (FileNotFoundException e) {
            throw new DreyException(
                    DreyErrorCode.NOT_FOUND, "artifact " + artifact.id() + " is not stored", e);
        }
        HttpRequest request =
                request("/jars/upload")
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(
                                BodyPublishers.concat(
                                        BodyPublishers.ofString(head),
                                        file,
                                        BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n")))
                        .build();
        Duration limit = UPLOAD_LIMIT.plusSeconds(artifact.bytes() / UPLOAD_BYTES_PER_SECOND);
        FlinkAnswer answer = client.ask(request, limit);
        requireOk(answer, "/jars/upload");
        String path = answer.body().path("filename").asString("");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Removes a jar; one that is gone already is none too many. Its jobs run on. */
    void delete(String id) {
        FlinkAnswer answer =
                client.ask(request("/jars/" + id).DELETE().build(), FlinkClient.DEFAULT_LIMIT);
        if (!isGone(answer)) {
            requireOk(answer, "/jars/" + id);
        }
    }

    /** Runs a jar's main method in the cluster; the answer may be of any kind. */
    FlinkAnswer run(String id, JobSubmission submission) {
        HttpRequest request =
                request("/jars/" + id + "/run")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body(submission).toString()))
                        .build();
        return client.ask(request, RUN_LIMIT);
    }

    /** Whether the cluster answers that it has no such jar. */
    static boolean isGone(FlinkAnswer answer) {
        return !answer.isOk()
                && answer.errors().matches("(?s).*(File|Jar file) \\S+ does not exist.*");
    }

    private static ObjectNode body(JobSubmission submission) {
        ObjectNode body = JsonMappers.api().createObjectNode();
        body.put("entryClass", submission.entryClass());
        ArrayNode arguments = body.putArray("programArgsList");
        submission.arguments().forEach(arguments::add);
        body.put("jobId", submission.job().value());
        if (submission.parallelism() > 0) {
            body.put("parallelism", submission.parallelism());
        }
        if (submission.restoreFrom() != null) {
            body.put("savepointPath", submission.restoreFrom());
        }
        body.put("allowNonRestoredState", submission.mayDropState());
        ObjectNode configuration = body.putObject("flinkConfiguration");
        submission.configuration().forEach(configuration::put);
        return body;
    }

    private void requireOk(FlinkAnswer answer, String path) {
        if (!answer.isOk()) {
            throw FlinkClient.refusal(base.resolve(path), answer);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Accept", "application/json");
    }

    private static String name(ArtifactId artifact) {
        return PREFIX + artifact + ".jar";
    }
}
