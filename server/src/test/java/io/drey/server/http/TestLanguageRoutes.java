package io.drey.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.model.KernelId;
import io.drey.protocol.Answer;
import io.drey.protocol.CatalogMessages;
import io.drey.protocol.KernelMessages;
import io.drey.protocol.Message;
import io.drey.protocol.ServerMessages;
import io.drey.server.auth.Authenticator;
import io.drey.server.platform.RandomIds;
import io.drey.server.run.CatalogService;
import io.drey.server.run.KernelQuestions;
import io.drey.server.run.LanguageService;
import io.drey.server.run.RunKernels;
import io.drey.server.store.Database;
import io.drey.server.store.SqlSignInStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestLanguageRoutes {
    @TempDir Path directory;

    private final AnsweringKernels kernels = new AnsweringKernels();
    private final KernelQuestions questions = new KernelQuestions(kernels);
    private Database database;
    private HttpServer server;
    private String base;
    private String token;

    @BeforeEach
    void start() throws IOException {
        database = Database.sqlite(directory.resolve("drey.db"));
        RandomIds ids = new RandomIds();
        Authenticator authenticator =
                Authenticator.open(directory, new SqlSignInStore(database), ids, Clock.systemUTC());
        server =
                new HttpServer(
                        List.of(
                                new LanguageRoutes(new LanguageService(questions)),
                                new CatalogRoutes(new CatalogService(questions))),
                        Map.of(),
                        authenticator,
                        ids);
        base = "http://127.0.0.1:" + server.start("127.0.0.1", 0);
        token = Files.readString(directory.resolve("secrets/cli.token"));
    }

    @Test
    void completes() throws Exception {
        assertThat(post("complete", "{\"source\":\"SELECT f\",\"position\":8}"))
                .isEqualTo(
                        "200 {\"from\":7,\"isWhole\":false,\"items\":[{\"text\":\"FLOOR\","
                                + "\"kind\":\"function\",\"detail\":\"FLOOR(number)\","
                                + "\"help\":\"Rounds down.\"}]}");
    }

    @Test
    void anAnswerFindsItsQuestionThoughAnotherCameFirst() throws Exception {
        kernels.isStale = true;

        assertThat(post("complete", "{\"source\":\"SELECT f\",\"position\":8}"))
                .startsWith("200 {\"from\":7,");
    }

    @Test
    void checks() throws Exception {
        assertThat(post("check", "{\"source\":\"SELEC 1\",\"mode\":\"batch\"}"))
                .startsWith("200 {\"errors\":[{\"code\":\"SQL_PARSE\",")
                .contains("\"message\":\"SELEC 1 in batch\"")
                .contains("\"line\":1,\"column\":1,\"endLine\":1,\"endColumn\":5")
                .endsWith(
                        "\"warnings\":[{\"message\":\"It grows.\",\"suggestion\":\"Forget.\","
                                + "\"line\":1,\"column\":2,\"endLine\":3,\"endColumn\":4,"
                                + "\"remedy\":{\"label\":\"SET\",\"line\":1,\"column\":1,"
                                + "\"text\":\"SET;\"}}]}");
        assertThat(post("check", "{\"source\":\"SELEC 1\"}")).contains("SELEC 1 in null");
    }

    @Test
    void describes() throws Exception {
        assertThat(post("describe", "{\"source\":\"UPPER(a)\",\"position\":2}"))
                .isEqualTo(
                        "200 {\"word\":{\"from\":0,\"to\":5,\"kind\":\"function\",\"title\":\"UPPER\","
                                + "\"text\":null,\"lines\":[\"UPPER(text)\"],\"columns\":[]},"
                                + "\"call\":null}");
    }

    @Test
    void listsCatalogs() throws Exception {
        assertThat(get("catalog?catalog=c%2F1&find=t&limit=5"))
                .isEqualTo(
                        "200 {\"entries\":[{\"kind\":\"table\",\"catalog\":\"c/1\","
                                + "\"database\":null,\"name\":\"t 5\",\"isTemporary\":true,"
                                + "\"isCurrent\":false,\"match\":null}],\"total\":7,\"unread\":1,"
                                + "\"unreadTables\":2}");
        assertThat(get("catalog?find=t&deep=true"))
                .contains("\"match\":{\"column\":\"a\",\"comment\":null}");
    }

    @Test
    void findsOutColumns() throws Exception {
        assertThat(
                        post(
                                "catalog/probe",
                                "{\"options\":{\"connector\":\"jdbc\"},\"isOldestFirst\":true}"))
                .startsWith("200 {\"columns\":[{\"name\":\"a\",\"type\":\"INT\",")
                .contains("\"offers\":[{\"name\":\"at\"", "\"metadata\":\"timestamp\"")
                .contains("\"choices\":[{\"name\":\"t\",\"detail\":\"3\",\"isInternal\":true}]")
                .contains(
                        "\"samples\":[{\"partition\":1,\"offset\":2,\"at\":\"1970-01-01T00:00:00Z\"")
                .endsWith("\"notes\":[\"Looked.\",\"true\"]}");
        assertThat(post("catalog/probe", "{\"options\":{\"connector\":\"jdbc\"}}"))
                .endsWith("\"notes\":[\"Looked.\",\"false\"]}");
    }

    @Test
    void listsConnectorsAndTheirOptions() throws Exception {
        assertThat(get("catalog/connectors?connector=kafka&key.format=json"))
                .startsWith("200 {\"connectors\":[{\"name\":\"kafka\",\"canRead\":true,")
                .contains("\"key\":\"topic\"", "connector=kafka", "key.format=json");
    }

    @Test
    void tellsOfAnObject() throws Exception {
        assertThat(get("catalog/object?kind=table&catalog=c&database=d&name=t"))
                .startsWith("200 {\"kind\":\"table\",")
                .contains("\"columns\":[{\"name\":\"a\",\"type\":\"INT\",\"isNullable\":true")
                .contains("\"rowCount\":3,\"fileCount\":null");
        assertThat(get("catalog/object?kind=table&catalog=c&database=d&name=gone"))
                .startsWith("400 ")
                .contains("TABLE_NOT_FOUND", "There is no gone", "\"suggestion\":\"t\"");
        assertThat(get("catalog/object?kind=table")).startsWith("400 ").contains("name: missing");
    }

    @Test
    void saysWhenTheKernelDoesNotAnswer() throws Exception {
        kernels.isSilent = true;

        assertThat(post("complete", "{\"source\":\"SELECT f\",\"position\":8}"))
                .startsWith("504 ")
                .contains("\"TIMEOUT\"");
    }

    private static CatalogMessages.Listed listed(CatalogMessages.Browse browse) {
        var entry =
                new CatalogMessages.Entry(
                        "table",
                        browse.catalog(),
                        browse.database(),
                        browse.find() + " " + browse.limit(),
                        true,
                        false,
                        browse.isDeep() ? new CatalogMessages.Match("a", null) : null);
        return new CatalogMessages.Listed(browse.request(), List.of(entry), 7, 1, 2, null);
    }

    private static CatalogMessages.Inspected inspected(CatalogMessages.Inspect object) {
        if (object.name().equals("gone")) {
            var failure =
                    new KernelMessages.Failure(
                            "TABLE_NOT_FOUND", "There is no gone", "t", 0, 0, 0, 0, null);
            return new CatalogMessages.Inspected(object.request(), null, failure);
        }
        var column = new CatalogMessages.CatalogColumn("a", "INT", true, "physical", null, null);
        var table =
                new CatalogMessages.TableFacts(
                        List.of(column), List.of(), List.of(), List.of(), 3L, null, null);
        return new CatalogMessages.Inspected(
                object.request(),
                new CatalogMessages.CatalogObject(
                        object.what(),
                        object.catalog(),
                        object.database(),
                        object.name(),
                        false,
                        null,
                        Map.of(),
                        null,
                        table,
                        null),
                null);
    }

    private String get(String what) throws Exception {
        HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(base + "/api/v1/kernels/k-1/" + what))
                                        .header("Authorization", "Bearer " + token)
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private String post(String what, String body) throws Exception {
        HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(base + "/api/v1/kernels/k-1/" + what))
                                        .header("Authorization", "Bearer " + token)
                                        .header("X-Drey", "1")
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(body))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
    }

    /** Answers as kernels do, on a thread of its own. */
    private final class AnsweringKernels implements RunKernels {
        boolean isSilent;
        boolean isStale;

        @Override
        public boolean ensureProcess(KernelId kernel) {
            return false;
        }

        @Override
        public boolean hasProcess(KernelId kernel) {
            return true;
        }

        @Override
        public boolean isIdle(KernelId kernel) {
            return true;
        }

        @Override
        public List<String> takeWarnings(KernelId kernel) {
            return List.of();
        }

        @Override
        public void setBusy(KernelId kernel, boolean isBusy) {}

        @Override
        public void send(KernelId kernel, Message message) {
            List<Answer> answers = new ArrayList<>();
            if (message instanceof ServerMessages.Describe describe) {
                questions.answered(
                        new KernelMessages.Described(
                                describe.request(),
                                new KernelMessages.Description(
                                        0,
                                        5,
                                        "function",
                                        "UPPER",
                                        null,
                                        List.of("UPPER(text)"),
                                        List.of()),
                                null));
            }
            if (message instanceof CatalogMessages.Browse browse) {
                questions.answered(listed(browse));
            }
            if (message instanceof CatalogMessages.Probe probe) {
                var column = new CatalogMessages.ProbedColumn("a", "INT", false);
                questions.answered(
                        new CatalogMessages.Probed(
                                probe.request(),
                                new CatalogMessages.Draft(
                                        List.of(column),
                                        List.of(
                                                new CatalogMessages.ProbedColumn(
                                                        "at", "TIME", true, "timestamp")),
                                        List.of("a"),
                                        List.of(),
                                        List.of(new CatalogMessages.Choice("t", "3", true)),
                                        probe.options(),
                                        List.of(new CatalogMessages.Sample(1, 2, 0, null, "v")),
                                        List.of("Looked.", "" + probe.isOldestFirst())),
                                null));
            }
            if (message instanceof CatalogMessages.ListConnectors list) {
                questions.answered(
                        new CatalogMessages.Connectors(
                                list.request(),
                                List.of(new CatalogMessages.Connector("kafka", true, false)),
                                List.of(),
                                List.of(
                                        new CatalogMessages.ConnectorOption(
                                                "topic",
                                                "list",
                                                null,
                                                true,
                                                list.options().toString(),
                                                List.of("a"))),
                                null));
            }
            if (message instanceof CatalogMessages.Inspect inspect) {
                questions.answered(inspected(inspect));
            }
            if (message instanceof ServerMessages.Check check) {
                String text = check.source() + " in " + check.mode();
                questions.answered(
                        new KernelMessages.Checked(
                                check.request(),
                                List.of(
                                        new KernelMessages.Failure(
                                                "SQL_PARSE", text, null, 1, 1, 1, 5, null)),
                                List.of(
                                        new KernelMessages.Warning(
                                                "It grows.",
                                                "Forget.",
                                                1,
                                                2,
                                                3,
                                                4,
                                                new KernelMessages.Remedy("SET", 1, 1, "SET;")))));
            }
            if (message instanceof ServerMessages.Complete complete && !isSilent) {
                if (isStale) {
                    questions.answered(new KernelMessages.Completions(0, 0, true, List.of()));
                }
                answers.add(
                        new KernelMessages.Completions(
                                complete.request(),
                                7,
                                false,
                                List.of(
                                        new KernelMessages.Completion(
                                                "FLOOR",
                                                "function",
                                                "FLOOR(number)",
                                                "Rounds down."))));
                answers.forEach(questions::answered);
            }
        }
    }
}
