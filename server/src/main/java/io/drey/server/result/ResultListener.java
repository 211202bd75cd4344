package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes rows from the sinks of running jobs, over TCP. Thread-safe.
 *
 * <p>Whatever comes over a connection ends at most that connection.
 */
public final class ResultListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResultListener.class);
    private static final int BACKLOG = 128;

    private final ResultService results;
    private final ExecutorService threads;
    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private ResultListener(ResultService results, ExecutorService threads, ServerSocket server) {
        this.results = results;
        this.threads = threads;
        this.server = server;
    }

    /**
     * Begins to listen.
     *
     * @param threads one thread per connection and one more; refuses what is too much. Closed by
     *     its owner, after this
     * @throws DreyException PORT_TAKEN if something listens there
     */
    public static ResultListener start(
            ResultService results, InetSocketAddress address, ExecutorService threads)
            throws IOException {
        ServerSocket server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(requireNonNull(address, "address"), BACKLOG);
        } catch (BindException e) {
            server.close();
            throw new DreyException(
                    DreyErrorCode.PORT_TAKEN, ResultOptions.PORT.key() + ": " + address, e);
        }
        ResultListener listener = new ResultListener(results, threads, server);
        threads.execute(listener::acceptAll);
        LOG.info("Listening for results address={}", server.getLocalSocketAddress());
        return listener;
    }

    /** Where it listens. */
    public InetAddress address() {
        return server.getInetAddress();
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                accept(server.accept());
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.warn("Cannot accept a sink", e);
                }
            }
        }
    }

    private void accept(Socket socket) throws IOException {
        connections.add(socket);
        if (server.isClosed()) {
            // Closing may have looked through the connections before this one was among them.
            close(socket);
            return;
        }
        try {
            threads.execute(() -> serve(socket));
        } catch (RejectedExecutionException e) {
            new SinkConnection(results, socket)
                    .refuse(
                            new DreyException(
                                    DreyErrorCode.UNSUPPORTED,
                                    "too many sinks (option "
                                            + ResultOptions.MAX_CONNECTIONS.key()
                                            + ")"));
            close(socket);
        }
    }

    private void serve(Socket socket) {
        try {
            new SinkConnection(results, socket).serve();
        } catch (IOException e) {
            LOG.debug("Lost sink from={}", socket.getRemoteSocketAddress(), e);
        } catch (RuntimeException e) {
            LOG.error("Failed to serve sink from={}", socket.getRemoteSocketAddress(), e);
        } finally {
            close(socket);
        }
    }

    private void close(Socket socket) {
        connections.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("Cannot close sink", e);
        }
    }
}
