package io.drey.kernel;

import static java.util.Objects.requireNonNull;

import io.drey.protocol.Envelope;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket to the server. Sending is for one thread at a time; receiving is the client's
 * thread.
 */
final class HomeSocket implements WebSocket.Listener {
    private static final System.Logger LOG = System.getLogger(HomeSocket.class.getName());
    private static final long SEND_TIMEOUT_SECONDS = 60;

    private final Consumer<Envelope> inbox;
    private final Runnable whenClosed;
    private final CompletableFuture<WebSocket> opened = new CompletableFuture<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private volatile long heardAtNanos = System.nanoTime();

    HomeSocket(Consumer<Envelope> inbox, Runnable whenClosed) {
        this.inbox = requireNonNull(inbox, "inbox");
        this.whenClosed = requireNonNull(whenClosed, "whenClosed");
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    /** Completed with the reason when the connection ended. */
    CompletableFuture<String> closed() {
        return closed;
    }

    /**
     * Sends a text frame.
     *
     * @throws IOException if the connection is gone
     */
    void send(String text) throws IOException {
        finish(opened.join().sendText(text, true));
    }

    void send(Outbox.Item item) throws IOException {
        String text = item.text();
        ByteBuffer bytes = item.bytes();
        if (text != null) {
            send(text);
        } else if (bytes != null) {
            finish(opened.join().sendBinary(bytes.duplicate(), true));
        }
    }

    void ping() throws IOException {
        finish(opened.join().sendPing(ByteBuffer.allocate(0)));
    }

    /** Catches a peer that vanished without a word, as a machine that was cut off does. */
    void requireHeardWithin(Duration limit) throws IOException {
        if (System.nanoTime() - heardAtNanos > limit.toNanos()) {
            throw new IOException("no sign of life for " + limit.toSeconds() + " s");
        }
    }

    void close() {
        end("closed by the kernel");
        WebSocket socket = opened.getNow(null);
        if (socket != null) {
            // The close frame is a courtesy; aborting frees the connection whatever the peer does.
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .orTimeout(1, TimeUnit.SECONDS)
                    .whenComplete((unused, failure) -> socket.abort());
        }
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        opened.complete(webSocket);
        if (isOpen()) {
            webSocket.request(1);
        } else {
            // It took too long, and another one is used by now.
            webSocket.abort();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(
            WebSocket webSocket, CharSequence data, boolean last) {
        heardAtNanos = System.nanoTime();
        partial.append(data);
        if (last) {
            String text = partial.toString();
            partial.setLength(0);
            deliver(text);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        heardAtNanos = System.nanoTime();
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        heardAtNanos = System.nanoTime();
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(
            WebSocket webSocket, int statusCode, String reason) {
        end("closed by the server: " + statusCode + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        end(String.valueOf(error.getMessage()));
    }

    private void deliver(String text) {
        try {
            inbox.accept(Envelope.parse(text));
        } catch (RuntimeException e) {
            // A newer server may say things this kernel does not know; the rest still holds.
            LOG.log(Level.WARNING, "Skipped a message: " + e);
        }
    }

    private void end(String reason) {
        if (closed.complete(reason)) {
            whenClosed.run();
        }
    }

    private static void finish(CompletableFuture<WebSocket> sent) throws IOException {
        try {
            var unused = sent.orTimeout(SEND_TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new IOException("cannot send: " + e.getCause(), e);
        }
    }
}
