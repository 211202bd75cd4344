package io.drey.server.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.drey.server.platform.NamedThreads;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;

/** Answers like Flink's REST interface, from texts; what it has no text for it does not know. */
public final class TestingFlink implements Cluster, AutoCloseable {
    private final HttpServer server;
    private final ExecutorService executor = NamedThreads.fixed("testing-flink", 2);
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile long generation = 1;

    public TestingFlink() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(executor);
        server.start();
    }

    /** A file of answers recorded from a real cluster. */
    static String recorded(String name) {
        try (InputStream file = TestingFlink.class.getResourceAsStream("/flink-1.20/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    public TestingFlink answer(String path, String json) {
        answers.put(path, json);
        return this;
    }

    void forget() {
        answers.clear();
        generation++;
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public String name() {
        return "testing";
    }

    @Override
    public FlinkRest rest() {
        return new FlinkRest(FlinkClient.create(executor), uri());
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public long generation() {
        return generation;
    }

    @Override
    public void close() {
        server.stop(0);
        NamedThreads.close(executor);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        requests.add(exchange.getRequestMethod() + " " + path);
        String json = answers.get(path);
        byte[] body =
                (json == null ? "{\"errors\":[\"Not found.\"]}" : json)
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(json == null ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
