package io.drey.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.KernelId;
import io.drey.model.KernelInfo;
import io.drey.model.KernelRequest;
import io.drey.model.KernelState;
import io.drey.model.ProcessInfo;
import io.drey.protocol.KernelMessages;
import io.drey.protocol.Message;
import io.drey.protocol.RowFrame;
import io.drey.protocol.ServerMessages;
import io.drey.server.platform.RandomIds;
import io.drey.server.platform.TestingClock;
import io.drey.server.store.Database;
import io.drey.server.store.SqlKernelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kernels and the processes they are bound to, with processes that the test speaks for. */
class TestKernelService implements KernelListener {
    private static final KernelUse NOT_NEEDED = (kernel, notebook) -> false;
    private static final KernelRequest NOTEBOOK = new KernelRequest("a", null);

    @TempDir Path home;

    private final TestingClock clock = new TestingClock();
    private final List<String> events = new CopyOnWriteArrayList<>();

    /** What the notebooks ask for their sessions. */
    private final Map<String, Map<String, String>> files = new HashMap<>();

    private final List<KernelId> dialled = new CopyOnWriteArrayList<>();
    private Runnable whenLost = () -> {};
    private TestingKernels processes;
    private Database database;
    private KernelService kernels;

    @BeforeEach
    void start() throws IOException {
        processes = new TestingKernels(home, clock);
        database = Database.sqlite(home.resolve("drey.db"));
        kernels =
                new KernelService(
                        processes.processes,
                        new SqlKernelStore(database),
                        asked ->
                                new ServerMessages.Configure("local", "x", "y", 1, Map.of(), asked),
                        notebook -> files.getOrDefault(notebook, Map.of()),
                        new RandomIds(),
                        clock,
                        new KernelLimits(1, Duration.ofHours(2)));
        kernels.setListener(this);
        kernels.recover();
        kernels.start();
    }

    @AfterEach
    void stop() {
        kernels.stopAll();
        processes.close();
        database.close();
    }

    @Test
    void stopsAKernelThatNobodyNeedsAndSaysWhy() {
        KernelId id = openIdle();
        clock.advance(Duration.ofMinutes(119));
        kernels.stopIdle(NOT_NEEDED);
        assertThat(kernels.get(id).state()).isEqualTo(KernelState.IDLE);

        clock.advance(Duration.ofMinutes(1));
        kernels.replaceSpares();
        kernels.stopIdle(NOT_NEEDED);

        KernelInfo stopped = kernels.get(id);
        assertThat(stopped.state()).isEqualTo(KernelState.STOPPED);
        assertThat(stopped.why()).isEqualTo("Stopped after being idle for 2 h");
        assertThat(stopped.pid()).isNull();
        assertThat(events).isEmpty();
        assertThat(kernels.processes()).extracting("role").containsExactly("spare-kernel");
    }

    @Test
    void keepsAKernelThatIsNeededOrAtWork() {
        KernelId id = openIdle();
        clock.advance(Duration.ofHours(3));
        kernels.stopIdle((kernel, notebook) -> kernel.equals(id) && notebook.equals("a"));
        assertThat(kernels.get(id).state()).isEqualTo(KernelState.IDLE);
        clock.advance(Duration.ofMinutes(119));
        kernels.stopIdle(NOT_NEEDED);
        assertThat(kernels.get(id).state()).isEqualTo(KernelState.IDLE);

        kernels.setBusy(id, true);
        clock.advance(Duration.ofHours(3));
        kernels.stopIdle(NOT_NEEDED);
        assertThat(kernels.get(id).state()).isEqualTo(KernelState.BUSY);
    }

    @Test
    void beginsWithWhatTheFileOfTheNotebookAsks() {
        files.put("a", Map.of("runtime", "batch", "settings.x", "1"));
        processes.processes.list().forEach(processes::warm);
        KernelInfo kernel = kernels.open(NOTEBOOK);
        assertThat(configured()).isEqualTo(files.get("a"));
        assertThat(kernel.settings()).isNull();

        KernelProcess process = processOf(kernel);
        processes.say(
                process, 2, new KernelMessages.Ready(true, 1, files.get("a"), List.of("x: why?")));
        assertThat(kernels.get(kernel.id()).settings()).isEqualTo(files.get("a"));
        assertThat(kernels.get(kernel.id()).warnings()).containsExactly("x: why?");
        assertThat(kernels.takeWarnings(kernel.id())).containsExactly("x: why?");
        assertThat(kernels.takeWarnings(kernel.id())).isEmpty();

        // Bound anew, as when the cluster moved: no news for runs.
        processes.say(
                process, 3, new KernelMessages.Ready(true, 1, files.get("a"), List.of("x: why?")));
        assertThat(kernels.takeWarnings(kernel.id())).isEmpty();

        files.put("a", Map.of());
        processes.processes.list().stream().filter(p -> !p.isWarm()).forEach(processes::warm);
        assertThat(kernels.restart(kernel.id()).settings()).isNull();
        processes.processes.list().stream().filter(p -> !p.isWarm()).forEach(processes::warm);
        assertThat(configured()).isEmpty();
    }

    @Test
    void aKernelThatIsNoNotebooksBeginsWithWhatItIsGiven() {
        files.put("a", Map.of("runtime", "batch"));
        processes.processes.list().forEach(processes::warm);
        kernels.open(new KernelRequest(null, "own", Map.of("runtime", "streaming")));
        assertThat(configured()).isEqualTo(Map.of("runtime", "streaming"));
    }

    @Test
    void tellsThatAKernelDialledAnew() {
        KernelId id = openIdle();
        dialled.clear();
        var unused = processes.redial(processOf(kernels.get(id)));
        assertThat(dialled).containsExactly(id);
    }

    /** What the last kernel that was bound is to begin with. */
    private Map<String, String> configured() {
        return processes.heard.stream()
                .filter(ServerMessages.Configure.class::isInstance)
                .map(message -> ((ServerMessages.Configure) message).notebook())
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private KernelProcess processOf(KernelInfo kernel) {
        return processes.processes.list().stream()
                .filter(each -> kernel.pid().equals(each.process().pid()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRunThatComesLastCountsAsUse() {
        KernelId id = openIdle();
        clock.advance(Duration.ofHours(3));
        assertThat(kernels.ensureProcess(id)).isFalse();
        kernels.stopIdle(NOT_NEEDED);
        assertThat(kernels.hasProcess(id)).isTrue();
    }

    @Test
    void saysOnceThatAKernelIsANewProcess() {
        KernelId id = openIdle();
        clock.advance(Duration.ofHours(3));
        kernels.stopIdle(NOT_NEEDED);
        // The page opens the kernel before it runs something on it.
        assertThat(kernels.open(NOTEBOOK).id()).isEqualTo(id);
        assertThat(kernels.ensureProcess(id)).isTrue();
        assertThat(kernels.ensureProcess(id)).isFalse();
    }

    @Test
    void aMovedNotebookKeepsItsKernel() {
        KernelId id = openIdle();
        KernelInfo before = kernels.open(new KernelRequest("b", null));
        kernels.moveNotebook("a", "b");
        assertThat(kernels.open(new KernelRequest("b", null)).id()).isEqualTo(id);
        assertThat(kernels.get(before.id()).notebook()).isNull();
        assertThat(kernels.open(NOTEBOOK).id()).isNotEqualTo(id);
    }

    @Test
    void neverKeepsMoreSparesThanAskedFor() {
        for (int i = 0; i < 4; i++) {
            KernelId id = openIdle();
            kernels.delete(id);
            assertThat(spares()).isEqualTo(1);
        }
        // One that ends before it was ready has its spare replaced, too.
        kernels.delete(kernels.open(NOTEBOOK).id());
        assertThat(spares()).isEqualTo(1);
    }

    @Test
    void leavesTheMachineToTheFirstRunBeforeItReplacesTheSpare() {
        KernelId id = openIdle();
        kernels.replaceSpares();
        assertThat(spares()).isZero();
        kernels.setBusy(id, true);
        assertThat(spares()).isZero();
        kernels.setBusy(id, false);
        assertThat(spares()).isEqualTo(1);
    }

    @Test
    void replacesTheSpareOfAKernelThatRunsNothingOrRunsLong() {
        kernels.setBusy(openIdle(), true);
        clock.advance(Duration.ofSeconds(3));
        kernels.replaceSpares();
        assertThat(spares()).isEqualTo(1);
    }

    @Test
    void startsNothingMoreOnceItIsStopped() {
        kernels.stopAll();
        assertThatThrownBy(() -> kernels.open(NOTEBOOK))
                .isInstanceOf(DreyException.class)
                .hasFieldOrPropertyWithValue("code", DreyErrorCode.KERNEL_START_FAILED);
        assertThat(processes.processes.list()).isEmpty();
    }

    @Test
    void restartsAtOnceLeaveNoProcessBehind() throws Exception {
        KernelId id = openIdle();
        kernels.setBusy(id, false);
        assertThat(spares()).isEqualTo(1);
        CyclicBarrier start = new CyclicBarrier(3);
        ExecutorService users = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (Runnable action :
                    List.<Runnable>of(
                            () -> kernels.restart(id),
                            () -> kernels.restart(id),
                            () -> kernels.ensureProcess(id))) {
                done.add(
                        users.submit(
                                () -> {
                                    start.await();
                                    action.run();
                                    return null;
                                }));
            }
            for (Future<?> each : done) {
                each.get(30, TimeUnit.SECONDS);
            }
        } finally {
            users.shutdownNow();
        }
        assertThat(processes.processes.list())
                .extracting(process -> process.process().pid())
                .containsExactlyInAnyOrderElementsOf(
                        kernels.processes().stream().map(ProcessInfo::pid).toList());
        assertThat(kernels.hasProcess(id)).isTrue();
        assertThat(events).hasSize(2);
    }

    @Test
    void whatComesDuringARestartIsForTheNewProcess() throws Exception {
        KernelId id = openIdle();
        CountDownLatch isTelling = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        whenLost =
                () -> {
                    isTelling.countDown();
                    awaitQuietly(told);
                    // What is not idle is given no run.
                    events.add("idle: " + kernels.isIdle(id));
                };
        CompletableFuture<?> restart = CompletableFuture.runAsync(() -> kernels.restart(id));
        isTelling.await();
        CompletableFuture<?> run =
                CompletableFuture.runAsync(
                        () -> {
                            kernels.ensureProcess(id);
                            events.add("submitted");
                        });
        Thread.sleep(50);
        told.countDown();
        restart.get(30, TimeUnit.SECONDS);
        run.get(30, TimeUnit.SECONDS);
        assertThat(events)
                .containsExactly(
                        "lost: the kernel was restarted, asked", "idle: false", "submitted");
    }

    @Override
    public void ready(KernelId kernel) {}

    @Override
    public void said(KernelId kernel, Message message) {}

    @Override
    public void connected(KernelId kernel) {
        dialled.add(kernel);
    }

    @Override
    public void sentRows(KernelId kernel, RowFrame frame) {}

    @Override
    public void lost(KernelId kernel, String why, boolean wasAsked) {
        events.add("lost: " + why + (wasAsked ? ", asked" : ""));
        whenLost.run();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens the notebook's kernel and makes it say that it can run something. */
    private KernelId openIdle() {
        processes.processes.list().stream().filter(p -> !p.isWarm()).forEach(processes::warm);
        KernelInfo kernel = kernels.open(NOTEBOOK);
        processes.say(processOf(kernel), 2, new KernelMessages.Ready(true, 1, Map.of(), List.of()));
        assertThat(kernels.get(kernel.id()).state()).isEqualTo(KernelState.IDLE);
        return kernel.id();
    }

    private long spares() {
        return kernels.processes().stream().filter(p -> p.role().equals("spare-kernel")).count();
    }
}
