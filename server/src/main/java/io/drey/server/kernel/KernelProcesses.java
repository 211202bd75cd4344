package io.drey.server.kernel;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.protocol.Envelope;
import io.drey.protocol.KernelMessages;
import io.drey.protocol.Message;
import io.drey.protocol.RowFrame;
import io.drey.protocol.ServerMessages;
import io.drey.server.platform.ManagedProcess;
import io.drey.server.platform.RandomIds;
import io.drey.server.platform.Secrets;
import io.drey.server.store.KernelRecord;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every kernel process and its connection: start, handshake, resume, loss.
 *
 * <p>Which kernel a process serves is not known here. Thread-safe.
 */
public final class KernelProcesses {
    /** The protocol this server speaks. */
    static final int PROTOCOL = 1;

    private static final Duration STOP_GRACE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(KernelProcesses.class);

    /** Hears of processes. */
    interface Listener {
        void warm(KernelProcess process);

        /** The process has dialled, for the first time or anew. */
        void connected(KernelProcess process);

        void said(KernelProcess process, Message message);

        void sentRows(KernelProcess process, RowFrame frame);

        void gone(KernelProcess process, String why);
    }

    private final KernelLauncher launcher;
    private final RandomIds ids;
    private final Clock clock;
    private final Duration startTimeout;
    private final Duration redialTimeout;
    private final Map<String, KernelProcess> processes = new ConcurrentHashMap<>();
    private final AtomicLong epochs;
    private @Nullable Listener listener;

    public KernelProcesses(
            KernelLauncher launcher,
            RandomIds ids,
            Clock clock,
            Duration startTimeout,
            Duration redialTimeout) {
        this.launcher = launcher;
        this.ids = ids;
        this.clock = clock;
        this.startTimeout = startTimeout;
        this.redialTimeout = redialTimeout;
        // Later than any epoch handed out before a restart.
        this.epochs = new AtomicLong(clock.millis());
    }

    void setListener(Listener listener) {
        this.listener = listener;
    }

    KernelLauncher launcher() {
        return launcher;
    }

    /**
     * Starts a process.
     *
     * @throws DreyException KERNEL_START_FAILED if the program cannot be started
     */
    KernelProcess start() {
        String id = ids.id("p");
        String token = ids.token();
        try {
            ManagedProcess process = launcher.launch(id, token);
            KernelProcess kernel =
                    new KernelProcess(id, Secrets.hash(token), process, clock.instant());
            add(kernel);
            LOG.info("Started kernel process={} pid={}", id, process.pid());
            return kernel;
        } catch (IOException e) {
            throw new DreyException(DreyErrorCode.KERNEL_START_FAILED, e.toString(), e);
        }
    }

    /** Takes over a process that an earlier server started; empty if it is gone. */
    Optional<KernelProcess> adopt(KernelRecord kernel) {
        String id = kernel.process();
        String tokenHash = kernel.tokenHash();
        Long pid = kernel.pid();
        Instant pidStartedAt = kernel.pidStartedAt();
        if (id == null || tokenHash == null || pid == null || pidStartedAt == null) {
            return Optional.empty();
        }
        Optional<KernelProcess> found =
                ManagedProcess.adopt("kernel-" + id, pid, pidStartedAt)
                        .map(p -> new KernelProcess(id, tokenHash, p, clock.instant()));
        found.ifPresent(KernelProcess::setWarm);
        found.ifPresent(this::add);
        return found;
    }

    /** Ends a process and waits until it is gone; the listener is not told. */
    void stop(KernelProcess process, String why) {
        processes.remove(process.id());
        process.send(new ServerMessages.Shutdown(why));
        process.process().stop(STOP_GRACE);
        launcher.cleanUp(process.id());
    }

    /** Lets a process end, by force if it does not in time; the listener is not told. */
    void stopLater(KernelProcess process, String why) {
        processes.remove(process.id());
        process.send(new ServerMessages.Shutdown(why));
        process.process().stopLater(STOP_GRACE);
    }

    /** Ends what an earlier server started and nobody knows any more. */
    void endStrays() {
        launcher.endStrays(Set.copyOf(processes.keySet()));
    }

    /** Removes logs that have become old, but none of a process that runs or is among the named. */
    void removeOldLogs(Set<String> named) {
        Set<String> known = new HashSet<>(named);
        known.addAll(processes.keySet());
        launcher.removeOldLogs(known);
    }

    List<KernelProcess> list() {
        return List.copyOf(processes.values());
    }

    /**
     * Drops processes that did not dial, or not again, in time; to be called every second or so.
     */
    public void sweep() {
        Instant now = clock.instant();
        for (KernelProcess process : processes.values()) {
            if (!process.process().isAlive()) {
                // An adopted one that nobody collects is never reported as ended.
                lose(process, "its process ended (pid " + process.process().pid() + ")");
                continue;
            }
            Instant since = process.disconnectedAt();
            Duration limit = process.isWarm() ? redialTimeout : startTimeout;
            if (since != null && now.isAfter(since.plus(limit))) {
                lose(process, "it did not answer for " + limit.toSeconds() + " s");
                process.process().kill();
            }
        }
    }

    /** Lets a process dial in. */
    boolean admits(String id, String token) {
        KernelProcess process = processes.get(id);
        return process != null && Secrets.isSame(process.tokenHash(), Secrets.hash(token));
    }

    void received(String id, String text, Consumer<String> wire) {
        KernelProcess process = processes.get(id);
        if (process == null) {
            return;
        }
        Envelope envelope = Envelope.parse(text);
        if (envelope.body() instanceof KernelMessages.Hello hello) {
            greet(process, hello, wire);
        } else if (process.accepts(envelope.seq())) {
            hear(process, envelope.body());
        }
    }

    void received(String id, RowFrame frame) {
        KernelProcess process = processes.get(id);
        if (process != null && listener != null) {
            listener.sentRows(process, frame);
        }
    }

    /** Notes that a connection ended, which is nothing to a process that has dialled anew. */
    void disconnected(String id, Consumer<String> wire) {
        KernelProcess process = processes.get(id);
        if (process != null) {
            process.disconnect(wire, clock.instant());
        }
    }

    private void greet(KernelProcess process, KernelMessages.Hello hello, Consumer<String> wire) {
        if (hello.protocolMin() > PROTOCOL || hello.protocolMax() < PROTOCOL) {
            lose(
                    process,
                    "protocol: "
                            + hello.protocolMin()
                            + ".."
                            + hello.protocolMax()
                            + " (supported: "
                            + PROTOCOL
                            + ")");
            process.process().kill();
            return;
        }
        var welcome =
                new ServerMessages.Welcome(
                        PROTOCOL, epochs.incrementAndGet(), process.receivedSeq());
        wire.accept(new Envelope("welcome", null, 0, welcome).toJson());
        process.connect(wire);
        if (listener != null) {
            listener.connected(process);
        }
    }

    private void hear(KernelProcess process, Message message) {
        if (message instanceof KernelMessages.Ready ready && !ready.isConfigured()) {
            process.setWarm();
            LOG.info("Warmed kernel process={} ms={}", process.id(), ready.elapsedMillis());
            if (listener != null) {
                listener.warm(process);
            }
        } else if (listener != null) {
            listener.said(process, message);
        }
    }

    private void add(KernelProcess process) {
        processes.put(process.id(), process);
        process.process()
                .onExit()
                .thenRun(
                        () -> {
                            launcher.cleanUp(process.id());
                            lose(
                                    process,
                                    "its process ended (pid " + process.process().pid() + ")");
                        });
    }

    private void lose(KernelProcess process, String why) {
        if (processes.remove(process.id()) != null) {
            LOG.warn("Lost kernel process={} because={}", process.id(), why);
            if (listener != null) {
                listener.gone(process, why);
            }
        }
    }
}
