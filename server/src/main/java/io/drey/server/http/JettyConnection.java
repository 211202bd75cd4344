package io.drey.server.http;

import io.javalin.websocket.WsContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.websocket.api.Callback;

/** A WebSocket connection over Jetty. Thread-safe. */
final class JettyConnection implements Sockets.Connection {
    private final WsContext context;

    JettyConnection(WsContext context) {
        this.context = context;
    }

    @Override
    public synchronized void send(String text) {
        await(callback -> context.session.sendText(text, callback));
    }

    @Override
    public synchronized void send(ByteBuffer bytes) {
        await(callback -> context.session.sendBinary(bytes, callback));
    }

    @Override
    public void close(String why) {
        // A close frame holds at most 123 bytes of reason.
        context.closeSession(1000, why.length() > 120 ? why.substring(0, 120) : why);
    }

    @Override
    public String header(String name) {
        String value = context.header(name);
        return value == null ? "" : value;
    }

    @Override
    public String query(String name) {
        String value = context.queryParam(name);
        return value == null ? "" : value;
    }

    @Override
    public String cookie(String name) {
        String value = context.cookie(name);
        return value == null ? "" : value;
    }

    private static void await(java.util.function.Consumer<Callback> send) {
        Callback.Completable sent = new Callback.Completable();
        send.accept(sent);
        try {
            sent.join();
        } catch (CompletionException e) {
            throw new UncheckedIOException(new IOException("WebSocket is closed", e.getCause()));
        }
    }
}
