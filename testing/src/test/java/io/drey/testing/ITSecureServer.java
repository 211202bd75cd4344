package io.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.client.ClientOptions;
import io.drey.client.DreyClient;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.KernelId;
import io.drey.model.KernelRequest;
import io.drey.model.NotebookRequest;
import io.drey.server.http.TestingCertificate;
import io.drey.testing.TestingCommandLine.Said;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that other machines can reach: TLS, tokens, and names that try to leave the folders. */
class ITSecureServer {
    @TempDir static Path folder;

    private static TestingCertificate certificate;
    private static TestingDrey drey;

    @BeforeAll
    static void start() throws Exception {
        certificate = TestingCertificate.make(folder, "EC");
        drey =
                TestingDrey.start(
                        folder.resolve("data"),
                        "http.host=0.0.0.0",
                        "http.tls.certificate=" + certificate.certificate(),
                        "http.tls.key=" + certificate.key());
    }

    @AfterAll
    static void stop() throws Exception {
        drey.close();
    }

    @Test
    void runsQueriesOverHttps() throws Exception {
        assertThat(drey.url()).hasScheme("https");
        assertThat(drey.local()).hasScheme("http").hasHost("127.0.0.1");
        DreyClient client =
                new DreyClient(
                        ClientOptions.of(drey.url(), drey.token())
                                .withAuthority(certificate.certificate()));
        // The kernel dials over loopback, whatever browsers are served with.
        KernelId kernel = client.createKernel(new KernelRequest(null, null)).id();
        assertThat(drey.rows(kernel, "SELECT 6 * 7")).containsExactly("[42]");
        assertThat(client.createLink()).hasScheme("https");
        client.deleteKernel(kernel);
    }

    @Test
    void theCommandLineTrustsTheAuthorityItIsGiven() throws Exception {
        String[] command = {
            "status",
            "--json",
            "--server",
            drey.url().toString(),
            "--ca",
            certificate.certificate().toString()
        };
        Said said =
                TestingCommandLine.start(List.of("env", "DREY_TOKEN=" + drey.token()), command)
                        .await();
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).contains("jobmanager");
    }

    @Test
    void aClientThatDoesNotTrustTheCertificateSaysSo() throws Exception {
        DreyClient client = DreyClient.of(drey.url(), drey.token());
        assertThatThrownBy(client::health)
                .isInstanceOf(DreyException.class)
                .hasMessageContaining("no trusted TLS connection");
    }

    @Test
    void talksNothingButTlsToOtherMachines() throws Exception {
        try (Socket socket = new Socket(drey.url().getHost(), drey.url().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /api/v1/health HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            byte[] answer = socket.getInputStream().readAllBytes();
            assertThat(new String(answer, StandardCharsets.ISO_8859_1)).doesNotContain("status");
        }
    }

    @Test
    void servesPagesOverSecureWebSockets() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        WebSocket socket =
                browser()
                        .newWebSocketBuilder()
                        .header("Authorization", "Bearer " + drey.token())
                        .buildAsync(
                                URI.create(
                                        drey.url().toString().replace("https", "wss")
                                                + "/api/v1/live"),
                                new WebSocket.Listener() {
                                    @Override
                                    public CompletionStage<?> onText(
                                            WebSocket from, CharSequence text, boolean isLast) {
                                        heard.complete(text.toString());
                                        from.request(1);
                                        return null;
                                    }
                                })
                        .get(10, TimeUnit.SECONDS);
        socket.sendText("{\"op\":\"watch-status\",\"id\":\"w1\"}", true);
        assertThat(heard.get(10, TimeUnit.SECONDS)).contains("\"id\":\"w1\"");
        socket.abort();
    }

    @Test
    void aBrowserSignsInOnceWithALinkAndKeepsItsCookieToTls() throws Exception {
        String token = drey.client().createLink().getQuery().replace("token=", "");
        HttpResponse<String> first = login(token);
        assertThat(first.statusCode()).isEqualTo(204);
        assertThat(first.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("Secure")
                .contains("HttpOnly")
                .containsIgnoringCase("SameSite=Strict");
        HttpResponse<String> second = login(token);
        assertThat(second.statusCode()).isEqualTo(401);
        assertThat(second.body())
                .contains(DreyErrorCode.TOKEN_EXPIRED.name())
                .contains("./drey url");
    }

    @Test
    void letsNobodyInWithoutTheToken() throws Exception {
        for (String token : new String[] {null, "", "wrong", drey.token() + "x"}) {
            DreyClient client = DreyClient.of(drey.local(), token);
            assertThatThrownBy(client::listKernels)
                    .isInstanceOf(DreyException.class)
                    .hasFieldOrPropertyWithValue("code", DreyErrorCode.NOT_SIGNED_IN);
        }
        HttpRequest withOldCookie =
                HttpRequest.newBuilder(drey.url().resolve("/api/v1/kernels"))
                        .header("Cookie", "drey_session=gone")
                        .build();
        assertThat(browser().send(withOldCookie, BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/notebooks/..%2Fsecrets%2Fcli.token",
                "/api/v1/notebooks/..%2F..%2F..%2F..%2Fetc%2Fpasswd",
                "/api/v1/notebooks/../../secrets/cli.token",
                "/api/v1/notebooks/%2e%2e/%2e%2e/secrets/cli.token",
                "/api/v1/notebooks/%2Fetc%2Fpasswd",
                "/api/v1/notebooks/a%00b",
                "/api/v1/notebooks/a%5C..%5C..%5Csecrets%5Ccli.token",
                "/api/v1/logs/..%2Fsecrets%2Fcli.token",
                "/api/v1/logs/..%2F..%2Fetc%2Fpasswd",
                "/api/v1/logs/k-..%2F..%2Fsecrets%2Fcli.token",
                "/api/v1/kernels/..%2F..%2Fsecrets/log",
                "/api/v1/results/..%2F..%2Fsecrets/rows",
                "/api/v1/results/..%2Fsecrets%2Fcli.token/export",
                "/api/v1/results/%2e%2e",
                "/api/v1/runs/..%2F..%2Fsecrets",
                "/api/v1/jobs/..%2F..%2Fconfig",
                "/..%2F..%2Fsecrets%2Fcli.token",
                "/../../secrets/cli.token",
                "/assets/..%2F..%2F..%2Fetc%2Fpasswd",
                "/%2e%2e/%2e%2e/etc/passwd"
            })
    void namesDoNotLeadOutOfTheirFolders(String path) throws Exception {
        // By hand, since clients tidy up paths before they send them.
        URI local = drey.local();
        try (Socket socket = new Socket(local.getHost(), local.getPort());
                InputStream in = socket.getInputStream()) {
            socket.setSoTimeout(10_000);
            String request =
                    "GET "
                            + path
                            + " HTTP/1.1\r\nHost: "
                            + local.getAuthority()
                            + "\r\nAuthorization: Bearer "
                            + drey.token()
                            + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .doesNotContain(drey.token())
                    .doesNotContain("root:")
                    .doesNotContain(" 500 ");
            assertThat(answer).matches("(?s)HTTP/1.1 (4\\d\\d|200 .*<div id=\"root\">).*");
        }
    }

    @Test
    void writesNoNotebookOutsideItsFolder() throws Exception {
        for (String path : List.of("../escaped", "a/../../escaped", "/tmp/escaped", "..")) {
            assertThatThrownBy(
                            () ->
                                    drey.client()
                                            .createNotebook(new NotebookRequest(path, null, null)))
                    .isInstanceOf(DreyException.class)
                    .hasFieldOrPropertyWithValue("code", DreyErrorCode.NOTEBOOK_NAME_INVALID);
        }
        assertThat(Files.exists(folder.resolve("data/escaped.drey.md"))).isFalse();
        assertThat(Files.exists(folder.resolve("escaped.drey.md"))).isFalse();
    }

    private static HttpResponse<String> login(String token) throws Exception {
        return browser()
                .send(
                        HttpRequest.newBuilder(drey.url().resolve("/api/v1/login"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}"))
                                .build(),
                        BodyHandlers.ofString());
    }

    /** A client that trusts the certificate, as a browser would after it was installed there. */
    private static HttpClient browser() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(certificate.certificate())) {
            trusted.setCertificateEntry(
                    "drey", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }
}
