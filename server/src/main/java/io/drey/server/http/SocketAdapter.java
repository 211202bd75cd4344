package io.drey.server.http;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Connects Javalin's WebSocket events to a listener of ours. Thread-safe. */
final class SocketAdapter {
    private final Sockets.Listener listener;
    private final Map<String, JettyConnection> connections = new ConcurrentHashMap<>();

    SocketAdapter(Sockets.Listener listener) {
        this.listener = listener;
    }

    void configure(WsConfig config) {
        config.onConnect(
                context -> {
                    context.enableAutomaticPings();
                    JettyConnection connection = new JettyConnection(context);
                    connections.put(context.sessionId(), connection);
                    listener.opened(connection);
                });
        config.onMessage(
                context -> {
                    JettyConnection connection = find(context);
                    if (connection != null) {
                        listener.received(connection, context.message());
                    }
                });
        config.onBinaryMessage(
                context -> {
                    JettyConnection connection = find(context);
                    if (connection != null) {
                        listener.received(connection, context.data());
                    }
                });
        config.onClose(context -> closed(context, String.valueOf(context.reason())));
        config.onError(context -> closed(context, String.valueOf(context.error())));
    }

    private @Nullable JettyConnection find(WsContext context) {
        return connections.get(context.sessionId());
    }

    private void closed(WsContext context, String why) {
        JettyConnection connection = connections.remove(context.sessionId());
        if (connection != null) {
            listener.closed(connection, why);
        }
    }
}
