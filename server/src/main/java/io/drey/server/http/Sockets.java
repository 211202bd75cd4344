package io.drey.server.http;

import java.nio.ByteBuffer;

/** What the HTTP layer offers to those who talk over a WebSocket, without naming its library. */
public final class Sockets {
    private Sockets() {}

    /** The request that asks for a connection. Absent values are empty. */
    public interface Handshake {
        String header(String name);

        String query(String name);

        String cookie(String name);
    }

    /** One open connection. Thread-safe. */
    public interface Connection extends Handshake {
        /**
         * Sends a text frame.
         *
         * @throws java.io.UncheckedIOException if the connection is gone
         */
        void send(String text);

        /** Sends a binary frame; same rules. */
        void send(ByteBuffer bytes);

        void close(String why);
    }

    /** Serves the connections of one path. Called by one thread at a time per connection. */
    public interface Listener {
        /**
         * Lets the connection come about by returning.
         *
         * @throws io.drey.model.DreyException to refuse it
         */
        void admit(Handshake handshake);

        void opened(Connection connection);

        void received(Connection connection, String text);

        void received(Connection connection, ByteBuffer bytes);

        void closed(Connection connection, String why);
    }
}
