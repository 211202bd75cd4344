package io.drey.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Flink's SQL gateway in a JVM of its own, asked over its REST interface. */
final class GatewaySide implements Side {
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final URI base;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String session;

    GatewaySide(FlinkClassPath flink, Path directory, URI jobManager)
            throws IOException, InterruptedException {
        int port = FreePort.find();
        base = URI.create("http://127.0.0.1:" + port + "/v1/");
        process =
                flink.start(
                        directory,
                        "gateway",
                        "org.apache.flink.table.gateway.SqlGateway",
                        List.of(
                                "-Dsql-gateway.endpoint.rest.address=127.0.0.1",
                                "-Dsql-gateway.endpoint.rest.port=" + port,
                                "-Dexecution.target=remote",
                                "-Drest.address=" + jobManager.getHost(),
                                "-Drest.port=" + jobManager.getPort(),
                                "-Dparallelism.default=2"));
        session = awaitSession();
    }

    @Override
    public String name() {
        return "SQL gateway (REST)";
    }

    @Override
    public void prepare(String mode, String statement) throws Exception {
        run(mode, statement, Long.MAX_VALUE);
    }

    @Override
    public Timing run(String mode, String query, long rows) throws Exception {
        execute("SET 'execution.runtime-mode' = '" + mode + "'", Long.MAX_VALUE);
        return execute(query, rows);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private Timing execute(String statement, long rows) throws Exception {
        long start = System.nanoTime();
        String operation =
                post("sessions/" + session + "/statements", Map.of("statement", statement))
                        .path("operationHandle")
                        .asString();
        String path = "sessions/" + session + "/operations/" + operation;
        URI next = base.resolve(path + "/result/0?rowFormat=JSON");
        long first = 0;
        long seen = 0;
        while (true) {
            JsonNode page = send(HttpRequest.newBuilder(next).GET());
            String type = page.path("resultType").asString();
            int count = page.path("results").path("data").size();
            if (count > 0) {
                first = seen == 0 ? System.nanoTime() : first;
                seen += count;
            }
            if (type.equals("EOS") || seen >= rows) {
                break;
            }
            if (count == 0) {
                // What Flink's own clients wait between two questions is 100 ms; this is kinder.
                Thread.sleep(5);
            }
            next = base.resolve(page.path("nextResultUri").asString());
        }
        Timing timing = Timing.since(start, first, seen);
        send(HttpRequest.newBuilder(base.resolve(path + "/close")).DELETE());
        return timing;
    }

    private String awaitSession() throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            try {
                return post("sessions", Map.of("properties", Map.of()))
                        .path("sessionHandle")
                        .asString();
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("the SQL gateway did not start");
    }

    private JsonNode post(String path, Map<String, ?> body)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        JsonNode answer = JSON.readTree(response.body());
        if (response.statusCode() >= 400) {
            throw new IOException(answer.toString());
        }
        return answer;
    }
}
