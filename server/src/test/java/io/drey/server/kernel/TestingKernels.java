package io.drey.server.kernel;

import io.drey.protocol.Envelope;
import io.drey.protocol.KernelMessages;
import io.drey.protocol.Message;
import io.drey.server.platform.RandomIds;
import io.drey.server.platform.TemporaryFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Kernel processes that live and do nothing by themselves; the test speaks for them. */
final class TestingKernels implements AutoCloseable {
    /** What the server said to any of them, in order. */
    final List<Message> heard = new ArrayList<>();

    final KernelProcesses processes;
    private final Path home;
    private Consumer<String> wire = newWire();

    TestingKernels(Path home, Clock clock) throws IOException {
        this.home = home;
        Files.createDirectories(home.resolve("kernel/1.20/lib"));
        Files.createDirectories(home.resolve("runtime/1.20/lib"));
        // The JVM waits for a debugger that never comes.
        Files.writeString(
                home.resolve("kernel/1.20/jvm.options"),
                "# comment\n-Xmx32m\n-agentlib:jdwp=transport=dt_socket,server=y,suspend=y\n");
        processes = processes(clock);
    }

    /** The processes as another server on the same data directory would see them: not at all. */
    KernelProcesses processes(Clock clock) {
        return new KernelProcesses(
                new KernelLauncher(
                        home,
                        "1.20",
                        home.resolve("logs"),
                        new TemporaryFolders(temporary()),
                        () -> "ws://x"),
                new RandomIds(),
                clock,
                Duration.ofSeconds(60),
                Duration.ZERO);
    }

    Path temporary() {
        return home.resolve("tmp");
    }

    void hello(KernelProcess process, int min, int max) {
        say(process, 0, new KernelMessages.Hello(min, max, "1.20", "1.20.3", "17", 1, 0));
    }

    /** Dials and is warm. */
    void warm(KernelProcess process) {
        hello(process, 1, 1);
        say(process, 1, KernelMessages.Ready.warm(1));
    }

    void say(KernelProcess process, long seq, Message message) {
        processes.received(
                process.id(), new Envelope("m" + seq, null, seq, message).toJson(), wire);
    }

    /** Has the process dial anew before its old connection is known to have ended. */
    Consumer<String> redial(KernelProcess process) {
        Consumer<String> old = wire;
        wire = newWire();
        hello(process, 1, 1);
        return old;
    }

    void disconnect(KernelProcess process) {
        processes.disconnected(process.id(), wire);
    }

    private Consumer<String> newWire() {
        return text -> heard.add(Envelope.parse(text).body());
    }

    @Override
    public void close() {
        processes.list().forEach(process -> process.process().kill());
    }
}
