package io.drey.client;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Sends requests and turns every kind of failure into a {@link DreyException}. Thread-safe. */
final class HttpCalls {
    private static final String PREFIX = "/api/v1";

    private final ClientOptions options;
    private final HttpClient http;
    private final ClientJson json = new ClientJson();

    HttpCalls(ClientOptions options) {
        this.options = requireNonNull(options, "options");
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(options.connectTimeout());
        if ("http".equals(options.server().getScheme())) {
            builder.sslContext(ClientTls.unused());
        } else if (options.authority() != null) {
            builder.sslContext(ClientTls.trusting(options.authority()));
        }
        this.http = builder.build();
    }

    <T> T get(Object path, Class<T> type) {
        return json.read(bytes(request(path).GET()), type);
    }

    <T> T get(Object path, Duration timeout, Class<T> type) {
        return json.read(bytes(request(path).timeout(timeout).GET()), type);
    }

    <T> List<T> list(Object path, Class<T> element) {
        return json.readList(bytes(request(path).GET()), element);
    }

    String text(Object path) {
        return new String(bytes(request(path).GET()), StandardCharsets.UTF_8);
    }

    <T> T post(Object path, @Nullable Object body, Class<T> type) {
        return json.read(bytes(sendingJson(path, "POST", body)), type);
    }

    <T> List<T> postForList(Object path, Object body, Class<T> element) {
        return json.readList(bytes(sendingJson(path, "POST", body)), element);
    }

    void post(Object path) {
        bytes(sendingJson(path, "POST", null));
    }

    <T> T patch(Object path, Object body, Class<T> type) {
        return json.read(bytes(sendingJson(path, "PATCH", body)), type);
    }

    <T> T put(Object path, Object body, Class<T> type) {
        return json.read(bytes(sendingJson(path, "PUT", body)), type);
    }

    <T> T putText(Object path, String body, Class<T> type) {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "text/markdown; charset=utf-8")
                        .PUT(BodyPublishers.ofString(body));
        return json.read(bytes(request), type);
    }

    void delete(Object path) {
        bytes(request(path).DELETE());
    }

    <T> T delete(Object path, Class<T> type) {
        return json.read(bytes(request(path).DELETE()), type);
    }

    /** Asks for a body that may begin late and go on for hours; no time limit applies. */
    PendingResponse open(Object path) {
        HttpRequest request = unlimited(path).GET().build();
        return new PendingResponse(
                http.sendAsync(request, BodyHandlers.ofInputStream()), this::toException);
    }

    /** Waits for such a body's first byte. */
    InputStream openBody(Object path) {
        try {
            return open(path).get().body();
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DreyException(DreyErrorCode.CANCELLED, "interrupted while waiting", e);
        }
    }

    /** A value as it is sent, for a query parameter. */
    String jsonText(Object value) {
        return new String(json.write(value), StandardCharsets.UTF_8);
    }

    private byte[] bytes(HttpRequest.Builder request) {
        HttpResponse<byte[]> response = send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() / 100 != 2) {
            throw toException(response.statusCode(), response.body());
        }
        return response.body();
    }

    private HttpRequest.Builder sendingJson(Object path, String method, @Nullable Object body) {
        if (body == null) {
            return request(path).method(method, BodyPublishers.noBody());
        }
        return request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofByteArray(json.write(body)));
    }

    private HttpRequest.Builder request(Object path) {
        return unlimited(path).timeout(options.requestTimeout());
    }

    private HttpRequest.Builder unlimited(Object path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl() + PREFIX + path));
        if (options.token() != null) {
            request.header("Authorization", "Bearer " + options.token());
        }
        return request;
    }

    private String baseUrl() {
        String server = options.server().toString();
        return server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> handler) {
        try {
            return http.send(request.build(), handler);
        } catch (HttpTimeoutException e) {
            throw new DreyException(
                    DreyErrorCode.TIMEOUT, options.server() + ": no answer in time", e);
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DreyException(DreyErrorCode.CANCELLED, "interrupted while waiting", e);
        }
    }

    private DreyException unreachable(IOException cause) {
        String why = ": not reachable";
        if (cause instanceof SSLException) {
            // A server that shows the wrong certificate would otherwise look like one that is down.
            why = ": no trusted TLS connection: " + cause.getMessage();
        }
        return new DreyException(DreyErrorCode.SERVER_UNAVAILABLE, options.server() + why, cause);
    }

    private DreyException toException(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            return toException(response.statusCode(), body.readAllBytes());
        } catch (IOException e) {
            return unreachable(e);
        }
    }

    private DreyException toException(int status, byte[] body) {
        Problem problem;
        try {
            problem = json.read(body, Problem.class);
        } catch (DreyException notAProblem) {
            return new DreyException(codeOf(status), "HTTP status: " + status, notAProblem);
        }
        // A body that is JSON but no problem has none of these.
        if (problem == null || problem.code() == null) {
            return new DreyException(codeOf(status), "HTTP status: " + status);
        }
        String message = problem.detail() == null ? problem.title() : problem.detail();
        Map<String, Object> details = new HashMap<>();
        if (problem.details() != null) {
            details.putAll(problem.details());
            details.values().removeIf(value -> value == null);
        }
        return new DreyException(DreyErrorCode.parse(problem.code()), message, details, null);
    }

    private static DreyErrorCode codeOf(int status) {
        return switch (status) {
            case 400 -> DreyErrorCode.BAD_REQUEST;
            case 401 -> DreyErrorCode.NOT_SIGNED_IN;
            case 403 -> DreyErrorCode.FORBIDDEN;
            case 404 -> DreyErrorCode.NOT_FOUND;
            case 502, 503 -> DreyErrorCode.SERVER_UNAVAILABLE;
            case 504 -> DreyErrorCode.TIMEOUT;
            default -> DreyErrorCode.INTERNAL;
        };
    }
}
