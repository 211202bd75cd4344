package io.drey.testing;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.drey.model.JobId;
import io.drey.server.platform.JsonMappers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Runs jobs of a jar on a cluster, through its REST interface. */
final class FlinkJars {
    private static final String BOUNDARY = "drey-testing";

    private static final Path EXAMPLES =
            Path.of("target/flink-examples/flink-examples-streaming.jar");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI flink;

    FlinkJars(URI flink) {
        this.flink = flink;
    }

    /** Starts one of Flink's own examples, which the build has fetched. */
    JobId runExample(String mainClass) throws IOException, InterruptedException {
        String file = upload(EXAMPLES);
        URI run = flink.resolve("/jars/" + file + "/run?entry-class=" + mainClass);
        HttpRequest request =
                HttpRequest.newBuilder(run)
                        .timeout(Duration.ofSeconds(60))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"parallelism\":2}"))
                        .build();
        return JsonMappers.api().readValue(send(request), Started.class).id();
    }

    private record Started(@JsonProperty("jobid") JobId id) {}

    private record Uploaded(String filename) {}

    private String upload(Path jar) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String head =
                "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\n"
                        + "Content-Type: application/x-java-archive\r\n\r\n";
        body.write(head.formatted(BOUNDARY, jar.getFileName()).getBytes(StandardCharsets.UTF_8));
        body.write(Files.readAllBytes(jar));
        body.write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        HttpRequest request =
                HttpRequest.newBuilder(flink.resolve("/jars/upload"))
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .build();
        String path = JsonMappers.api().readValue(send(request), Uploaded.class).filename();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(response.statusCode() + ": " + response.body());
        }
        return response.body();
    }
}
