package io.drey.server.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Stands in for the server's main class where the command line starts, watches and stops one.
 *
 * <p>Takes the same arguments, writes the same files. A file {@code die} in the data directory
 * makes it fail at the start.
 */
public final class DreyServerMain {
    private static final String STATUS =
            """
            {"version":"0.1.0","startedAt":"%s","dataDir":"x","processes":[
              {"role":"spare-kernel","name":"p1","pid":1,"state":"warm"}],
             "cluster":{"name":"local","state":"up","webUrl":"http://127.0.0.1:1",
              "flinkVersion":"1.20.3","slotsTotal":4,"slotsFree":4}}
            """;

    private DreyServerMain() {}

    public static void main(String[] args) throws IOException {
        Path data = Path.of(args[3]);
        if (Files.exists(data.resolve("die"))) {
            System.err.println("12:00 ERROR Cannot start: the disk is on fire");
            System.exit(7);
        }
        int port = args.length > 5 ? Integer.parseInt(args[5]) : 0;
        HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        String url = "http://127.0.0.1:" + http.getAddress().getPort();
        Instant startedAt = Instant.now();
        answer(http, "/health", "{\"status\":\"up\",\"version\":\"0.1.0\"}");
        answer(http, "/status", STATUS.formatted(startedAt));
        answer(http, "/links", "{\"url\":\"" + url + "/?token=once\"}");
        http.createContext(
                "/api/v1/shutdown",
                exchange -> {
                    send(exchange, "{}");
                    Files.delete(data.resolve("server.json"));
                    System.exit(0);
                });
        http.start();
        Files.createDirectories(data.resolve("secrets"));
        Files.writeString(data.resolve("secrets").resolve("cli.token"), "secret\n");
        Files.writeString(
                data.resolve("server.json"),
                """
                {"pid":%d,"url":"%s","startedAt":"%s","version":"0.1.0"}
                """
                        .formatted(ProcessHandle.current().pid(), url, startedAt));
    }

    private static void answer(HttpServer http, String path, String body) {
        http.createContext("/api/v1" + path, exchange -> send(exchange, body));
    }

    private static void send(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
