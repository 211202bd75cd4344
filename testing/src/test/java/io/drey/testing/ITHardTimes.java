package io.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drey.client.DreyClient;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ExecutionMode;
import io.drey.model.KernelId;
import io.drey.model.NotebookRequest;
import io.drey.model.ResultInfo;
import io.drey.model.RunInfo;
import io.drey.model.RunState;
import io.drey.testing.TestingCommandLine.Said;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk, slow readers, large results, and a server killed again and again. */
class ITHardTimes {
    private static final String FAST =
            "CREATE TEMPORARY TABLE IF NOT EXISTS fast (a BIGINT, b STRING) WITH ("
                    + "'connector' = 'datagen', 'rows-per-second' = '100000000'%s);"
                    + " SELECT * FROM fast";

    @TempDir Path folder;

    @Test
    void aFullDiskEndsTheQueryAndLosesNothing() throws Exception {
        Path data = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(
                sh("mount -t tmpfs -o size=300m tmpfs " + data) == 0,
                "needs the right to mount a small disk");
        try (TestingDrey drey = TestingDrey.start(data, "result.min-free=0b")) {
            DreyClient client = drey.client();
            KernelId kernel = drey.newKernel();
            assertThat(drey.rows(kernel, "SELECT 1 + 1")).containsExactly("[2]");
            var notebook = client.createNotebook(new NotebookRequest("kept", null, "# Kept\n"));

            RunInfo run =
                    drey.run(
                            kernel,
                            ExecutionMode.BATCH,
                            FAST.formatted(", 'number-of-rows' = '100000000'"));
            await().until(() -> client.getRun(run.id()).state().isFinal());
            RunInfo failed = client.getRun(run.id());
            assertThat(failed.state()).isEqualTo(RunState.FAILED);
            assertThat(failed.error().code()).isEqualTo(DreyErrorCode.DISK_FULL);

            Path filler = fill(data);
            assertThatThrownBy(
                            () ->
                                    client.updateNotebookSource(
                                            "kept",
                                            notebook.version(),
                                            "# " + "x".repeat(200_000) + "\n"))
                    .isInstanceOf(DreyException.class)
                    .hasFieldOrPropertyWithValue("code", DreyErrorCode.DISK_FULL);
            assertThat(client.getNotebookSource("kept")).isEqualTo("# Kept\n");

            Files.delete(filler);
            client.deleteResult(drey.resultOf(failed));
            assertThat(drey.rows(kernel, "SELECT 2 + 3")).containsExactly("[5]");
            client.updateNotebookSource("kept", notebook.version(), "# More\n");
            assertThat(client.getNotebookSource("kept")).isEqualTo("# More\n");
        } finally {
            sh("umount -l " + data);
        }
    }

    @Test
    void largeResultsAndSlowReadersHoldUpNobody() throws Exception {
        try (TestingDrey drey = TestingDrey.start(folder)) {
            aReaderThatDoesNotReadHoldsUpNobody(drey);
            millionsOfRowsAndHugeRowsArriveInBoundedTime(drey);
            assertThat(drey.process("server").memoryBytes()).isLessThan(600L << 20);
        }
    }

    private static void aReaderThatDoesNotReadHoldsUpNobody(TestingDrey drey) throws Exception {
        KernelId kernel = drey.newKernel();
        RunInfo stream =
                drey.run(
                        kernel,
                        ExecutionMode.STREAMING,
                        FAST.replace("100000000", "200000").formatted(""));
        var id = drey.resultOf(stream);
        await().until(() -> drey.client().getResult(id).rowsIn() > 10_000);
        List<Socket> readers = new ArrayList<>();
        for (String what : List.of("changes?follow=true", "export?format=csv")) {
            readers.add(ask(drey, "/api/v1/results/" + id.value() + "/" + what));
        }
        WebSocket page = open(drey);
        for (int i = 0; i < 50; i++) {
            String watch =
                    "{\"op\":\"watch-result\",\"id\":\"w%d\",\"result\":\"%s\",\"tail\":true}";
            page.sendText(watch.formatted(i, id.value()), true).get(10, TimeUnit.SECONDS);
        }
        long before = drey.client().getResult(id).rowsIn();
        await().until(() -> drey.client().getResult(id).rowsIn() > before + 1_000_000);
        assertThat(drey.client().getRows(id, before, 10).rows()).hasSize(10);
        drey.client().cancelRun(stream.id());
        page.abort();
        for (Socket reader : readers) {
            reader.close();
        }
    }

    private static void millionsOfRowsAndHugeRowsArriveInBoundedTime(TestingDrey drey) {
        KernelId kernel = drey.newKernel();
        RunInfo large =
                drey.run(
                        kernel,
                        ExecutionMode.BATCH,
                        FAST.replace("b STRING", "b INT")
                                .formatted(", 'number-of-rows' = '5000000'"));
        await().until(() -> drey.client().getRun(large.id()).state().isFinal());
        ResultInfo result = drey.client().getResult(drey.resultOf(large));
        assertThat(result.rowsHeld()).isEqualTo(5_000_000);
        long start = System.nanoTime();
        assertThat(drey.client().getRows(result.id(), 4_999_000, 1000).rows()).hasSize(1000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));

        RunInfo wide =
                drey.run(
                        kernel,
                        ExecutionMode.BATCH,
                        "SELECT a, REPEAT('y', 10000000) AS s FROM (VALUES (1), (2)) AS t (a)");
        assertThat(wide.state()).as("%s", wide.error()).isEqualTo(RunState.SUCCEEDED);
        assertThat(drey.client().getResult(drey.resultOf(wide)).rowsHeld()).isEqualTo(2);
        assertThat(drey.rows(kernel, "SELECT 1 + 1")).containsExactly("[2]");
    }

    @Test
    void aServerKilledAtAnyMomentOpensAgain() throws Exception {
        TestingDrey drey = TestingDrey.start(folder);
        KernelId kernel = drey.newKernel();
        drey.rows(kernel, "SELECT 1 + 1");
        List<RunInfo> runs = new ArrayList<>();
        for (int millis : new int[] {0, 30, 100, 250, 600}) {
            for (int i = 0; i < 3; i++) {
                runs.add(drey.submit(kernel, ExecutionMode.BATCH, "SELECT " + i, null));
            }
            drey.client().createNotebook(new NotebookRequest("at " + millis, null, null));
            TimeUnit.MILLISECONDS.sleep(millis);
            drey.killServer();
            assertThat(integrityOf(folder.resolve("drey.db"))).isEqualTo("ok");
            drey.startAgain();
        }
        for (RunInfo run : runs) {
            await().until(() -> drey.client().getRun(run.id()).state().isFinal());
        }
        assertThat(drey.client().listNotebooks()).hasSize(5);
        assertThat(drey.rows(kernel, "SELECT 2 + 3")).containsExactly("[5]");
        secondServerIsRefused(drey);
        drey.close();
    }

    /** A second server on the data directory names the first and ends. */
    private void secondServerIsRefused(TestingDrey first) throws Exception {
        assertThat(first.startAnother()).isNotZero();
        assertThat(Files.readString(folder.resolve("logs/server.log")))
                .contains("Another server uses this data directory")
                .contains("./drey down");
        Said said = TestingCommandLine.run("status", "--data", folder.toString());
        assertThat(said.exitCode()).as(said.err()).isZero();
    }

    private static Path fill(Path disk) throws IOException {
        Path filler = disk.resolve("filler");
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
        return filler;
    }

    /** Sends a request and reads nothing of its answer. */
    private static Socket ask(TestingDrey drey, String path) throws IOException {
        URI local = drey.local();
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(local.getHost(), local.getPort()));
        String request =
                "GET "
                        + path
                        + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                        + drey.token()
                        + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Opens a page's connection and never asks for what comes over it. */
    private static WebSocket open(TestingDrey drey) throws Exception {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + drey.token())
                .buildAsync(
                        URI.create(drey.local().toString().replace("http", "ws") + "/api/v1/live"),
                        new WebSocket.Listener() {
                            @Override
                            public void onOpen(WebSocket socket) {
                                // Without a request nothing is delivered.
                            }
                        })
                .get(10, TimeUnit.SECONDS);
    }

    private static String integrityOf(Path database) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("pragma integrity_check")) {
            row.next();
            return row.getString(1);
        }
    }

    private static int sh(String command) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", command).start().waitFor();
    }

    private static ConditionFactory await() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200));
    }
}
