package io.drey.server.http;

import io.drey.server.kernel.KernelSocket;
import java.nio.ByteBuffer;

/** The path where kernels dial in. Thread-safe. */
public final class KernelDialIn implements Sockets.Listener {
    private final KernelSocket kernels;

    public KernelDialIn(KernelSocket kernels) {
        this.kernels = kernels;
    }

    @Override
    public void opened(Sockets.Connection connection) {
        if (!kernels.admits(connection.query("id"), connection.header("Authorization"))) {
            connection.close("wrong id or token");
        }
    }

    @Override
    public void received(Sockets.Connection connection, String text) {
        if (isAdmitted(connection)) {
            kernels.received(connection.query("id"), text, connection::send);
        }
    }

    @Override
    public void received(Sockets.Connection connection, ByteBuffer bytes) {
        if (isAdmitted(connection)) {
            kernels.received(connection.query("id"), bytes);
        }
    }

    @Override
    public void closed(Sockets.Connection connection, String why) {
        if (isAdmitted(connection)) {
            kernels.closed(connection.query("id"));
        }
    }

    /** A connection being refused can still deliver what it sent before the close arrived. */
    private boolean isAdmitted(Sockets.Connection connection) {
        return kernels.admits(connection.query("id"), connection.header("Authorization"));
    }
}
