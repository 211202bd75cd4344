package io.drey.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Passes all on to a cluster, but ends the connection in the middle of some answers. */
final class TestingCuttingProxy implements AutoCloseable {
    private final URI cluster;
    private final String cut;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    /**
     * Starts one.
     *
     * @param cut the end of paths whose answers are cut
     */
    TestingCuttingProxy(URI cluster, String cut) throws IOException {
        this.cluster = cluster;
        this.cut = cut;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void pass(HttpExchange exchange) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(cluster.resolve(exchange.getRequestURI()))
                        .header("Content-Type", type == null ? "application/json" : type)
                        .method(
                                exchange.getRequestMethod(),
                                HttpRequest.BodyPublishers.ofByteArray(
                                        exchange.getRequestBody().readAllBytes()));
        try {
            HttpResponse<byte[]> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            boolean isCut = exchange.getRequestURI().getPath().endsWith(cut);
            exchange.sendResponseHeaders(
                    answer.statusCode(), answer.body().length + (isCut ? 100 : 0));
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }
}
