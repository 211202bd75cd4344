package io.drey.kernel;

import io.drey.protocol.Envelope;
import io.drey.protocol.KernelMessages.Hello;
import io.drey.protocol.Message;
import io.drey.protocol.RowFrame;
import io.drey.protocol.ServerMessages.Welcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A server that kernels can dial: greets them, remembers what they say, and can be made to
 * misbehave.
 */
public final class TestingServer implements AutoCloseable {
    public static final String TOKEN = "secret";

    private final Function<Message, Optional<Message>> answer;
    private final ServerSocket listener;
    private final List<Envelope> received = new CopyOnWriteArrayList<>();
    private final List<RowFrame> rows = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong seq = new AtomicLong();
    private final AtomicLong lastSeq = new AtomicLong();
    private volatile TestingWebSocket connection;
    private volatile int refusal;
    private volatile int hangUps;
    private volatile boolean isDeaf;

    public TestingServer() {
        this(0);
    }

    /** Listens on the given port, as a server does that was started again. */
    public TestingServer(int port) {
        this(port, message -> Optional.empty());
    }

    /** Answers messages of its own accord. */
    TestingServer(int port, Function<Message, Optional<Message>> answer) {
        this.answer = answer;
        try {
            listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread thread = new Thread(this::serve, "testing-server");
        thread.setDaemon(true);
        thread.start();
    }

    public URI url() {
        return URI.create("ws://127.0.0.1:" + port());
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Refuses whoever dials from now on with this status; 0 for welcoming everybody. */
    public void refuse(int status) {
        refusal = status;
    }

    /** Closes so many of the next connections as soon as they are open. */
    public void hangUp(int times) {
        hangUps = times;
    }

    /** Reads no more of what comes, while the connection stays open. */
    public void setDeaf(boolean isDeaf) {
        this.isDeaf = isDeaf;
    }

    /** Cuts the connection as a crash does. */
    public void drop() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean isConnected() {
        return connection != null;
    }

    public void send(Message message) {
        long number = seq.incrementAndGet();
        try {
            connection.send(new Envelope("s" + number, null, number, message).toJson());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything heard so far that is of this kind, in order. */
    public <M extends Message> List<M> heard(Class<M> type) {
        return messages().filter(type::isInstance).map(type::cast).toList();
    }

    public Stream<Message> messages() {
        return received.stream().map(Envelope::body);
    }

    public List<Envelope> received() {
        return received;
    }

    public List<RowFrame> rows() {
        return rows;
    }

    /** The request line and the authorization of every dial. */
    public List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        TestingWebSocket open = connection;
        if (open != null) {
            open.close();
        }
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                talk(new TestingWebSocket(socket));
            } catch (IOException e) {
                connection = null;
            }
        }
    }

    private void talk(TestingWebSocket socket) throws IOException {
        requests.add(socket.requestLine() + " " + socket.header("authorization"));
        if (refusal != 0) {
            socket.refuse(refusal);
            return;
        }
        socket.accept();
        if (hangUps > 0) {
            hangUps--;
            socket.close();
            return;
        }
        while (true) {
            Object message = socket.receive();
            if (message == null) {
                return;
            }
            while (isDeaf) {
                Thread.onSpinWait();
            }
            if (message instanceof ByteBuffer bytes) {
                rows.add(RowFrame.parse(bytes));
            } else {
                hear(socket, Envelope.parse((String) message));
            }
        }
    }

    private void hear(TestingWebSocket socket, Envelope envelope) throws IOException {
        if (envelope.body() instanceof Hello) {
            received.add(envelope);
            Welcome welcome = new Welcome(1, 1, lastSeq.get());
            socket.send(new Envelope("welcome", null, 0, welcome).toJson());
            connection = socket;
        } else if (envelope.seq() > lastSeq.get()) {
            lastSeq.set(envelope.seq());
            received.add(envelope);
            answer.apply(envelope.body()).ifPresent(this::send);
        }
    }
}
