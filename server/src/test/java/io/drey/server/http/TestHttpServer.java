package io.drey.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.auth.Authenticator;
import io.drey.server.platform.RandomIds;
import io.drey.server.store.Database;
import io.drey.server.store.SqlSignInStore;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestHttpServer {
    @TempDir Path directory;

    private Database database;
    private HttpServer server;
    private String base;
    private String token;
    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch firstHasArrived = new CountDownLatch(1);

    record Greeting(String word) {}

    @BeforeEach
    void start() throws IOException {
        database = Database.sqlite(directory.resolve("drey.db"));
        RandomIds ids = new RandomIds();
        Authenticator authenticator =
                Authenticator.open(directory, new SqlSignInStore(database), ids, Clock.systemUTC());
        Routes greetings =
                () ->
                        List.of(
                                Route.get("/greeting")
                                        .gives(Greeting.class)
                                        .handle(request -> new Greeting("hello")),
                                Route.post("/greeting")
                                        .takes(Greeting.class)
                                        .handle(request -> request.body(Greeting.class)),
                                Route.get("/slow")
                                        .givesStream("text/plain")
                                        .handle(this::streamSlowly),
                                Route.get("/broken")
                                        .handle(
                                                request -> {
                                                    throw new DreyException(
                                                            DreyErrorCode.RUN_NOT_FOUND,
                                                            "run: r-9");
                                                }));
        server =
                new HttpServer(
                        List.of(greetings, new SignInRoutes(authenticator, () -> base)),
                        Map.of(),
                        authenticator,
                        ids);
        base = "http://127.0.0.1:" + server.start("127.0.0.1", 0);
        token = Files.readString(directory.resolve("secrets/cli.token"));
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
    }

    @Test
    void answersTheHolderOfTheToken() throws Exception {
        var answer = send(request("/api/v1/greeting").header("Authorization", "Bearer " + token));
        assertThat(answer.body()).isEqualTo("{\"word\":\"hello\"}");
    }

    @Test
    void refusesEveryoneElse() throws Exception {
        assertThat(send(request("/api/v1/greeting")).statusCode()).isEqualTo(401);
        var wrong = send(request("/api/v1/greeting").header("Authorization", "Bearer x"));
        assertThat(wrong.body()).contains("NOT_SIGNED_IN").contains("drey url");
    }

    @Test
    void tradesALinkOnceForACookieThatNeedsThePagesSignToChangeThings() throws Exception {
        var link =
                send(
                        request("/api/v1/links")
                                .header("Authorization", "Bearer " + token)
                                .POST(HttpRequest.BodyPublishers.noBody()));
        String linkToken = link.body().replaceAll(".*token=(\\w+).*", "$1");
        var login = send(post("/api/v1/login", "{\"token\":\"" + linkToken + "\"}"));
        assertThat(login.statusCode()).isEqualTo(204);
        String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
        String session = cookie.substring(0, cookie.indexOf(';'));

        assertThat(send(request("/api/v1/greeting").header("Cookie", session)).statusCode())
                .isEqualTo(200);
        var body = "{\"word\":\"x\"}";
        assertThat(send(post("/api/v1/greeting", body).header("Cookie", session)).statusCode())
                .isEqualTo(403);
        assertThat(
                        send(post("/api/v1/greeting", body)
                                        .header("Cookie", session)
                                        .header("X-Drey", "1"))
                                .statusCode())
                .isEqualTo(200);
        assertThat(send(post("/api/v1/login", "{\"token\":\"" + linkToken + "\"}")).body())
                .contains("TOKEN_EXPIRED");
    }

    @Test
    void tellsErrorsAsProblems() throws Exception {
        var known = send(request("/api/v1/broken").header("Authorization", "Bearer " + token));
        assertThat(known.statusCode()).isEqualTo(404);
        assertThat(known.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(known.body()).contains("RUN_NOT_FOUND").contains("r-9");
        var noJson = post("/api/v1/greeting", "{oops").header("Authorization", "Bearer " + token);
        assertThat(send(noJson).statusCode()).isEqualTo(400);
        var noRoute = send(request("/api/v1/nope").header("Authorization", "Bearer " + token));
        assertThat(noRoute.statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsFlushedArrivesBeforeTheRest() throws Exception {
        var request = request("/api/v1/slow").header("Authorization", "Bearer " + token).build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.body().read()).isEqualTo('a');
        firstHasArrived.countDown();
        assertThat(answer.body().readAllBytes()).isEqualTo(new byte[] {'b'});
    }

    @Test
    void servesNoFileOutsideThePage() throws Exception {
        assertThat(send(request("/..%2f..%2fdrey.db")).body()).doesNotContain("SQLite");
        assertThat(send(request("/notebooks/any")).statusCode()).isEqualTo(200);
    }

    private Object streamSlowly(Request request) throws IOException, InterruptedException {
        OutputStream out = request.stream("text/plain");
        out.write('a');
        out.flush();
        // Without the flush the client would wait for the end, and the end for the client.
        out.write(firstHasArrived.await(10, TimeUnit.SECONDS) ? 'b' : '!');
        return Route.STREAMED;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    private HttpRequest.Builder post(String path, String body) {
        return request(path).POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
