package io.drey.server.cluster;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.platform.JsonMappers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Sends requests to Flink's REST interface; every call ends within its limit. Thread-safe. */
public final class FlinkClient {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);

    private final HttpClient http;
    private final Duration limit;

    private FlinkClient(HttpClient http, Duration limit) {
        this.http = http;
        this.limit = limit;
    }

    /** One client serves all clusters; the executor completes its calls. */
    public static FlinkClient create(Executor executor) {
        HttpClient http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_LIMIT)
                        .executor(executor)
                        .build();
        return new FlinkClient(http, DEFAULT_LIMIT);
    }

    /** The same client with another limit for each call. */
    public FlinkClient within(Duration otherLimit) {
        return new FlinkClient(http, otherLimit);
    }

    /**
     * Sends a request without a body.
     *
     * @return the answer's JSON; a missing node if it has none
     * @throws DreyException JOB_NOT_FOUND for 404, CLUSTER_UNAVAILABLE if there is no sound answer
     */
    JsonNode send(String method, URI uri) {
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header("Accept", "application/json")
                        .build();
        FlinkAnswer answer = ask(request, limit);
        if (answer.status() == 404) {
            throw new DreyException(DreyErrorCode.JOB_NOT_FOUND, "no answer at " + uri.getPath());
        }
        if (!answer.isOk()) {
            throw refusal(uri, answer);
        }
        return answer.body();
    }

    /**
     * Sends any request and takes any answer of Flink's.
     *
     * @throws DreyException CLUSTER_UNAVAILABLE if there is no sound answer within the limit
     */
    FlinkAnswer ask(HttpRequest request, Duration within) {
        HttpResponse<byte[]> response = exchange(request, within);
        return new FlinkAnswer(response.statusCode(), parse(request.uri(), response));
    }

    /** What to throw for an answer that only a cluster in trouble gives. */
    static DreyException refusal(URI uri, FlinkAnswer answer) {
        String errors = answer.errors();
        int end = errors.indexOf('\n');
        return new DreyException(
                DreyErrorCode.CLUSTER_UNAVAILABLE,
                uri.getPath()
                        + " answered "
                        + answer.status()
                        + ": "
                        + (end < 0 ? errors : errors.substring(0, end)));
    }

    private HttpResponse<byte[]> exchange(HttpRequest request, Duration within) {
        // A limit on the request alone would end with the headers; a stalled body must end too.
        CompletableFuture<HttpResponse<byte[]>> call = new CompletableFuture<>();
        try {
            call = http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
            return call.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw unavailable(request, "interrupted", e);
        } catch (RejectedExecutionException e) {
            throw unavailable(request, "the server is shutting down", e);
        } catch (TimeoutException e) {
            call.cancel(true);
            throw unavailable(request, "no answer within " + within.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String message = cause.getMessage();
            throw unavailable(
                    request, message == null ? cause.getClass().getSimpleName() : message, cause);
        }
    }

    private static DreyException unavailable(HttpRequest request, String why, Throwable cause) {
        return new DreyException(
                DreyErrorCode.CLUSTER_UNAVAILABLE,
                request.uri().getAuthority() + request.uri().getPath() + ": " + why,
                cause);
    }

    private static JsonNode parse(URI uri, HttpResponse<byte[]> response) {
        byte[] body = response.body();
        if (body.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return JsonMappers.api().readTree(body);
        } catch (JacksonException e) {
            // A proxy's page, or another program on the port.
            throw new DreyException(
                    DreyErrorCode.CLUSTER_UNAVAILABLE,
                    uri.getAuthority() + " does not speak like Flink: " + excerpt(body),
                    new IOException(e));
        }
    }

    private static String excerpt(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return text.length() > 100 ? text.substring(0, 100) + " ..." : text;
    }
}
