package io.drey.server.http;

import java.nio.ByteBuffer;

/** What the HTTP layer offers to those who talk over a WebSocket, without naming its library. */
public final class Sockets {
    private Sockets() {}

    /** One open connection. Thread-safe. */
    public interface Connection {
        /**
         * Sends a text frame.
         *
         * @throws java.io.UncheckedIOException if the connection is gone
         */
        void send(String text);

        /** Sends a binary frame; same rules. */
        void send(ByteBuffer bytes);

        void close(String why);

        /** The header of the request that opened it; empty when absent. */
        String header(String name);

        /** The query parameter of the request that opened it; empty when absent. */
        String query(String name);
    }

    /** Serves the connections of one path. Called by one thread at a time per connection. */
    public interface Listener {
        void opened(Connection connection);

        void received(Connection connection, String text);

        void received(Connection connection, ByteBuffer bytes);

        void closed(Connection connection, String why);
    }
}
