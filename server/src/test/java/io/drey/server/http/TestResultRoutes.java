package io.drey.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drey.arrow.ArrowField;
import io.drey.arrow.ArrowSchema;
import io.drey.arrow.ArrowStreamReader;
import io.drey.arrow.ArrowType;
import io.drey.arrow.BatchBuilder;
import io.drey.arrow.RecordBatchView;
import io.drey.model.ChangelogKind;
import io.drey.model.ExecutionMode;
import io.drey.model.ResultColumn;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.RunId;
import io.drey.protocol.RowFrame;
import io.drey.server.auth.Authenticator;
import io.drey.server.platform.ConfigOption;
import io.drey.server.platform.JsonMappers;
import io.drey.server.platform.NamedThreads;
import io.drey.server.platform.Options;
import io.drey.server.platform.RandomIds;
import io.drey.server.result.ResultOpening;
import io.drey.server.result.ResultOptions;
import io.drey.server.result.ResultReader;
import io.drey.server.result.ResultService;
import io.drey.server.result.ResultSettings;
import io.drey.server.result.ResultThreads;
import io.drey.server.result.ResultWatches;
import io.drey.server.result.log.DiskLogFiles;
import io.drey.server.store.Database;
import io.drey.server.store.SqlSignInStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TestResultRoutes {
    private static final ArrowSchema SCHEMA =
            ArrowSchema.of(
                    ArrowField.of("__op", ArrowType.INT8),
                    ArrowField.of("id", ArrowType.INT64),
                    ArrowField.of("price", ArrowType.decimal(10, 2)));
    private static final ResultId ID = new ResultId("r-1");

    @TempDir private Path directory;
    private Database database;
    private ResultService results;
    private HttpServer server;
    private String base;
    private String token;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService workers = NamedThreads.fixed("test-workers", 4);
    private final ScheduledExecutorService timer = NamedThreads.scheduled("test-timer", 1);

    @BeforeEach
    void start() throws IOException {
        database = Database.sqlite(directory.resolve("drey.db"));
        RandomIds ids = new RandomIds();
        Authenticator authenticator =
                Authenticator.open(directory, new SqlSignInStore(database), ids, Clock.systemUTC());
        List<ConfigOption<?>> known = ResultOptions.ALL;
        results =
                new ResultService(
                        ResultSettings.of(Options.defaults(known), directory.resolve("results")),
                        new DiskLogFiles(),
                        Clock.systemUTC(),
                        new ResultThreads(workers, workers));
        results.recover();
        ResultWatches watches = new ResultWatches(results, timer, workers);
        server =
                new HttpServer(
                        List.of(new ResultRoutes(results, new ResultReader(results))),
                        Map.of(
                                "/live",
                                new LiveSocket(
                                        authenticator,
                                        List.of(new ResultWatchSource(watches)),
                                        workers)),
                        authenticator,
                        ids);
        base = "127.0.0.1:" + server.start("127.0.0.1", 0);
        token = Files.readString(directory.resolve("secrets/cli.token"));
        results.open(
                new ResultOpening(
                        ID,
                        new RunId("run-1"),
                        0,
                        List.of(
                                new ResultColumn("id", "BIGINT", ResultColumn.Kind.NUMBER),
                                new ResultColumn(
                                        "price", "DECIMAL(10, 2)", ResultColumn.Kind.NUMBER)),
                        ExecutionMode.STREAMING,
                        ChangelogKind.UPSERT,
                        List.of("id"),
                        ResultInfo.Path.KERNEL,
                        "t",
                        0));
    }

    @AfterEach
    void stop() {
        server.close();
        results.close();
        database.close();
        NamedThreads.close(workers);
        NamedThreads.close(timer);
    }

    @Test
    void answersAResultWithoutRows() throws Exception {
        assertThat(get("").body()).contains("\"state\":\"opening\"");
        assertThat(get("/rows").body())
                .isEqualTo("{\"frame\":0,\"offset\":0,\"total\":0,\"of\":0,\"rows\":[]}");
        assertThat(get("/export?format=json").body()).isEqualTo("[]");
        assertThat(get("/changes?format=jsonl").body()).isEmpty();
    }

    @Test
    void arrangesRowsBeforeTheyAreAnswered() throws Exception {
        fill(1, 0, 10);
        String wanted =
                URLEncoder.encode(
                        "{\"sort\":[{\"column\":\"id\",\"descending\":true}],"
                                + "\"filters\":[{\"column\":\"price\",\"op\":\"lt\","
                                + "\"values\":[\"5\"]}],\"search\":\".5\"}",
                        StandardCharsets.UTF_8);
        assertThat(get("/rows?limit=2&arrangement=" + wanted).body())
                .endsWith(
                        "\"offset\":0,\"total\":5,\"of\":10,"
                                + "\"rows\":[[4,\"4.50\"],[3,\"3.50\"]]}");
        assertThat(get("/export?format=csv&arrangement=" + wanted).body())
                .startsWith("id,price\n4,4.50\n3,3.50\n");
        HttpResponse<String> wrong = get("/rows?arrangement=price");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("arrangement: ", "expected: such as");
        String nothing = URLEncoder.encode("{\"search\":\"\"}", StandardCharsets.UTF_8);
        assertThat(get("/rows?arrangement=" + nothing).body()).contains("\"total\":10");
    }

    @Test
    void answersPages() throws Exception {
        fill(1, 0, 10);
        HttpResponse<String> page = get("/rows?offset=4&limit=2");
        assertThat(page.body())
                .isEqualTo(
                        "{\"frame\":1,\"offset\":4,\"total\":10,\"of\":10,"
                                + "\"rows\":[[4,\"4.50\"],[5,\"5.50\"]]}");
        assertThat(get("/rows?limit=1&columns=price").body()).contains("[[\"0.50\"]]");
        assertThat(get("/rows?columns=nope").body()).contains("COLUMN_NOT_FOUND");
        assertThat(get("/rows?format=xml").statusCode()).isEqualTo(400);
        HttpResponse<byte[]> arrow =
                client.send(request("/rows?format=arrow&offset=8"), BodyHandlers.ofByteArray());
        assertThat(arrow.headers().firstValue("X-Drey-Total")).hasValue("10");
        assertThat(arrow.headers().firstValue("X-Drey-Frame")).hasValue("1");
        assertThat(read(new ByteArrayInputStream(arrow.body()))).hasSize(2);
    }

    @Test
    void answersWhatWas() throws Exception {
        fill(1, 0, 2);
        fill(2, 2, 2);
        assertThat(get("/rows?at=3").body())
                .endsWith(
                        "\"total\":3,\"of\":3,"
                                + "\"rows\":[[0,\"0.50\"],[1,\"1.50\"],[2,\"2.50\"]]}");
        assertThat(get("/rows?at=2100-01-01T00:00:00Z").body()).contains("\"total\":4");
        assertThat(get("/moment?at=3&before=2").body())
                .contains("\"at\":3,")
                .contains("\"previous\":2,\"next\":4,\"previousFrame\":2,\"nextFrame\":4")
                .contains("\"first\":0")
                .contains("\"op\":\"+I\",\"before\":null,\"after\":[1,\"1.50\"]}");
        assertThat(get("/moment").body()).contains("\"at\":4,");
        assertThat(get("/moment?at=yesterday").body())
                .contains("BAD_REQUEST")
                .contains("expected: a number of changes, or a time such as");
        String sorted = "%7B%22search%22%3A%22x%22%7D";
        assertThat(get("/rows?at=3&arrangement=" + sorted).body()).contains("UNSUPPORTED");
    }

    @Test
    void answersChangesAndExports() throws Exception {
        fill(1, 0, 2);
        fill(2, 1, 2);
        assertThat(get("/changes?format=jsonl&after=1").body())
                .isEqualTo(
                        "{\"frame\":2,\"op\":\"+I\",\"row\":[1,\"1.50\"]}\n"
                                + "{\"frame\":2,\"op\":\"+I\",\"row\":[2,\"2.50\"]}\n");
        HttpResponse<InputStream> arrow =
                client.send(request("/changes"), BodyHandlers.ofInputStream());
        assertThat(read(arrow.body())).hasSize(4);
        assertThat(get("/export").body()).isEqualTo("id,price\n0,0.50\n1,1.50\n2,2.50\n");
        assertThat(get("/export").headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"r-1.csv\"");
        assertThat(get("/export?format=pdf").statusCode()).isEqualTo(400);
    }

    @Test
    void followsUntilTheEnd() throws Exception {
        var answer =
                client.sendAsync(request("/changes?follow=true"), BodyHandlers.ofInputStream());
        Thread.sleep(300);
        fill(1, 0, 2);
        Thread.sleep(100);
        fill(2, 2, 2);
        results.accept(frame("end", 2, 4, ByteBuffer.allocate(0)));
        assertThat(read(answer.get().body())).hasSize(4);
    }

    @Test
    void deletes() throws Exception {
        HttpRequest delete =
                HttpRequest.newBuilder(URI.create("http://" + base + "/api/v1/results/r-1"))
                        .header("Authorization", "Bearer " + token)
                        .DELETE()
                        .build();
        assertThat(client.send(delete, BodyHandlers.ofString()).statusCode()).isEqualTo(204);
        assertThat(get("").statusCode()).isEqualTo(404);
        assertThat(get("/rows").body()).contains("RESULT_NOT_FOUND");
    }

    @Test
    void showsAWindowLive() throws Exception {
        fill(1, 0, 100);
        Heard heard = new Heard();
        WebSocket live =
                client.newWebSocketBuilder()
                        .header("Authorization", "Bearer " + token)
                        .buildAsync(URI.create("ws://" + base + "/live"), heard)
                        .join();
        live.sendText(
                        "{\"op\":\"watch-result\",\"id\":\"w1\",\"result\":\"r-1\",\"offset\":10,"
                                + "\"limit\":5,\"view\":\"table\",\"columns\":null,\"tail\":false}",
                        true)
                .join();
        await().untilAsserted(() -> assertThat(heard.frames).hasSize(1));
        assertThat(heard.texts.get(0)).contains("{\"op\":\"result\",\"id\":\"w1\",\"info\":{");
        ByteBuffer frame = heard.frames.get(0);
        JsonNode header = header(frame);
        assertThat(header.toString())
                .isEqualTo(
                        "{\"id\":\"w1\",\"frame\":1,\"offset\":10,\"rows\":5,\"total\":100,"
                                + "\"view\":\"table\"}");
        assertThat(frame.position() % 8).isZero();
        byte[] rows = new byte[frame.remaining()];
        frame.get(rows);
        assertThat(read(new ByteArrayInputStream(rows))).hasSize(5);

        fill(2, 0, 100);
        fill(3, 100, 100);
        Thread.sleep(300);
        assertThat(heard.frames).hasSize(1);
        live.sendText("{\"op\":\"ack\",\"id\":\"w1\",\"frame\":1}", true).join();
        await().untilAsserted(() -> assertThat(heard.frames).hasSize(2));
        assertThat(header(heard.frames.get(1)).get("frame").asInt()).isEqualTo(3);

        live.sendText("{\"op\":\"watch-mystery\",\"id\":\"w2\"}", true).join();
        live.sendText("{\"op\":\"watch-result\",\"id\":\"w3\",\"result\":\"nope\"}", true).join();
        live.sendText("nonsense", true).join();
        await().untilAsserted(
                        () -> {
                            assertThat(heard.texts)
                                    .anyMatch(text -> text.contains("watch-mystery"));
                            assertThat(heard.texts)
                                    .anyMatch(text -> text.contains("RESULT_NOT_FOUND"));
                        });
        live.sendText("{\"op\":\"unwatch\",\"id\":\"w1\"}", true).join();
        live.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    @Test
    void aWatchThatEndedIsBegunAnewWhenThePageAsks() throws Exception {
        fill(1, 0, 10);
        Heard heard = new Heard();
        WebSocket live =
                client.newWebSocketBuilder()
                        .header("Authorization", "Bearer " + token)
                        .buildAsync(URI.create("ws://" + base + "/live"), heard)
                        .join();
        String unknown =
                "{\"op\":\"watch-result\",\"id\":\"w1\",\"result\":\"r-1\",\"columns\":[\"nope\"]}";
        live.sendText(unknown, true).join();
        await().untilAsserted(
                        () ->
                                assertThat(heard.texts)
                                        .anyMatch(text -> text.contains("COLUMN_NOT_FOUND")));
        live.sendText(unknown.replace("nope", "price"), true).join();
        await().untilAsserted(() -> assertThat(heard.frames).hasSize(1));
        live.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    @Test
    void admitsNobodyWithoutASignIn() {
        assertThat(
                        client.newWebSocketBuilder()
                                .buildAsync(URI.create("ws://" + base + "/live"), new Heard())
                                .handle((socket, error) -> error != null)
                                .join())
                .isTrue();
    }

    /** Notes what comes over a WebSocket. */
    private static final class Heard implements WebSocket.Listener {
        final List<String> texts = new CopyOnWriteArrayList<>();
        final List<ByteBuffer> frames = new CopyOnWriteArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private ByteBuffer bytes = ByteBuffer.allocate(0);

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                texts.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket socket, ByteBuffer data, boolean last) {
            bytes =
                    ByteBuffer.allocate(bytes.remaining() + data.remaining())
                            .put(bytes)
                            .put(data)
                            .flip();
            if (last) {
                frames.add(bytes);
                bytes = ByteBuffer.allocate(0);
            }
            socket.request(1);
            return null;
        }
    }

    private static JsonNode header(ByteBuffer frame) {
        byte[] json = new byte[frame.getInt()];
        frame.get(json);
        return JsonMappers.api().readTree(new String(json, StandardCharsets.UTF_8));
    }

    private void fill(long seq, int from, int count) {
        if (seq == 1) {
            results.accept(frame("schema", 0, 0, SCHEMA.toMessage()));
        }
        BatchBuilder builder = new BatchBuilder(SCHEMA);
        for (int id = from; id < from + count; id++) {
            builder.column(0).appendByte((byte) 0);
            builder.column(1).appendLong(id);
            builder.column(2).appendObject(new java.math.BigDecimal(id + ".50"));
            builder.endRow();
        }
        results.accept(frame("batch", seq, count, builder.finish()));
    }

    private static RowFrame frame(String type, long seq, long rows, ByteBuffer arrow) {
        return new RowFrame(new RowFrame.Header(ID.value(), type, seq, rows, null), arrow);
    }

    private static List<List<@Nullable Object>> read(InputStream in) throws IOException {
        ArrowStreamReader reader = new ArrowStreamReader(in);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (RecordBatchView batch = reader.next(); batch != null; batch = reader.next()) {
            for (int row = 0; row < batch.rowCount(); row++) {
                List<@Nullable Object> values = new ArrayList<>();
                for (int column = 0; column < batch.columnCount(); column++) {
                    values.add(batch.column(column).getObject(row));
                }
                rows.add(values);
            }
        }
        return rows;
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + base + "/api/v1/results/r-1" + path))
                .header("Authorization", "Bearer " + token)
                .build();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path), BodyHandlers.ofString());
    }
}
