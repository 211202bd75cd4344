package io.drey.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.drey.arrow.ArrowField;
import io.drey.arrow.ArrowSchema;
import io.drey.arrow.ArrowStreamWriter;
import io.drey.arrow.ArrowType;
import io.drey.arrow.BatchBuilder;
import io.drey.arrow.RecordBatchView;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ExecutionMode;
import io.drey.model.KernelId;
import io.drey.model.Notebook;
import io.drey.model.ResultId;
import io.drey.model.RunId;
import io.drey.model.RunInfo;
import io.drey.model.RunRequest;
import io.drey.model.RunState;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestDreyClient {
    private static final ArrowSchema NUMBERS =
            ArrowSchema.of(ArrowField.of("n", ArrowType.INT64).withNullable(false));
    private static final String RUN =
            """
            {"id":"r1","kernelId":"k1","language":"sql","source":"SELECT 1","state":"%s",
             "version":%d,"queuedAt":"2026-03-01T08:00:00Z","statements":[],"warnings":[],
             "fromTheFuture":true}
            """;

    private HttpServer http;
    private ExecutorService threads;
    private DreyClient client;
    private volatile String seen = "";

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newCachedThreadPool();
        http.setExecutor(threads);
        http.start();
        URI url = URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
        client = DreyClient.of(url, "secret");
    }

    @AfterEach
    void stop() {
        http.stop(0);
        threads.shutdownNow();
    }

    @Test
    void sendsTheTokenAndOnlyWhatIsSet() {
        answer("/api/v1/kernels/k1/runs", 200, RUN.formatted("queued", 1));

        RunInfo run =
                client.createRun(
                        new KernelId("k1"),
                        new RunRequest(
                                "sql",
                                "SELECT 1",
                                ExecutionMode.BATCH,
                                null,
                                null,
                                null,
                                null,
                                null));

        assertThat(run.state()).isEqualTo(RunState.QUEUED);
        assertThat(seen)
                .isEqualTo(
                        "POST /api/v1/kernels/k1/runs Bearer secret"
                                + " {\"language\":\"sql\",\"source\":\"SELECT 1\",\"mode\":\"batch\"}");
    }

    @Test
    void escapesNamesInPaths() {
        answer(
                "/api/v1/notebooks/",
                200,
                """
                {"path":"a b/é?.drey.md","version":"v","title":"t","warnings":[],
                 "damaged":false,"blocks":[]}
                """);

        Notebook notebook = client.updateNotebookSource("a b/é?.drey.md", "v+1", "# t");

        assertThat(notebook.path()).isEqualTo("a b/é?.drey.md");
        assertThat(seen)
                .isEqualTo(
                        "PUT /api/v1/notebooks/a%20b/%C3%A9%3F.drey.md?format=source&baseVersion=v%2B1"
                                + " Bearer secret # t");
    }

    @Test
    void turnsAProblemIntoItsException() {
        answer(
                "/api/v1/results/gone",
                404,
                """
                {"type":"about:blank","title":"No such result","status":404,"detail":"gone",
                 "code":"RESULT_NOT_FOUND","help":"x","details":{"id":"gone","none":null}}
                """);

        DreyException error = failureOf(() -> client.getResult(new ResultId("gone")));

        assertThat(error.code()).isEqualTo(DreyErrorCode.RESULT_NOT_FOUND);
        assertThat(error).hasMessage("gone");
        assertThat(error.details()).containsOnlyKeys("id");
    }

    @Test
    void understandsAnErrorThatIsNoProblem() {
        answer("/api/v1/status", 502, "<html>");
        answer("/api/v1/jobs", 403, "{}");

        assertThat(failureOf(client::getStatus).code()).isEqualTo(DreyErrorCode.SERVER_UNAVAILABLE);
        assertThat(failureOf(client::listJobs).code()).isEqualTo(DreyErrorCode.FORBIDDEN);
    }

    @Test
    void saysThatNobodyListens() {
        DreyClient nobody = DreyClient.of(URI.create("http://127.0.0.1:1"), null);

        assertThat(failureOf(nobody::health).code()).isEqualTo(DreyErrorCode.SERVER_UNAVAILABLE);
    }

    @Test
    void givesUpOnAServerThatNeverAnswers() {
        CountDownLatch end = new CountDownLatch(1);
        http.createContext(
                "/api/v1/status",
                exchange -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        DreyClient hasty =
                new DreyClient(
                        ClientOptions.of(
                                        URI.create(
                                                "http://127.0.0.1:" + http.getAddress().getPort()),
                                        null)
                                .withRequestTimeout(Duration.ofMillis(200)));

        assertThat(failureOf(hasty::getStatus).code()).isEqualTo(DreyErrorCode.TIMEOUT);
        end.countDown();
    }

    @Test
    void waitsForARunByLongPolls() {
        AtomicInteger polls = new AtomicInteger();
        http.createContext(
                "/api/v1/runs/r1",
                exchange -> {
                    int poll = polls.incrementAndGet();
                    send(exchange, 200, RUN.formatted(poll < 3 ? "running" : "succeeded", poll));
                });

        RunInfo run =
                client.awaitRun(new RunId("r1"), r -> r.state().isFinal(), Duration.ofSeconds(10));

        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(seen).isEqualTo("GET /api/v1/runs/r1?after=2&wait=9 Bearer secret ");
        assertThat(
                        failureOf(() -> client.awaitRun(new RunId("r1"), r -> false, Duration.ZERO))
                                .code())
                .isEqualTo(DreyErrorCode.TIMEOUT);
    }

    @Test
    void readsAPageWithItsFrameAndTotal() {
        http.createContext(
                "/api/v1/results/q1/rows",
                exchange -> {
                    note(exchange);
                    exchange.getResponseHeaders().add("X-Drey-Frame", "12");
                    exchange.getResponseHeaders().add("X-Drey-Total", "1000");
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream body = exchange.getResponseBody();
                            ArrowStreamWriter writer = new ArrowStreamWriter(body, NUMBERS)) {
                        writer.write(numbers(7, 8));
                    }
                });

        try (ResultStream page = client.openRows(new ResultId("q1"), 20, 2, List.of("n", "m"))) {
            RecordBatchView batch = page.next();

            assertThat(page.frame()).isEqualTo(12);
            assertThat(page.total()).isEqualTo(1000);
            assertThat(batch).isNotNull();
            assertThat(batch.column(0).getLong(1)).isEqualTo(8);
            assertThat(page.next()).isNull();
        }
        assertThat(seen)
                .startsWith(
                        "GET /api/v1/results/q1/rows?offset=20&limit=2&format=arrow&columns=n%2Cm ");
    }

    @Test
    void endsAWaitingReadWhenClosed() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        http.createContext(
                "/api/v1/results/q1/changes",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    OutputStream body = exchange.getResponseBody();
                    ArrowStreamWriter writer = new ArrowStreamWriter(body, NUMBERS);
                    writer.write(numbers(1));
                    body.flush();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        ResultStream stream = client.openChanges(new ResultId("q1"), 0, true);
        assertThat(stream.next()).isNotNull();

        Thread closer = new Thread(stream::close);
        closer.start();

        assertThat(stream.next()).isNull();
        closer.join();
        end.countDown();
    }

    @Test
    void endsTheWaitForAServerThatHasNoRowsYet() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        http.createContext(
                "/api/v1/results/q1/changes",
                exchange -> {
                    asked.countDown();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        ResultStream stream = client.openChanges(new ResultId("q1"), 0, true);
        Thread closer =
                new Thread(
                        () -> {
                            try {
                                asked.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            stream.close();
                        });
        closer.start();

        assertThat(stream.next()).isNull();
        closer.join();
        end.countDown();
    }

    @Test
    void saysThatRowsBrokeOff() {
        http.createContext(
                "/api/v1/results/q1/changes",
                exchange -> {
                    byte[] part = new byte[20];
                    ByteBuffer schema = NUMBERS.toMessage();
                    schema.get(part);
                    exchange.sendResponseHeaders(200, part.length);
                    exchange.getResponseBody().write(part);
                    exchange.close();
                });

        try (ResultStream stream = client.openChanges(new ResultId("q1"), 0, true)) {
            assertThat(failureOf(stream::next).code()).isEqualTo(DreyErrorCode.SERVER_UNAVAILABLE);
        }
    }

    private static ByteBuffer numbers(long... values) {
        BatchBuilder batch = new BatchBuilder(NUMBERS);
        for (long value : values) {
            batch.column(0).appendLong(value);
            batch.endRow();
        }
        return batch.finish();
    }

    private static DreyException failureOf(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable c) {
        return catchThrowableOfType(DreyException.class, c);
    }

    private void answer(String path, int status, String body) {
        http.createContext(path, exchange -> send(exchange, status, body));
    }

    private void send(HttpExchange exchange, int status, String body) throws IOException {
        note(exchange);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void note(HttpExchange exchange) throws IOException {
        seen =
                exchange.getRequestMethod()
                        + " "
                        + exchange.getRequestURI()
                        + " "
                        + exchange.getRequestHeaders().getFirst("Authorization")
                        + " "
                        + new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }
}
