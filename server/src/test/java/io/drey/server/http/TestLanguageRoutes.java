package io.drey.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.model.KernelId;
import io.drey.protocol.KernelMessages;
import io.drey.protocol.Message;
import io.drey.protocol.ServerMessages;
import io.drey.server.auth.Authenticator;
import io.drey.server.platform.RandomIds;
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
    private final LanguageService language = new LanguageService(kernels);
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
                new HttpServer(List.of(new LanguageRoutes(language)), Map.of(), authenticator, ids);
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
                .startsWith("200 [{\"code\":\"SQL_PARSE\",")
                .contains("\"message\":\"SELEC 1 in batch\"")
                .contains("\"line\":1,\"column\":1,\"endLine\":1,\"endColumn\":5");
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
    void saysWhenTheKernelDoesNotAnswer() throws Exception {
        kernels.isSilent = true;

        assertThat(post("complete", "{\"source\":\"SELECT f\",\"position\":8}"))
                .startsWith("504 ")
                .contains("\"TIMEOUT\"");
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
        public void setBusy(KernelId kernel, boolean isBusy) {}

        @Override
        public void send(KernelId kernel, Message message) {
            List<Message> answers = new ArrayList<>();
            if (message instanceof ServerMessages.Describe describe) {
                language.answered(
                        describe.request(),
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
            if (message instanceof ServerMessages.Check check) {
                String text = check.source() + " in " + check.mode();
                language.answered(
                        check.request(),
                        new KernelMessages.Checked(
                                check.request(),
                                List.of(
                                        new KernelMessages.Failure(
                                                "SQL_PARSE", text, null, 1, 1, 1, 5, null))));
            }
            if (message instanceof ServerMessages.Complete complete && !isSilent) {
                if (isStale) {
                    language.answered(
                            complete.request() - 1,
                            new KernelMessages.Completions(0, 0, true, List.of()));
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
                answers.forEach(answer -> language.answered(complete.request(), answer));
            }
        }
    }
}
