package io.drey.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/**
 * One connection to the server, greeted and ready for batches.
 *
 * <p>One thread sends; another one, started by {@link #listen}, reads.
 */
final class ResultConnection implements Closeable {
    /** Called by the reading thread. */
    interface Listener {
        void acknowledged(long seq);

        void stopped();

        void refused(ResultRefusedException reason);

        void disconnected(ResultConnection connection, IOException reason);
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ResultTarget target;
    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private long lastSeq;
    private boolean isStopped;

    private ResultConnection(ResultTarget target, Socket socket) throws IOException {
        this.target = target;
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    }

    /**
     * Dials, greets and sends the schema.
     *
     * @throws ResultRefusedException if the server answers that it does not take the rows
     * @throws IOException if there is no such server, or none that answers within the time
     */
    static ResultConnection open(
            ResultTarget target, Subtask subtask, ByteBuffer schema, Duration timeout)
            throws IOException {
        Socket socket = new Socket();
        try {
            int millis = (int) Math.max(1, timeout.toMillis());
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(new InetSocketAddress(target.host, target.port), millis);
            requireOther(socket);
            socket.setSoTimeout(millis);
            ResultConnection connection = new ResultConnection(target, socket);
            connection.greet(subtask);
            if (!connection.isStopped) {
                connection.send(Frames.SCHEMA, bytes(schema));
            }
            socket.setSoTimeout(0);
            return connection;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Refuses a connection to itself: TCP makes one when a port nobody listens on is dialled from
     * that very port, and the server could not come back while it lasts.
     */
    private static void requireOther(Socket socket) throws IOException {
        if (socket.getLocalSocketAddress().equals(socket.getRemoteSocketAddress())) {
            // Without lingering, so that the port is free at once.
            socket.setSoLinger(true, 0);
            throw new ConnectException("nobody listens at " + socket.getRemoteSocketAddress());
        }
    }

    private void greet(Subtask subtask) throws IOException {
        byte[] hello =
                JSON.writeValueAsBytes(
                        JSON.createObjectNode()
                                .put("protocol", Frames.PROTOCOL)
                                .put("result", target.result)
                                .put("token", target.token)
                                .put("subtask", subtask.index)
                                .put("parallelism", subtask.parallelism)
                                .put("attempt", subtask.attempt));
        send(Frames.HELLO, hello);
        byte[] answer = readFrame();
        switch (answer[0]) {
            case Frames.WELCOME:
                lastSeq = readJson(answer).path("lastSeq").asLong();
                return;
            case Frames.STOP:
                isStopped = true;
                return;
            case Frames.REFUSED:
                throw refusal(answer);
            default:
                throw new IOException("answer of type " + answer[0] + " (expected: a welcome)");
        }
    }

    /** The last batch that the server has stored of this subtask and attempt; 0 for none. */
    long lastSeq() {
        return lastSeq;
    }

    /** Whether the server wants no rows at all. */
    boolean isStopped() {
        return isStopped;
    }

    /** Starts to read what the server says. */
    void listen(Listener listener, String threadName) {
        Thread thread = new Thread(() -> readAll(listener), threadName);
        thread.setDaemon(true);
        thread.start();
    }

    void sendBatch(long seq, long watermark, int rows, ByteBuffer message) throws IOException {
        out.writeInt(1 + Frames.BATCH_HEADER_BYTES + message.remaining());
        out.writeByte(Frames.BATCH);
        out.writeLong(seq);
        out.writeLong(watermark);
        out.writeInt(rows);
        out.write(message.array(), message.position(), message.remaining());
        out.flush();
    }

    void sendEnd(long seq, long rows) throws IOException {
        send(Frames.END, ByteBuffer.allocate(2 * Long.BYTES).putLong(seq).putLong(rows).array());
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // There is nothing left to save.
        }
    }

    private void send(int type, byte[] payload) throws IOException {
        out.writeInt(1 + payload.length);
        out.writeByte(type);
        out.write(payload);
        out.flush();
    }

    private void readAll(Listener listener) {
        try {
            while (true) {
                byte[] frame = readFrame();
                switch (frame[0]) {
                    case Frames.ACK:
                        listener.acknowledged(ByteBuffer.wrap(frame, 1, Long.BYTES).getLong());
                        break;
                    case Frames.STOP:
                        listener.stopped();
                        break;
                    case Frames.REFUSED:
                        listener.refused(refusal(frame));
                        break;
                    default:
                        // A later server may say more than this sink knows.
                        break;
                }
            }
        } catch (IOException e) {
            listener.disconnected(this, e);
        } catch (RuntimeException e) {
            listener.disconnected(this, new IOException("damaged frame", e));
        }
    }

    /** Reads the type and what follows it. */
    private byte[] readFrame() throws IOException {
        int length = in.readInt();
        if (length < 1 || length > Frames.MAX_INCOMING_BYTES) {
            throw new IOException("frame of " + length + " bytes: this is no Drey result port");
        }
        byte[] frame = in.readNBytes(length);
        if (frame.length < length) {
            throw new EOFException("connection ended inside a frame");
        }
        return frame;
    }

    private ResultRefusedException refusal(byte[] frame) throws IOException {
        JsonNode reason = readJson(frame);
        return new ResultRefusedException(
                target,
                reason.path("code").asText("UNKNOWN"),
                reason.path("message").asText("no reason given"));
    }

    private static JsonNode readJson(byte[] frame) throws IOException {
        return JSON.readTree(new String(frame, 1, frame.length - 1, UTF_8));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
