package io.drey.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.drey.arrow.ArrowStreamWriter;
import io.drey.arrow.BatchBuilder;
import io.drey.model.AttributeDiff;
import io.drey.model.BlockDiff;
import io.drey.model.CatalogList;
import io.drey.model.ChangelogKind;
import io.drey.model.DiffLine;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ExecutionMode;
import io.drey.model.JobInfo;
import io.drey.model.KernelId;
import io.drey.model.KernelInfo;
import io.drey.model.KernelState;
import io.drey.model.Notebook;
import io.drey.model.NotebookBlock;
import io.drey.model.NotebookDiff;
import io.drey.model.NotebookHistory;
import io.drey.model.NotebookHit;
import io.drey.model.NotebookHits;
import io.drey.model.NotebookRequest;
import io.drey.model.NotebookVersion;
import io.drey.model.Problem;
import io.drey.model.RestoredVersion;
import io.drey.model.ResultPage;
import io.drey.model.RunRequest;
import io.drey.model.RunState;
import io.drey.model.StatusInfo;
import io.drey.model.TrashedNotebook;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A server that speaks the API's contract from scripted answers. Thread-safe. */
final class TestingDrey implements AutoCloseable {
    private static final NotebookHit HIT =
            new NotebookHit(
                    "a/x.drey.md",
                    "X",
                    "by_day",
                    "by_day",
                    NotebookBlock.Kind.CELL,
                    2,
                    "  carrier FROM f",
                    2,
                    9);
    private static final TrashedNotebook TRASHED =
            new TrashedNotebook(
                    "20261123-080000-000",
                    "old.drey.md",
                    "Old",
                    Instant.parse("2026-11-23T08:00:00Z"),
                    12);

    private static final NotebookVersion VERSION =
            new NotebookVersion(
                    2,
                    Instant.parse("2026-11-23T08:00:00Z"),
                    NotebookVersion.Cause.RESTORED,
                    "abc",
                    2048,
                    1,
                    2,
                    0,
                    0,
                    null,
                    1L);
    private static final NotebookDiff DIFF =
            new NotebookDiff(
                    null,
                    VERSION,
                    List.of(
                            new BlockDiff(
                                    "a",
                                    "a",
                                    NotebookBlock.Kind.CELL,
                                    BlockDiff.Change.CHANGED,
                                    true,
                                    "SELECT 2;",
                                    List.of(new AttributeDiff("mode", null, "batch")),
                                    List.of(
                                            new DiffLine(DiffLine.Op.FOLDED, 1, 1, "", 4),
                                            new DiffLine(DiffLine.Op.REMOVED, 5, 0, "SELECT 1;", 0),
                                            new DiffLine(
                                                    DiffLine.Op.ADDED, 0, 5, "SELECT 2;", 0)))));

    static final String TOKEN = "letmein";

    private static final Instant T0 = Instant.parse("2026-03-01T08:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Function<RunRequest, TestingRun>> scripts = new ConcurrentHashMap<>();
    private final Map<String, TestingRun> runs = new ConcurrentHashMap<>();
    private final Map<String, TestingResult> results = new ConcurrentHashMap<>();
    private final List<RunRequest> requests = new CopyOnWriteArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private volatile @Nullable StatusInfo status;
    private volatile @Nullable Notebook notebook;

    TestingDrey() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/api/v1/", this::handle);
        http.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** Answers runs of exactly this source. */
    void onSource(String source, Function<RunRequest, TestingRun> script) {
        scripts.put(source, script);
    }

    /** Answers runs of exactly this source with a result, to be filled with rows. */
    void onQuery(
            String source,
            String result,
            ExecutionMode mode,
            ChangelogKind changelog,
            Consumer<TestingResult> rows) {
        RunState state =
                switch (mode) {
                    case BATCH -> RunState.SUCCEEDED;
                    case STREAMING -> RunState.STREAMING;
                };
        onSource(
                source,
                request -> {
                    TestingRun run = TestingRun.of(request, state);
                    TestingResult made = new TestingResult(result, run.runId(), mode, changelog);
                    rows.accept(made);
                    results.put(made.info().id().value(), made);
                    return run.with(made.info().id());
                });
    }

    void add(TestingResult result) {
        results.put(result.info().id().value(), result);
    }

    void setStatus(StatusInfo status) {
        this.status = status;
    }

    void setNotebook(Notebook notebook) {
        this.notebook = notebook;
    }

    /** What was asked to run, in order. */
    List<RunRequest> requests() {
        return requests;
    }

    /** Method and path of every call, in order. */
    List<String> log() {
        return log;
    }

    @Override
    public void close() {
        results.values().forEach(TestingResult::end);
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring("/api/v1".length());
            log.add(exchange.getRequestMethod() + " " + path);
            try {
                answer(exchange, path);
            } catch (DreyException e) {
                send(exchange, e.code().httpStatus(), Problem.of(e, "t1"));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void answer(HttpExchange exchange, String path)
            throws IOException, InterruptedException {
        if (path.equals("/health")) {
            send(exchange, 200, Map.of("status", "up", "version", "0.1.0"));
            return;
        }
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (!("Bearer " + TOKEN).equals(authorization)) {
            throw new DreyException(DreyErrorCode.NOT_SIGNED_IN, "token is not the right one");
        }
        String[] parts = path.substring(1).split("/");
        switch (parts[0]) {
            case "status" -> send(exchange, 200, required(status));
            case "links" -> send(exchange, 200, Map.of("url", url() + "/?token=once"));
            case "jobs" -> jobs(exchange, parts);
            case "tutorials" -> send(exchange, 200, List.of());
            case "kernels" -> kernels(exchange, parts);
            case "runs" -> runs(exchange, parts);
            case "results" -> results(exchange, parts);
            case "notebooks" -> notebooks(exchange, path);
            case "search" -> send(exchange, 200, new NotebookHits(List.of(HIT), true));
            case "trash" -> trash(exchange, path);
            case "history" -> history(exchange, path);
            case "logs" -> sendText(exchange, "one\ntwo\n");
            default -> throw new DreyException(DreyErrorCode.NOT_FOUND, path);
        }
    }

    private static void jobs(HttpExchange exchange, String[] parts) throws IOException {
        if (parts.length > 1) {
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        send(exchange, 200, List.of(job("ended", T0), job("active", null)));
    }

    private static JobInfo job(String name, @Nullable Instant endedAt) {
        return new JobInfo(
                TestingRun.JOB,
                name,
                endedAt == null ? "RUNNING" : "FINISHED",
                "local",
                T0,
                endedAt,
                1_500L,
                2,
                2,
                1_000L,
                null,
                null,
                "n.drey.md",
                "c1",
                null,
                null);
    }

    private void kernels(HttpExchange exchange, String[] parts) throws IOException {
        if (exchange.getRequestMethod().equals("DELETE")) {
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        boolean isKernel = parts.length == 2 && exchange.getRequestMethod().equals("GET");
        if (parts.length == 1 || isKernel) {
            send(
                    exchange,
                    200,
                    new KernelInfo(
                            new KernelId("k1"),
                            null,
                            "terminal",
                            "1.20",
                            "local",
                            KernelState.IDLE,
                            1L,
                            T0,
                            null,
                            null,
                            null,
                            List.of()));
            return;
        }
        if (parts.length > 2 && parts[2].equals("catalog")) {
            boolean isDeep = String.valueOf(exchange.getRequestURI()).contains("deep=true");
            CatalogList list = isDeep ? TestingCatalog.COLUMNS : TestingCatalog.LIST;
            send(exchange, 200, parts.length > 3 ? TestingCatalog.TABLE : list);
            return;
        }
        RunRequest request =
                JSON.readValue(exchange.getRequestBody().readAllBytes(), RunRequest.class);
        requests.add(request);
        Function<RunRequest, TestingRun> script = scripts.get(request.source());
        if (script == null) {
            throw new DreyException(DreyErrorCode.BAD_REQUEST, "no script: " + request.source());
        }
        TestingRun run = script.apply(request);
        runs.put(run.id(), run);
        send(exchange, 200, run.info(RunState.QUEUED));
    }

    private void runs(HttpExchange exchange, String[] parts)
            throws IOException, InterruptedException {
        TestingRun run = runs.get(parts[1]);
        if (run == null) {
            throw new DreyException(DreyErrorCode.RUN_NOT_FOUND, parts[1]);
        }
        if (parts.length > 2) {
            run.cancel();
            results.values().stream()
                    .filter(result -> result.info().runId().value().equals(parts[1]))
                    .forEach(TestingResult::end);
        } else if (exchange.getRequestURI().getQuery() != null) {
            Thread.sleep(20);
        }
        send(exchange, 200, run.info());
    }

    private void results(HttpExchange exchange, String[] parts)
            throws IOException, InterruptedException {
        TestingResult result = results.get(parts[1]);
        if (result == null) {
            throw new DreyException(DreyErrorCode.RESULT_NOT_FOUND, parts[1]);
        }
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        if (parts.length == 2) {
            send(exchange, 200, result.info());
        } else if (parts[2].equals("export")) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(query.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        } else if (parts[2].equals("changes")) {
            sendChanges(exchange, result);
        } else if (query.contains("format=json")) {
            List<List<@Nullable Object>> rows = result.table();
            send(exchange, 200, new ResultPage(1, 0, rows.size(), rows.size(), rows));
        } else {
            sendRows(exchange, result, query);
        }
    }

    private void sendChanges(HttpExchange exchange, TestingResult result)
            throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody();
                ArrowStreamWriter writer = new ArrowStreamWriter(body, result.schema(true))) {
            BatchBuilder batch = new BatchBuilder(result.schema(true));
            for (TestingResult.Change change : result.changes()) {
                batch.column(0).appendByte((byte) change.op());
                for (int i = 0; i < change.values().size(); i++) {
                    batch.column(i + 1).appendObject(change.values().get(i));
                }
                batch.endRow();
            }
            if (batch.rowCount() > 0) {
                writer.write(batch.finish());
            }
            body.flush();
            result.awaitEnd();
        }
    }

    private void sendRows(HttpExchange exchange, TestingResult result, String query)
            throws IOException {
        List<List<@Nullable Object>> rows = result.table();
        int offset = Integer.parseInt(query.replaceAll(".*offset=(\\d+).*", "$1"));
        long limit = Long.parseLong(query.replaceAll(".*limit=(\\d+).*", "$1"));
        exchange.getResponseHeaders().add("X-Drey-Frame", "7");
        exchange.getResponseHeaders().add("X-Drey-Total", String.valueOf(rows.size()));
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody();
                ArrowStreamWriter writer = new ArrowStreamWriter(body, result.schema(false))) {
            BatchBuilder batch = new BatchBuilder(result.schema(false));
            long end = Math.min(rows.size(), offset + limit);
            for (List<@Nullable Object> row : rows.subList(offset, (int) end)) {
                for (int i = 0; i < row.size(); i++) {
                    batch.column(i).appendObject(row.get(i));
                }
                batch.endRow();
            }
            writer.write(batch.finish());
        }
    }

    private void history(HttpExchange exchange, String path) throws IOException {
        if (path.endsWith("/restore")) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            log.add("body " + new String(body, StandardCharsets.UTF_8));
            send(exchange, 200, new RestoredVersion(Objects.requireNonNull(notebook), 3));
        } else if (path.endsWith("/diff")) {
            send(exchange, 200, DIFF);
        } else {
            send(exchange, 200, new NotebookHistory("n.drey.md", List.of(VERSION)));
        }
    }

    private void trash(HttpExchange exchange, String path) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "DELETE" -> exchange.sendResponseHeaders(204, -1);
            case "POST" -> send(exchange, 200, required(notebook));
            default -> send(exchange, 200, path.equals("/trash") ? List.of(TRASHED) : TRASHED);
        }
    }

    private void notebooks(HttpExchange exchange, String path) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "DELETE" -> send(exchange, 200, TRASHED);
            case "POST" -> {
                byte[] body = exchange.getRequestBody().readAllBytes();
                if (path.endsWith("/move") || path.endsWith("/copy")) {
                    log.add("body " + new String(body, StandardCharsets.UTF_8));
                } else {
                    JSON.readValue(body, NotebookRequest.class);
                }
                send(exchange, 200, required(notebook));
            }
            default -> {
                if (notebook == null) {
                    throw new DreyException(DreyErrorCode.NOTEBOOK_NOT_FOUND, "notebook");
                }
                send(exchange, 200, required(notebook));
            }
        }
    }

    private static Object required(@Nullable Object value) {
        if (value == null) {
            throw new DreyException(DreyErrorCode.NOT_FOUND, "not scripted");
        }
        return value;
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] json = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
    }

    private static void sendText(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
