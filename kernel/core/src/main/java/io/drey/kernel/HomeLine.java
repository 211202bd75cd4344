package io.drey.kernel;

import static java.util.Objects.requireNonNull;

import io.drey.protocol.Envelope;
import io.drey.protocol.KernelMessages.Hello;
import io.drey.protocol.ServerMessages.Welcome;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * The line to the server: dials, greets, sends what the outbox holds, and redials when it breaks.
 *
 * <p>Kernels outlive a restart of their server, so a broken line is nothing to stop work for. One
 * that stays broken is: {@link #run} then returns, and the kernel ends. Runs on one thread; {@link
 * #close} may be called on any.
 */
final class HomeLine {
    private static final System.Logger LOG = System.getLogger(HomeLine.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PING_INTERVAL = Duration.ofSeconds(15);
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(60);
    private static final Set<Integer> REFUSALS = Set.of(401, 403, 410);

    private final KernelOptions options;
    private final Outbox outbox;
    private final LongFunction<Hello> hello;
    private final Consumer<Envelope> inbox;
    private final Duration patience;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_TIMEOUT).build();
    private final AtomicLong lastServerSeq = new AtomicLong();
    private volatile boolean isClosed;

    /**
     * Lays the line, without dialling yet.
     *
     * @param hello the greeting, given the number of the last message that came from the server
     * @param inbox gets every message of the server but the welcome, on the connection's thread
     * @param patience how long the line may stay broken
     */
    HomeLine(
            KernelOptions options,
            Outbox outbox,
            LongFunction<Hello> hello,
            Consumer<Envelope> inbox,
            Duration patience) {
        this.options = requireNonNull(options, "options");
        this.outbox = requireNonNull(outbox, "outbox");
        this.hello = requireNonNull(hello, "hello");
        this.inbox = requireNonNull(inbox, "inbox");
        this.patience = requireNonNull(patience, "patience");
    }

    /** Keeps the line up until it is closed, refused, or broken for too long; says why it ended. */
    String run() throws InterruptedException {
        long brokenSince = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        while (!isClosed) {
            try {
                talk();
                brokenSince = System.nanoTime();
                pause = FIRST_PAUSE;
            } catch (RefusedException e) {
                return String.valueOf(e.getMessage());
            } catch (IOException e) {
                LOG.log(Level.INFO, "Found no way to the server: " + e.getMessage());
            }
            if (System.nanoTime() - brokenSince > patience.toNanos()) {
                return "the server did not answer for " + patience.toSeconds() + " s";
            }
            if (!isClosed) {
                Thread.sleep(pause.toMillis());
                pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        }
        return "closed";
    }

    /** Ends the line after everything waiting was sent, or at once when it is broken. */
    void close() {
        isClosed = true;
        outbox.wake();
    }

    private void talk() throws IOException, InterruptedException {
        CompletableFuture<Welcome> welcome = new CompletableFuture<>();
        HomeSocket socket = dial(welcome);
        try {
            long seen = lastServerSeq.get();
            socket.send(new Envelope("hello", null, 0, hello.apply(seen)).toJson());
            outbox.rewindTo(await(welcome, socket).lastSeq());
            pump(socket);
        } finally {
            socket.close();
        }
    }

    private HomeSocket dial(CompletableFuture<Welcome> welcome)
            throws IOException, InterruptedException {
        HomeSocket socket = new HomeSocket(envelope -> receive(envelope, welcome), outbox::wake);
        CompletableFuture<WebSocket> opening =
                http.newWebSocketBuilder()
                        .header("Authorization", "Bearer " + options.token())
                        .connectTimeout(ANSWER_TIMEOUT)
                        .buildAsync(options.endpoint(), socket);
        try {
            opening.get(ANSWER_TIMEOUT.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused
                    && REFUSALS.contains(refused.getResponse().statusCode())) {
                throw new RefusedException(
                        "the server refuses this kernel: status="
                                + refused.getResponse().statusCode());
            }
            throw new IOException("dial " + options.server() + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            // Else it may still open, behind the back of the next one.
            opening.cancel(true);
            socket.close();
            throw new IOException("dial " + options.server() + ": no answer", e);
        }
        return socket;
    }

    private void receive(Envelope envelope, CompletableFuture<Welcome> welcome) {
        if (envelope.body() instanceof Welcome body) {
            welcome.complete(body);
            return;
        }
        lastServerSeq.accumulateAndGet(envelope.seq(), Math::max);
        inbox.accept(envelope);
    }

    private static Welcome await(CompletableFuture<Welcome> welcome, HomeSocket socket)
            throws IOException, InterruptedException {
        CompletableFuture<?> first =
                CompletableFuture.anyOf(welcome, socket.closed().thenApply(reason -> "closed"));
        try {
            first.get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("no welcome from the server", e);
        }
        if (!welcome.isDone()) {
            throw new IOException("no welcome from the server: " + socket.closed().join());
        }
        return welcome.join();
    }

    private void pump(HomeSocket socket) throws InterruptedException {
        LOG.log(Level.INFO, "Connected to the server, kernel=" + options.kernelId());
        while (socket.isOpen() && !(isClosed && outbox.isEmpty())) {
            try {
                Optional<Outbox.Item> item = outbox.take(PING_INTERVAL);
                if (item.isPresent()) {
                    socket.send(item.get());
                } else {
                    socket.ping();
                    socket.requireHeardWithin(SILENCE_LIMIT);
                }
            } catch (IOException e) {
                LOG.log(Level.INFO, "Lost the server: " + e.getMessage());
                return;
            }
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** The server knows this kernel no more. */
    private static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }
}
