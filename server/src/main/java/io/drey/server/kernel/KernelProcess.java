package io.drey.server.kernel;

import io.drey.protocol.Envelope;
import io.drey.protocol.Message;
import io.drey.server.platform.ManagedProcess;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One kernel process as the server knows it: its identity, its connection, what is still to be
 * sent. Thread-safe.
 */
final class KernelProcess {
    private final String id;
    private final String tokenHash;
    private final ManagedProcess process;
    private final Queue<Envelope> unsent = new ArrayDeque<>();

    private @Nullable Consumer<String> wire;
    private long sentSeq;
    private long receivedSeq;
    private boolean isWarm;
    private @Nullable Instant disconnectedAt;

    KernelProcess(String id, String tokenHash, ManagedProcess process, Instant now) {
        this.id = id;
        this.tokenHash = tokenHash;
        this.process = process;
        this.disconnectedAt = now;
    }

    String id() {
        return id;
    }

    String tokenHash() {
        return tokenHash;
    }

    ManagedProcess process() {
        return process;
    }

    /** Sends now, or as soon as the process has dialled. */
    synchronized void send(Message message) {
        sentSeq++;
        Envelope envelope = new Envelope("s" + sentSeq, null, sentSeq, message);
        if (wire == null || !unsent.isEmpty() || !transmit(wire, envelope)) {
            unsent.add(envelope);
        }
    }

    /** Takes a new connection into use and sends what waited. */
    synchronized void connect(Consumer<String> newWire) {
        wire = newWire;
        disconnectedAt = null;
        while (!unsent.isEmpty() && transmit(newWire, unsent.element())) {
            unsent.remove();
        }
    }

    /** Does without a connection from now on, unless another one is in use. */
    synchronized void disconnect(Consumer<String> closed, Instant now) {
        if (closed.equals(wire)) {
            wire = null;
            disconnectedAt = now;
        }
    }

    synchronized boolean isConnected() {
        return wire != null;
    }

    /** Since when it has no connection; null while it has one. */
    synchronized @Nullable Instant disconnectedAt() {
        return disconnectedAt;
    }

    /** Whether the envelope is a new one; a message sent again after a reconnect is not. */
    synchronized boolean accepts(long seq) {
        if (seq <= receivedSeq) {
            return false;
        }
        receivedSeq = seq;
        return true;
    }

    synchronized long receivedSeq() {
        return receivedSeq;
    }

    synchronized boolean isWarm() {
        return isWarm;
    }

    synchronized void setWarm() {
        isWarm = true;
    }

    private static boolean transmit(Consumer<String> wire, Envelope envelope) {
        try {
            wire.accept(envelope.toJson());
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
