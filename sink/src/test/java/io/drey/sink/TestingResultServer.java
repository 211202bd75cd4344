package io.drey.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drey.arrow.ArrowSchema;
import io.drey.arrow.RecordBatchView;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The server's side of the wire, with switches for what can go wrong. Thread-safe. */
final class TestingResultServer implements Closeable {
    /** A batch as it came. */
    static final class Batch {
        final int subtask;
        final long seq;
        final long watermark;
        final int bytes;
        final long nanos = System.nanoTime();
        final RecordBatchView view;

        Batch(int subtask, long seq, long watermark, int bytes, RecordBatchView view) {
            this.subtask = subtask;
            this.seq = seq;
            this.watermark = watermark;
            this.bytes = bytes;
            this.view = view;
        }
    }

    final List<String> hellos = new CopyOnWriteArrayList<>();
    final List<Batch> batches = new CopyOnWriteArrayList<>();
    final List<String> ends = new CopyOnWriteArrayList<>();
    final Map<Integer, Long> lastSeqs = new ConcurrentHashMap<>();

    /** Confirm what is stored. */
    volatile boolean acknowledges = true;

    /** Drop the connection after so many batches, half of the time before the confirmation. */
    volatile int dropsAfter = Integer.MAX_VALUE;

    /** Drop the connection instead of noting the next end. */
    volatile boolean losesEnd;

    volatile @Nullable String refusal;
    volatile boolean stopsAtOnce;

    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile ServerSocket listener;
    private volatile Thread acceptor;

    TestingResultServer() throws IOException {
        listener = listen(0);
        acceptor = accept(listener);
    }

    int port() {
        return listener.getLocalPort();
    }

    ResultTarget target() {
        return ResultTarget.of("127.0.0.1", port(), "r1", "geheim");
    }

    List<List<@Nullable Object>> rows() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Batch batch : List.copyOf(batches)) {
            for (int r = 0; r < batch.view.rowCount(); r++) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int c = 0; c < batch.view.columnCount(); c++) {
                    row.add(batch.view.column(c).getObject(r));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** Says STOP on every connection. */
    void stopResult() throws IOException {
        for (Socket socket : List.copyOf(sockets)) {
            send(new DataOutputStream(socket.getOutputStream()), Frames.STOP, "closed");
        }
    }

    /** Confirms everything that was stored so far. */
    void acknowledgeAll() throws IOException {
        acknowledges = true;
        for (Socket socket : List.copyOf(sockets)) {
            long seq = lastSeqs.values().iterator().next();
            acknowledge(new DataOutputStream(socket.getOutputStream()), seq);
        }
    }

    /** Goes away, connections and all. */
    @Override
    public void close() throws IOException {
        listener.close();
        try {
            // Until it has noticed, the system counts the port as taken.
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : List.copyOf(sockets)) {
            socket.close();
        }
        sockets.clear();
    }

    /** Comes back at the same port. */
    void reopen() throws IOException {
        listener = listen(port());
        acceptor = accept(listener);
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }

    private Thread accept(ServerSocket socket) {
        Thread thread = new Thread(() -> acceptAll(socket), "testing-server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void acceptAll(ServerSocket accepting) {
        try {
            while (true) {
                Socket socket = accepting.accept();
                sockets.add(socket);
                Thread thread = new Thread(() -> serve(socket), "testing-connection");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in =
                    new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            ByteBuffer hello = read(in);
            hellos.add(UTF_8.decode(hello).toString());
            int subtask = number(hellos.get(hellos.size() - 1), "subtask");
            String refused = refusal;
            if (refused != null) {
                send(out, Frames.REFUSED, refused);
                return;
            }
            if (stopsAtOnce) {
                send(out, Frames.STOP, "closed");
                return;
            }
            long lastSeq = lastSeqs.getOrDefault(subtask, 0L);
            send(out, Frames.WELCOME, "{\"protocol\":1,\"lastSeq\":" + lastSeq + "}");
            ArrowSchema schema = ArrowSchema.parse(read(in));
            for (int count = 1; takeFrame(in, out, subtask, schema, count); count++) {}
        } catch (IOException e) {
            // The sink went away, or the test took the connection away.
        }
    }

    private boolean takeFrame(
            DataInputStream in, DataOutputStream out, int subtask, ArrowSchema schema, int count)
            throws IOException {
        int length = in.readInt();
        int type = in.readByte();
        ByteBuffer frame = ByteBuffer.wrap(in.readNBytes(length - 1));
        if (type == Frames.END) {
            if (losesEnd) {
                losesEnd = false;
                return false;
            }
            long lastSeq = frame.getLong();
            ends.add(subtask + ":" + lastSeq + ":" + frame.getLong());
            acknowledge(out, lastSeq);
            return true;
        }
        long seq = frame.getLong();
        long watermark = frame.getLong();
        int rows = frame.getInt();
        RecordBatchView view = RecordBatchView.parse(schema, frame);
        if (view.rowCount() != rows || seq != lastSeqs.getOrDefault(subtask, 0L) + 1) {
            throw new AssertionError("rows " + rows + ", seq " + seq);
        }
        boolean drops = count == dropsAfter;
        if (drops && seq % 3 == 0) {
            return false;
        }
        batches.add(new Batch(subtask, seq, watermark, length, view));
        lastSeqs.put(subtask, seq);
        if (drops) {
            return false;
        }
        if (acknowledges) {
            acknowledge(out, seq);
        }
        return true;
    }

    private static ByteBuffer read(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] frame = in.readNBytes(length);
        return ByteBuffer.wrap(frame, 1, length - 1);
    }

    private static void acknowledge(DataOutputStream out, long seq) throws IOException {
        synchronized (TestingResultServer.class) {
            out.write(
                    ByteBuffer.allocate(13).putInt(9).put((byte) Frames.ACK).putLong(seq).array());
        }
    }

    private static void send(DataOutputStream out, int type, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.write(
                ByteBuffer.allocate(5 + bytes.length)
                        .putInt(1 + bytes.length)
                        .put((byte) type)
                        .put(bytes)
                        .array());
    }

    private static int number(String json, String name) {
        return Integer.parseInt(json.replaceAll(".*\"" + name + "\":(\\d+).*", "$1"));
    }
}
