package io.drey.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.drey.protocol.CatalogMessages.Browse;
import io.drey.protocol.CatalogMessages.Entry;
import io.drey.protocol.CatalogMessages.Inspect;
import io.drey.protocol.CatalogMessages.Inspected;
import io.drey.protocol.CatalogMessages.Listed;
import io.drey.protocol.CatalogMessages.Probe;
import io.drey.protocol.CatalogMessages.Probed;
import io.drey.protocol.KernelMessages.Bye;
import io.drey.protocol.KernelMessages.Call;
import io.drey.protocol.KernelMessages.Checked;
import io.drey.protocol.KernelMessages.Completions;
import io.drey.protocol.KernelMessages.Described;
import io.drey.protocol.KernelMessages.Explained;
import io.drey.protocol.KernelMessages.Hello;
import io.drey.protocol.KernelMessages.Log;
import io.drey.protocol.KernelMessages.Ready;
import io.drey.protocol.KernelMessages.RunEnded;
import io.drey.protocol.RestoreMessages.ScanRestorePoints;
import io.drey.protocol.RestoreMessages.ScannedRestorePoints;
import io.drey.protocol.ScriptMessages.CheckScript;
import io.drey.protocol.ScriptMessages.Outcome;
import io.drey.protocol.ScriptMessages.ScriptChecked;
import io.drey.protocol.ServerMessages.Cancel;
import io.drey.protocol.ServerMessages.Check;
import io.drey.protocol.ServerMessages.Complete;
import io.drey.protocol.ServerMessages.Configure;
import io.drey.protocol.ServerMessages.Describe;
import io.drey.protocol.ServerMessages.Explain;
import io.drey.protocol.ServerMessages.ResultState;
import io.drey.protocol.ServerMessages.Run;
import io.drey.protocol.ServerMessages.Shutdown;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TestKernel {
    private static final Configure CONFIGURE =
            new Configure("local", "http://localhost:1", "localhost", 2, Map.of(), Map.of());

    private final TestingBridge bridge = new TestingBridge();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private TestingServer server;
    private Kernel kernel;

    @BeforeEach
    void startServer() {
        server = new TestingServer();
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
        kernel.stop();
    }

    @Test
    void greetsWarmsUpAndBinds() {
        startKernel(Duration.ofMinutes(1));

        awaitReady();
        server.send(CONFIGURE);

        await().until(() -> server.heard(Ready.class).size() == 2);
        assertThat(server.requests()).containsExactly("GET /kernel?id=k+1 HTTP/1.1 Bearer secret");
        assertThat(server.heard(Hello.class))
                .singleElement()
                .satisfies(
                        hello -> {
                            assertThat(hello.runtime()).isEqualTo("0.0");
                            assertThat(hello.protocolMax()).isEqualTo(1);
                            assertThat(hello.pid()).isEqualTo(ProcessHandle.current().pid());
                        });
        assertThat(server.heard(Ready.class))
                .extracting(Ready::isConfigured)
                .containsExactly(false, true);
        assertThat(bridge.configuration).isEqualTo(CONFIGURE);
        assertThat(server.received().get(2).re()).isEqualTo("s1");
    }

    @Test
    void runsCellsOneAfterAnother() {
        startKernel(Duration.ofMinutes(1));
        awaitReady();

        server.send(run("r1", "wait"));
        server.send(run("r2", "two"));
        await().until(() -> !server.heard(Log.class).isEmpty());
        assertThat(server.heard(RunEnded.class)).isEmpty();
        server.send(new Cancel("r1"));

        awaitEnds(2);
        assertThat(server.heard(RunEnded.class))
                .extracting(RunEnded::run, RunEnded::state)
                .containsExactly(tuple("r1", "cancelled"), tuple("r2", "succeeded"));
    }

    @Test
    void cancelsAWaitingRunAtOnce() {
        startKernel(Duration.ofMinutes(1));
        awaitReady();

        server.send(run("r1", "wait"));
        server.send(run("r2", "two"));
        server.send(new Cancel("r2"));

        awaitEnds(1);
        assertThat(server.heard(RunEnded.class).get(0).run()).isEqualTo("r2");
        assertThat(server.heard(RunEnded.class).get(0).state()).isEqualTo("cancelled");
        server.send(new Cancel("r1"));
        awaitEnds(2);
        assertThat(server.heard(Log.class)).extracting(Log::run).containsExactly("r1");
    }

    @Test
    void cancelsWhatAnEndedRunLeftBehind() {
        startKernel(Duration.ofMinutes(1));
        awaitReady();

        server.send(run("r1", "leave"));
        server.send(run("r2", "two"));
        awaitEnds(2);
        server.send(new Cancel("r1"));

        await().until(() -> bridge.endedJob.equals("r1"));
    }

    @Test
    void tellsFailuresAndSurvivesThem() {
        startKernel(Duration.ofMinutes(1));
        awaitReady();

        server.send(run("r1", "fail"));
        server.send(run("r2", "crash"));
        server.send(new Run("r3", "cobol", "x", null, "t", 0));
        server.send(run("r4", "fine"));

        awaitEnds(4);
        assertThat(server.heard(RunEnded.class))
                .extracting(RunEnded::state)
                .containsExactly("failed", "failed", "failed", "succeeded");
        assertThat(server.heard(RunEnded.class).subList(0, 3))
                .extracting(ended -> ended.failure().code())
                .containsExactly("SQL_PARSE", "INTERNAL", "UNSUPPORTED");
    }

    @Test
    void runsNothingTwice() {
        startKernel(Duration.ofMinutes(1));
        awaitReady();

        server.send(run("r1", "leave"));
        awaitEnds(1);
        server.send(run("r1", "leave"));
        server.send(run("r2", "two"));

        awaitEnds(2);
        assertThat(server.heard(RunEnded.class))
                .extracting(RunEnded::run)
                .containsExactly("r1", "r2");
    }

    @Test
    void aCancellationMayOvertakeItsRun() {
        startKernel(Duration.ofMinutes(1));
        awaitReady();

        server.send(new Cancel("r1"));
        awaitEnds(1);
        server.send(run("r1", "never"));
        server.send(run("r2", "two"));

        awaitEnds(3);
        assertThat(server.heard(RunEnded.class))
                .extracting(RunEnded::run, RunEnded::state)
                .containsExactly(
                        tuple("r1", "cancelled"),
                        tuple("r1", "cancelled"),
                        tuple("r2", "succeeded"));
        assertThat(server.heard(Log.class)).extracting(Log::run).containsExactly("r2");
    }

    @Test
    void cancellingWhatHasEndedTellsNothingMore() {
        startKernel(Duration.ofMinutes(1));
        awaitReady();

        server.send(run("r1", "one"));
        awaitEnds(1);
        server.send(new Cancel("r1"));
        server.send(run("r2", "two"));
        awaitEnds(2);
        server.send(new Cancel("r1"));
        server.send(run("r1", "one"));
        server.send(run("r3", "three"));

        awaitEnds(3);
        assertThat(server.heard(RunEnded.class))
                .extracting(RunEnded::run)
                .containsExactly("r1", "r2", "r3");
    }

    @Test
    void isBoundInTheOrderItIsTold() {
        startKernel(Duration.ofMinutes(1));
        awaitReady();

        server.send(run("r1", "wait"));
        await().until(() -> !server.heard(Log.class).isEmpty());
        server.send(
                new Configure("local", "http://localhost:1", "localhost", 1, Map.of(), Map.of()));
        server.send(CONFIGURE);
        // Answered only after what came before was taken in.
        server.send(new Check(8, "SELEC", null));
        await().until(() -> !server.heard(Checked.class).isEmpty());
        server.send(new Cancel("r1"));

        await().until(() -> server.heard(Ready.class).size() == 3);
        assertThat(bridge.configuration).isEqualTo(CONFIGURE);
    }

    @Test
    void dialsAgainWhenTheServerDiesBeforeTheGreeting() {
        server.hangUp(2);
        startKernel(Duration.ofMinutes(1));

        awaitReady();
        assertThat(server.requests()).hasSize(3);
        assertThat(end).isNotDone();
    }

    @Test
    void tellsOfCatalogsWhileACellRuns() {
        startKernel(Duration.ofMinutes(1));
        awaitReady();
        Browse tables = new Browse(1, "", "c", "d", "", false, 10, false);

        server.send(tables);
        await().until(() -> server.heard(Listed.class).size() == 1);
        assertThat(server.heard(Listed.class).get(0).failure().code())
                .isEqualTo("CLUSTER_UNAVAILABLE");

        server.send(
                new Configure("local", "http://localhost:1", "localhost", 1, Map.of(), Map.of()));
        server.send(run("r1", "wait"));
        await().until(() -> server.heard(Ready.class).size() == 2);
        server.send(tables);
        server.send(new Inspect(2, "table", "c", "d", "gone"));

        await().until(() -> server.heard(Listed.class).size() == 2);
        assertThat(server.heard(Listed.class).get(1))
                .isEqualTo(
                        new Listed(
                                1,
                                List.of(new Entry("table", "c", "d", "t", false, false)),
                                1,
                                0,
                                0,
                                null));
        await().until(() -> !server.heard(Inspected.class).isEmpty());
        assertThat(server.heard(Inspected.class).get(0).failure().message()).isEqualTo("gone");
        server.send(new Cancel("r1"));
        awaitEnds(1);
    }

    @Test
    void looksThatHangStopNothingElse() {
        startKernel(Duration.ofMinutes(1), Duration.ofMillis(500));
        awaitReady();
        server.send(CONFIGURE);
        await().until(() -> server.heard(Ready.class).size() == 2);
        Probe heeding = new Probe(1, Map.of("hang", "heeding"), false);
        Probe deaf = new Probe(2, Map.of("hang", "deaf"), false);

        for (Probe probe : List.of(heeding, deaf, deaf, deaf)) {
            server.send(probe);
        }
        server.send(new Browse(3, "", "c", "d", "", false, 10, false));
        await().until(() -> server.heard(Listed.class).size() == 1);
        await().until(() -> server.heard(Probed.class).size() == 4);
        assertThat(server.heard(Probed.class))
                .allSatisfy(
                        one -> {
                            assertThat(one.failure().code()).isEqualTo("TIMEOUT");
                            assertThat(one.failure().message()).contains("no answer within");
                        });
        await().until(() -> bridge.interrupts.get() == 4);

        // The one that heeded has left its place to another; more have none.
        await().until(
                        () -> {
                            int before = server.heard(Probed.class).size();
                            server.send(new Probe(4, Map.of(), false));
                            await().until(() -> server.heard(Probed.class).size() > before);
                            return server.heard(Probed.class)
                                    .get(before)
                                    .failure()
                                    .message()
                                    .equals("none");
                        });
        int answered = server.heard(Probed.class).size();
        server.send(deaf);
        await().until(() -> server.heard(Probed.class).size() > answered);
        await().until(() -> bridge.interrupts.get() == 5);
        int before = server.heard(Probed.class).size();
        server.send(heeding);
        await().until(() -> server.heard(Probed.class).size() > before);
        assertThat(server.heard(Probed.class).get(before).failure().message())
                .startsWith("4 looks are still waiting");
    }

    @Test
    void aStorageThatFailsIsTold() {
        startKernel(Duration.ofMinutes(1));
        awaitReady();
        server.send(new ScanRestorePoints(7, List.of("file:///checkpoints"), 10, false));
        await().until(() -> !server.heard(ScannedRestorePoints.class).isEmpty());
        ScannedRestorePoints answer = server.heard(ScannedRestorePoints.class).get(0);
        assertThat(answer.request()).isEqualTo(7);
        assertThat(answer.failure().message()).contains("no storage");
    }

    @Test
    void checksScripts() {
        startKernel(Duration.ofMinutes(1));
        awaitReady();
        server.send(new CheckScript(7, "INSERT", Map.of("a", "b")));
        server.send(new CheckScript(8, "crash", Map.of()));
        await().until(() -> server.heard(ScriptChecked.class).size() == 2);
        ScriptChecked answer =
                server.heard(ScriptChecked.class).stream()
                        .filter(one -> one.request() == 7)
                        .findFirst()
                        .orElseThrow();
        assertThat(answer)
                .isEqualTo(
                        new ScriptChecked(
                                7,
                                List.of(),
                                List.of("{a=b}"),
                                new Outcome(1, 1, List.of(), List.of())));
        assertThat(server.heard(ScriptChecked.class))
                .filteredOn(one -> one.request() == 8)
                .singleElement()
                .satisfies(one -> assertThat(one.failures()).hasSize(1));
    }

    @Test
    void plansThatOvertakeTheBindingWaitForIt() throws Exception {
        bridge.needsBinding = true;
        startKernel(Duration.ofMinutes(1));
        awaitReady();
        server.send(new Explain(7, "SELECT", null));
        Thread.sleep(300);
        assertThat(server.heard(Explained.class)).isEmpty();
        server.send(CONFIGURE);
        await().until(() -> !server.heard(Explained.class).isEmpty());
        assertThat(server.heard(Explained.class).get(0).failure().message()).isEqualTo("SELECT");
    }

    @Test
    void plansWithoutAClusterAreRefused() {
        bridge.needsBinding = true;
        startKernel(Duration.ofMinutes(1), Duration.ofMillis(200));
        awaitReady();
        server.send(new Explain(7, "SELECT", null));
        server.send(new CheckScript(8, "INSERT", Map.of()));
        await().until(() -> !server.heard(Explained.class).isEmpty());
        await().until(() -> !server.heard(ScriptChecked.class).isEmpty());
        assertThat(server.heard(Explained.class).get(0).failure().message()).contains("not bound");
        assertThat(server.heard(ScriptChecked.class).get(0).failures().get(0).message())
                .contains("not bound");
    }

    @Test
    void completesAndChecksWhileACellRuns() {
        startKernel(Duration.ofMinutes(1));
        awaitReady();

        server.send(run("r1", "wait"));
        server.send(new Complete(7, "SELECT", 3));
        server.send(new Check(8, "SELEC", null));
        server.send(new Describe(9, "UPPER(", 6));
        server.send(new ResultState("r1-0", "connected"));

        await().until(() -> !server.heard(Described.class).isEmpty());
        assertThat(server.heard(Described.class).get(0))
                .isEqualTo(new Described(9, null, new Call("UPPER(", List.of(), null, 6)));
        await().until(() -> !server.heard(Checked.class).isEmpty());
        assertThat(server.heard(Checked.class).get(0).request()).isEqualTo(8);
        assertThat(server.heard(Checked.class).get(0).failures().get(0).message())
                .isEqualTo("SELEC");
        await().until(() -> !server.heard(Completions.class).isEmpty());
        Completions answer = server.heard(Completions.class).get(0);
        assertThat(answer.request()).isEqualTo(7);
        assertThat(answer.items().get(0).text()).isEqualTo("SEL");
        await().until(() -> bridge.resultState.equals("r1-0 connected"));
        server.send(new Cancel("r1"));
    }

    @Test
    void losesNothingWhenTheConnectionBreaks() {
        startKernel(Duration.ofMinutes(1));
        awaitReady();
        server.send(run("r1", "wait"));
        await().until(() -> !server.heard(Log.class).isEmpty());

        server.drop();
        await().until(() -> server.heard(Hello.class).size() == 2);
        server.send(new Cancel("r1"));
        server.send(run("r2", "two"));

        awaitEnds(2);
        assertThat(server.received().stream().filter(e -> e.seq() > 0).map(e -> e.seq()))
                .containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(server.heard(Hello.class).get(1).lastSeq()).isEqualTo(1);
    }

    @Test
    void outlivesARestartOfTheServer() throws IOException {
        startKernel(Duration.ofMinutes(1));
        awaitReady();
        server.send(run("r1", "leave"));
        awaitEnds(1);

        int port = server.port();
        server.close();
        server = new TestingServer(port);

        // A new server has heard nothing yet, so that all is told again.
        awaitEnds(1);
        assertThat(bridge.isClosed).isFalse();
    }

    @Test
    void endsWhenTheServerStaysAway() throws Exception {
        startKernel(Duration.ofMillis(500));
        awaitReady();
        server.close();

        assertThat(end.get(20, TimeUnit.SECONDS)).contains("did not answer");
        assertThat(bridge.isClosed).isTrue();
    }

    @Test
    void endsWhenItIsRefused() throws Exception {
        server.refuse(401);
        startKernel(Duration.ofMinutes(1));

        assertThat(end.get(20, TimeUnit.SECONDS)).contains("refuses this kernel");
    }

    @Test
    void saysByeWhenItIsSentAway() throws Exception {
        startKernel(Duration.ofMinutes(1));
        awaitReady();

        server.send(new Shutdown("enough"));

        end.get(20, TimeUnit.SECONDS);
        await().until(() -> server.heard(Bye.class).equals(List.of(new Bye("enough"))));
        assertThat(bridge.isClosed).isTrue();
    }

    private void startKernel(Duration patience) {
        startKernel(patience, Duration.ofSeconds(10));
    }

    private void startKernel(Duration patience, Duration lookLimit) {
        KernelOptions options = new KernelOptions(server.url(), "k 1", TestingServer.TOKEN);
        kernel = new Kernel(options, bridge, patience, lookLimit);
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                end.complete(kernel.serve());
                            } catch (InterruptedException e) {
                                end.completeExceptionally(e);
                            }
                        });
        thread.setDaemon(true);
        thread.start();
    }

    private void awaitReady() {
        await().until(() -> !server.heard(Ready.class).isEmpty());
    }

    private void awaitEnds(int count) {
        await().until(() -> server.heard(RunEnded.class).size() >= count);
    }

    private static Run run(String id, String source) {
        return new Run(id, "sql", source, null, "t", 0);
    }
}
