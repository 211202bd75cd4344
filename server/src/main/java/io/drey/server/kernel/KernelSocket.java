package io.drey.server.kernel;

import io.drey.protocol.JsonException;
import io.drey.protocol.RowFrame;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a kernel's connection does, whichever library carries it. Thread-safe. */
public final class KernelSocket {
    private static final Logger LOG = LoggerFactory.getLogger(KernelSocket.class);
    private static final String BEARER = "Bearer ";

    private final KernelProcesses processes;

    public KernelSocket(KernelProcesses processes) {
        this.processes = processes;
    }

    /** Whether a process may dial in with this id and header. */
    public boolean admits(String id, String authorization) {
        return authorization.startsWith(BEARER)
                && processes.admits(id, authorization.substring(BEARER.length()));
    }

    /** Takes a text frame; {@code wire} answers on the same connection, and equals itself only. */
    public void received(String id, String text, Consumer<String> wire) {
        try {
            processes.received(id, text, wire);
        } catch (JsonException e) {
            LOG.warn("Ignored message process={} because={}", id, e.getMessage());
        }
    }

    /** Takes a binary frame. */
    public void received(String id, ByteBuffer bytes) {
        try {
            processes.received(id, RowFrame.parse(bytes));
        } catch (JsonException e) {
            LOG.warn("Ignored rows process={} because={}", id, e.getMessage());
        }
    }

    /** Takes the end of the connection that {@code wire} answered on. */
    public void closed(String id, Consumer<String> wire) {
        processes.disconnected(id, wire);
    }
}
