package io.drey.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.protocol.Envelope;
import io.drey.protocol.KernelMessages;
import io.drey.protocol.Message;
import io.drey.protocol.RowFrame;
import io.drey.protocol.ServerMessages;
import io.drey.server.platform.RandomIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The handshake and its failures, with a process that never dials by itself. */
class TestKernelProcesses implements KernelProcesses.Listener {
    @TempDir Path home;

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<Message> wire = new ArrayList<>();
    private KernelProcesses processes;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(home.resolve("kernel/1.20/lib"));
        Files.createDirectories(home.resolve("runtime/1.20/lib"));
        // The JVM waits for a debugger that never comes: a process that lives and does nothing.
        Files.writeString(
                home.resolve("kernel/1.20/jvm.options"),
                "# comment\n-Xmx32m\n-agentlib:jdwp=transport=dt_socket,server=y,suspend=y\n");
        var permissions = PosixFilePermissions.fromString("rwxr-xr-x");
        Files.setPosixFilePermissions(home, permissions);
        processes =
                new KernelProcesses(
                        new KernelLauncher(home, "1.20", home.resolve("logs"), () -> "ws://x"),
                        new RandomIds(),
                        Clock.systemUTC(),
                        Duration.ofSeconds(60),
                        Duration.ZERO);
        processes.setListener(this);
    }

    @AfterEach
    void stop() {
        processes.list().forEach(process -> process.process().kill());
    }

    @Test
    void greetsAndDeliversWhatWaited() {
        KernelProcess process = processes.start();
        process.send(new ServerMessages.Cancel("r1"));
        hello(process, 1, 1);
        assertThat(wire.get(0)).isInstanceOf(ServerMessages.Welcome.class);
        assertThat(wire.get(1)).isEqualTo(new ServerMessages.Cancel("r1"));
        say(process, 2, new KernelMessages.Ready(false, 900));
        assertThat(events).containsExactly("warm");
    }

    @Test
    void aMessageSentAgainIsHeardOnce() {
        KernelProcess process = processes.start();
        hello(process, 1, 1);
        var ended = new KernelMessages.RunEnded("r1", "succeeded", null);
        say(process, 2, ended);
        processes.disconnected(process.id());
        hello(process, 1, 1);
        assertThat(((ServerMessages.Welcome) wire.get(1)).lastSeq()).isEqualTo(2);
        say(process, 2, ended);
        assertThat(events).containsExactly("said");
    }

    @Test
    void refusesAProtocolItDoesNotSpeak() {
        KernelProcess process = processes.start();
        hello(process, 7, 9);
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
        hello(process, 1, 1);
        say(process, 2, new KernelMessages.Ready(false, 1));
        processes.sweep();
        assertThat(events).containsExactly("warm");
        processes.disconnected(process.id());
        Thread.sleep(5);
        processes.sweep();
        assertThat(events.get(1)).contains("did not answer");
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

    @Override
    public void warm(KernelProcess process) {
        events.add("warm");
    }

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

    private void hello(KernelProcess process, int min, int max) {
        say(process, 0, new KernelMessages.Hello(min, max, "1.20", "1.20.3", "17", 1, 0));
    }

    private void say(KernelProcess process, long seq, Message message) {
        processes.received(
                process.id(),
                new Envelope("m" + seq, null, seq, message).toJson(),
                text -> wire.add(Envelope.parse(text).body()));
    }
}
