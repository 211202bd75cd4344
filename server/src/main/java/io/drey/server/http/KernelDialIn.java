package io.drey.server.http;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.kernel.KernelSocket;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** The path where kernels dial in. Thread-safe. */
public final class KernelDialIn implements Sockets.Listener {
    private final KernelSocket kernels;

    public KernelDialIn(KernelSocket kernels) {
        this.kernels = kernels;
    }

    @Override
    public void admit(Sockets.Handshake handshake) {
        if (!kernels.admits(handshake.query("id"), handshake.header("Authorization"))) {
            throw new DreyException(
                    DreyErrorCode.NOT_SIGNED_IN, "kernel process: " + handshake.query("id"));
        }
    }

    @Override
    public void opened(Sockets.Connection connection) {}

    @Override
    public void received(Sockets.Connection connection, String text) {
        kernels.received(connection.query("id"), text, new Wire(connection));
    }

    @Override
    public void received(Sockets.Connection connection, ByteBuffer bytes) {
        kernels.received(connection.query("id"), bytes);
    }

    @Override
    public void closed(Sockets.Connection connection, String why) {
        kernels.closed(connection.query("id"), new Wire(connection));
    }

    /**
     * Equal for the same connection, so that the end of an old one is told from that of the new.
     */
    private record Wire(Sockets.Connection connection) implements Consumer<String> {
        @Override
        public void accept(String text) {
            connection.send(text);
        }
    }
}
