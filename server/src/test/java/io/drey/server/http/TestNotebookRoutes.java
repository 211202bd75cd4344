package io.drey.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.server.auth.Authenticator;
import io.drey.server.notebook.HistoryRules;
import io.drey.server.notebook.NotebookService;
import io.drey.server.notebook.TutorialService;
import io.drey.server.platform.JsonMappers;
import io.drey.server.platform.NamedThreads;
import io.drey.server.platform.RandomIds;
import io.drey.server.store.Database;
import io.drey.server.store.SqlSignInStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TestNotebookRoutes {
    private static final String CELL = "```sql cell id=a\nSELECT 1;\n```\n";

    @TempDir Path data;

    private final ScheduledExecutorService timer = NamedThreads.scheduled("test", 1);
    private final HttpClient client = HttpClient.newHttpClient();
    private Database database;
    private NotebookService notebooks;
    private HttpServer server;
    private String base;
    private String token;

    @BeforeEach
    void start() throws IOException {
        database = Database.sqlite(data.resolve("drey.db"));
        RandomIds ids = new RandomIds();
        Authenticator authenticator =
                Authenticator.open(data, new SqlSignInStore(database), ids, Clock.systemUTC());
        notebooks =
                new NotebookService(
                        data, HistoryRules.defaults(), Clock.systemUTC(), timer, path -> 0);
        TutorialService tutorials =
                new TutorialService(Path.of("../examples"), data.resolve("output"), notebooks);
        server =
                new HttpServer(
                        List.of(
                                new NotebookRoutes(notebooks),
                                new HistoryRoutes(notebooks.history()),
                                new TrashRoutes(notebooks.trash()),
                                new TutorialRoutes(tutorials)),
                        Map.of(),
                        authenticator,
                        ids);
        base = "http://127.0.0.1:" + server.start("127.0.0.1", 0) + "/api/v1";
        token = Files.readString(data.resolve("secrets/cli.token"));
    }

    @AfterEach
    void stop() {
        server.close();
        notebooks.close();
        database.close();
        NamedThreads.close(timer);
    }

    @Test
    void aNotebookIsCreatedListedEditedAndDeleted() throws Exception {
        JsonNode created = json(200, "POST", "/notebooks", "{\"title\":\"My flights\"}");
        assertThat(created.path("path").asString()).isEqualTo("my-flights.drey.md");
        assertThat(json(200, "GET", "/notebooks", "").get(0).path("title").asString())
                .isEqualTo("My flights");
        String edit =
                """
                {"baseVersion":"%s","edits":[
                 {"op":"replace","key":"first","text":"SELECT 42;"},
                 {"op":"insert","after":"first","kind":"prose","text":"The end"}]}
                """
                        .formatted(created.path("version").asString());
        JsonNode edited = json(200, "PATCH", "/notebooks/my-flights.drey.md", edit);
        assertThat(edited.path("blocks")).hasSize(4);
        assertThat(json(200, "GET", "/notebooks/my-flights.drey.md", "")).isEqualTo(edited);
        JsonNode deleted = json(200, "DELETE", "/notebooks/my-flights.drey.md", "");
        assertThat(json(404, "GET", "/notebooks/my-flights", "").path("code").asString())
                .isEqualTo("NOTEBOOK_NOT_FOUND");
        assertThat(json(200, "GET", "/trash", "")).containsExactly(deleted);
        String trashed = "/trash/" + deleted.path("id").asString();
        assertThat(json(200, "POST", trashed + "/restore", "")).isEqualTo(edited);
        json(404, "POST", trashed + "/restore", "");
        json(404, "DELETE", "/trash/..%2Fnotebooks", "");
    }

    @Test
    void olderVersionsAreListedComparedAndRestored() throws Exception {
        json(200, "POST", "/notebooks", "{\"path\":\"a b/x\",\"source\":\"# X\"}");
        String query = "?notebook=a%20b/x.drey.md";
        JsonNode first = json(200, "GET", "/history" + query, "");
        assertThat(first.at("/versions/0/cause").asString()).isEqualTo("created");
        String base = first.at("/versions/0/content").asString();
        String edit =
                "{\"baseVersion\":\"%s\",\"edits\":[{\"op\":\"replace\",\"key\":\"~prose@\","
                        + "\"text\":\"# Y\"}]}";
        json(200, "PATCH", "/notebooks/a%20b/x.drey.md", edit.formatted(base));
        assertThat(json(200, "GET", "/history" + query, "").path("versions")).hasSize(2);
        JsonNode diff = json(200, "GET", "/history/2/diff" + query, "");
        assertThat(diff.at("/blocks/0/change").asString()).isEqualTo("changed");
        assertThat(diff.at("/blocks/0/lines")).hasSize(2);
        assertThat(json(200, "GET", "/history/1" + query, "").at("/notebook/title").asString())
                .isEqualTo("X");
        String body = "{\"notebook\":\"a b/x.drey.md\"}";
        JsonNode restored = json(200, "POST", "/history/1/restore", body);
        assertThat(restored.at("/notebook/title").asString()).isEqualTo("X");
        assertThat(restored.path("replaced").asInt()).isEqualTo(2);
        json(404, "GET", "/history/9/diff" + query, "");
        json(400, "GET", "/history/one" + query, "");
        json(400, "GET", "/history", "");
        json(404, "GET", "/history?notebook=gone", "");
        json(400, "GET", "/history/1" + query + "&format=pdf", "");
    }

    @Test
    void aDeletedNotebookComesBackWhereItIsWanted() throws Exception {
        json(200, "POST", "/notebooks", "{\"path\":\"x\",\"source\":\"# X\"}");
        String id = json(200, "DELETE", "/notebooks/x", "").path("id").asString();
        json(200, "POST", "/notebooks", "{\"path\":\"x\",\"source\":\"# Other\"}");
        String restore = "/trash/" + id + "/restore";
        assertThat(json(409, "POST", restore, "{\"to\":\"x.drey.md\"}").path("code").asString())
                .isEqualTo("NOTEBOOK_EXISTS");
        assertThat(json(200, "POST", restore, "{\"to\":\"y\"}").path("path").asString())
                .isEqualTo("y.drey.md");
    }

    @Test
    void aNotebookIsMovedAndCopied() throws Exception {
        json(200, "POST", "/notebooks", "{\"path\":\"a b/é\",\"source\":\"# X\"}");
        JsonNode moved =
                json(200, "POST", "/notebooks/a%20b/%C3%A9.drey.md/move", "{\"to\":\"c/move\"}");
        assertThat(moved.path("path").asString()).isEqualTo("c/move.drey.md");
        JsonNode gone = json(404, "GET", "/notebooks/a%20b/%C3%A9.drey.md", "");
        assertThat(gone.at("/details/movedTo").asString()).isEqualTo("c/move.drey.md");
        JsonNode copy = json(200, "POST", "/notebooks/c/move.drey.md/copy", "{}");
        assertThat(copy.path("path").asString()).isEqualTo("c/move-2.drey.md");
        assertThat(
                        json(409, "POST", "/notebooks/c/move/move", "{\"to\":\"c/move-2\"}")
                                .path("code")
                                .asString())
                .isEqualTo("NOTEBOOK_EXISTS");
        json(400, "POST", "/notebooks/c/move/move", "{\"to\":\"../../x\"}");
        json(400, "POST", "/notebooks/c/move/move", "{}");
        json(400, "POST", "/notebooks/c/move/copy", "{\"to\":\"/etc/x\"}");
    }

    @Test
    void textIsFoundInAllNotebooks() throws Exception {
        json(200, "POST", "/notebooks", "{\"path\":\"a\",\"source\":\"one & two\"}");
        json(200, "POST", "/notebooks", "{\"path\":\"b\",\"source\":\"ONE & two\"}");
        JsonNode found = json(200, "GET", "/search?text=one%20%26%20two&limit=1", "");
        assertThat(found.path("hits")).hasSize(1);
        assertThat(found.path("isTruncated").asBoolean()).isTrue();
        json(400, "GET", "/search?text=%20", "");
        json(400, "GET", "/search?text=a&limit=x", "");
    }

    @Test
    void aConflictCarriesTheNotebookAsItIsNow() throws Exception {
        json(200, "POST", "/notebooks", "{\"path\":\"team/x\",\"source\":\"# X\"}");
        String edit = "{\"baseVersion\":\"old\",\"edits\":[{\"op\":\"delete\",\"key\":\"a\"}]}";
        JsonNode problem = json(409, "PATCH", "/notebooks/team/x.drey.md", edit);
        assertThat(problem.path("code").asString()).isEqualTo("NOTEBOOK_CHANGED");
        assertThat(problem.at("/details/current/title").asString()).isEqualTo("X");
    }

    @Test
    void theSourceTravelsByteForByte() throws Exception {
        Files.createDirectories(data.resolve("notebooks/Zürich"));
        byte[] bytes = (CELL + "caf?").getBytes(StandardCharsets.US_ASCII);
        bytes[bytes.length - 1] = (byte) 0xE9;
        Files.write(data.resolve("notebooks/Zürich/a b.drey.md"), bytes);
        String path = "/notebooks/Z%C3%BCrich/a%20b.drey.md?format=source";
        HttpResponse<byte[]> got =
                client.send(
                        request("GET", path, "").build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(got.body()).isEqualTo(bytes);
        assertThat(got.headers().firstValue("Content-Type"))
                .hasValue("text/markdown; charset=utf-8");
        String version = got.headers().firstValue("X-Drey-Version").orElseThrow();
        json(200, "PUT", path + "&baseVersion=" + version, CELL);
        assertThat(data.resolve("notebooks/Zürich/a b.drey.md")).hasContent(CELL);
        assertThat(send("PUT", path + "&baseVersion=" + version, "other").statusCode())
                .isEqualTo(409);
        assertThat(send("PUT", path, "other").statusCode()).isEqualTo(400);
        assertThat(send("GET", path + "s", "").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/notebooks/..%2Fsecret",
                "/notebooks/%2e%2e/secret",
                "/notebooks/x/%2e%2e%2f%2e%2e/secret",
                "/notebooks/..%5Csecret",
                "/notebooks/%00secret",
                "/notebooks//secret",
                "/notebooks/.hidden",
                "/notebooks/secret%0a"
            })
    void noPathLeadsOutOfTheFolder(String path) throws Exception {
        Files.writeString(data.resolve("secret.drey.md"), "secret");
        HttpResponse<String> answer = sendAlone("GET", path);
        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("\"blocks\"");
        assertThat(sendAlone("DELETE", path).statusCode()).isIn(400, 404, 405);
        assertThat(data.resolve("secret.drey.md")).hasContent("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"baseVersion\":\"x\"}",
                "{\"baseVersion\":\"VERSION\",\"edits\":[{}]}",
                "{\"baseVersion\":\"VERSION\",\"edits\":[{\"op\":\"eat\"}]}",
                "{\"baseVersion\":\"VERSION\",\"edits\":[{\"op\":\"delete\"}]}",
                "{\"baseVersion\":\"VERSION\",\"edits\":[null]}",
                "[]"
            })
    void aWrongEditIsRefused(String edit) throws Exception {
        JsonNode created = json(200, "POST", "/notebooks", "{\"path\":\"x\",\"source\":\"text\"}");
        String body = edit.replace("VERSION", created.path("version").asString());
        assertThat(send("PATCH", "/notebooks/x", body).statusCode()).isEqualTo(400);
        assertThat(json(200, "GET", "/notebooks/x", "")).isEqualTo(created);
    }

    @Test
    void tutorialsAreListedAndOpened() throws Exception {
        JsonNode tutorials = json(200, "GET", "/tutorials", "");
        assertThat(tutorials.get(0).path("name").asString()).isEqualTo("01-flights");
        JsonNode opened = json(200, "POST", "/tutorials/01-flights/open", "");
        assertThat(opened.path("path").asString()).isEqualTo("tutorials/01-flights.drey.md");
        assertThat(json(200, "POST", "/tutorials/01-flights/open", "")).isEqualTo(opened);
        assertThat(send("POST", "/tutorials/none/open", "").statusCode()).isEqualTo(404);
    }

    @Test
    void nothingIsShownWithoutAToken() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/notebooks")).build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }

    private JsonNode json(int status, String method, String path, String body) throws Exception {
        HttpResponse<String> answer = send(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonMappers.api().readTree(answer.body());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return client.send(
                request(method, path, body).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends on a fresh connection: Jetty closes one that carried an address it cannot read. */
    private HttpResponse<String> sendAlone(String method, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(request(method, path, "").build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }
}
