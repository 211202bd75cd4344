package io.drey.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.protocol.KernelMessages;
import io.drey.protocol.Message;
import io.drey.protocol.RowFrame;
import io.drey.protocol.ServerMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The handshake and its failures, with a process that never dials by itself. */
class TestKernelProcesses implements KernelProcesses.Listener {
    @TempDir Path home;

    private final List<String> events = new CopyOnWriteArrayList<>();
    private TestingKernels kernels;
    private KernelProcesses processes;

    @BeforeEach
    void start() throws IOException {
        kernels = new TestingKernels(home, Clock.systemUTC());
        processes = kernels.processes;
        processes.setListener(this);
    }

    @AfterEach
    void stop() {
        kernels.close();
    }

    @Test
    void greetsAndDeliversWhatWaited() {
        KernelProcess process = processes.start();
        process.send(new ServerMessages.Cancel("r1"));
        kernels.hello(process, 1, 1);
        assertThat(kernels.heard.get(0)).isInstanceOf(ServerMessages.Welcome.class);
        assertThat(kernels.heard.get(1)).isEqualTo(new ServerMessages.Cancel("r1"));
        kernels.say(process, 2, KernelMessages.Ready.warm(900));
        assertThat(events).containsExactly("warm");
    }

    @Test
    void aMessageSentAgainIsHeardOnce() {
        KernelProcess process = processes.start();
        kernels.hello(process, 1, 1);
        var ended = new KernelMessages.RunEnded("r1", "succeeded", null);
        kernels.say(process, 2, ended);
        kernels.disconnect(process);
        kernels.hello(process, 1, 1);
        assertThat(((ServerMessages.Welcome) kernels.heard.get(1)).lastSeq()).isEqualTo(2);
        kernels.say(process, 2, ended);
        assertThat(events).containsExactly("said");
    }

    @Test
    void refusesAProtocolItDoesNotSpeak() {
        KernelProcess process = processes.start();
        kernels.hello(process, 7, 9);
        assertThat(events).hasSize(1);
        assertThat(events.get(0)).contains("protocol: 7..9 (supported: 1)");
        assertThat(process.process().isAlive()).isFalse();
    }

    @Test
    void losesAProcessThatIsKilled() {
        KernelProcess process = processes.start();
        process.process().kill();
        Awaitility.await().until(() -> events.size() == 1);
        assertThat(events.get(0)).contains("its process ended");
    }

    @Test
    void losesAWarmProcessThatDoesNotDialAgain() throws InterruptedException {
        KernelProcess process = processes.start();
        kernels.hello(process, 1, 1);
        kernels.say(process, 2, KernelMessages.Ready.warm(1));
        processes.sweep();
        assertThat(events).containsExactly("warm");
        kernels.disconnect(process);
        Thread.sleep(5);
        processes.sweep();
        assertThat(events.get(1)).contains("did not answer");
    }

    @Test
    void theEndOfAnOldConnectionIsNoneOfTheNewOne() {
        KernelProcess process = processes.start();
        kernels.warm(process);
        Consumer<String> old = kernels.redial(process);
        processes.disconnected(process.id(), old);
        assertThat(process.isConnected()).isTrue();
        assertThat(process.disconnectedAt()).isNull();
        kernels.disconnect(process);
        assertThat(process.isConnected()).isFalse();
    }

    @Test
    void admitsOnlyTheRightTokenAndIgnoresNonsense() {
        KernelSocket socket = new KernelSocket(processes);
        KernelProcess process = processes.start();
        assertThat(socket.admits(process.id(), "Bearer wrong")).isFalse();
        assertThat(socket.admits("p-unknown", "Bearer x")).isFalse();
        socket.received(process.id(), "{nonsense", text -> {});
        assertThat(events).isEmpty();
    }

    @Test
    void aProcessTakesItsTemporaryFilesWithIt() throws IOException {
        KernelProcess killed = processes.start();
        KernelProcess stopped = processes.start();
        for (KernelProcess process : List.of(killed, stopped)) {
            Path folder = kernels.temporary().resolve(process.id());
            Files.writeString(
                    Files.createDirectories(folder.resolve("flink-web")).resolve("a"), "");
        }
        killed.process().kill();
        processes.stop(stopped, "enough");
        Awaitility.await().untilAsserted(() -> assertThat(kernels.temporary()).isEmptyDirectory());
    }

    @Test
    void endsProcessesOfAKilledServerThatNobodyKnows() throws IOException {
        KernelProcess stray = processes.start();
        KernelProcesses next = kernels.processes(Clock.systemUTC());
        KernelProcess own = next.start();
        try {
            next.endStrays();
            Awaitility.await().until(() -> !stray.process().isAlive());
            assertThat(own.process().isAlive()).isTrue();
            assertThat(kernels.temporary().resolve(own.id())).isDirectory();
            assertThat(kernels.temporary().resolve(stray.id())).doesNotExist();
        } finally {
            own.process().kill();
        }
    }

    @Test
    void keepsTheNewestLogsAndThoseOfKnownProcesses() throws IOException {
        Path logs = Files.createDirectories(home.resolve("logs"));
        for (int i = 0; i < 55; i++) {
            Path log = Files.writeString(logs.resolve("kernel-p-%02d.log".formatted(i)), "x");
            Files.setLastModifiedTime(log, FileTime.fromMillis(1_000_000L + i));
        }
        Files.writeString(logs.resolve("server.log"), "x");
        processes.removeOldLogs(Set.of("p-00", "p-01"));
        assertThat(logs.toFile().list())
                .hasSize(53)
                .contains("server.log", "kernel-p-00.log", "kernel-p-01.log", "kernel-p-05.log")
                .doesNotContain("kernel-p-02.log", "kernel-p-04.log");
    }

    @Override
    public void warm(KernelProcess process) {
        events.add("warm");
    }

    @Override
    public void connected(KernelProcess process) {}

    @Override
    public void said(KernelProcess process, Message message) {
        events.add("said");
    }

    @Override
    public void sentRows(KernelProcess process, RowFrame frame) {
        events.add("rows");
    }

    @Override
    public void gone(KernelProcess process, String why) {
        events.add(why);
    }
}
