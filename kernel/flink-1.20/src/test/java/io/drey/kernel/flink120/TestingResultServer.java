package io.drey.kernel.flink120;

import io.drey.arrow.ArrowSchema;
import io.drey.arrow.RecordBatchView;
import io.drey.protocol.Json;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes whatever result sinks bring, and remembers it as text. */
final class TestingResultServer implements AutoCloseable {
    private static final int HELLO = 1;
    private static final int SCHEMA = 2;
    private static final int BATCH = 3;
    private static final int END = 4;

    private final ServerSocket listener;
    private final Map<String, List<String>> rows = new ConcurrentHashMap<>();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final List<String> ended = new CopyOnWriteArrayList<>();

    TestingResultServer() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::serve);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Rows of a result so far: the change, then the values, such as {@code +I[1, a]}. */
    List<String> rows(String result) {
        return rows.getOrDefault(result, List.of());
    }

    boolean hasEnded(String result) {
        return ended.contains(result);
    }

    String token(String result) {
        return tokens.getOrDefault(result, "");
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                start(() -> talk(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket;
                DataInputStream in = new DataInputStream(socket.getInputStream());
                DataOutputStream out = new DataOutputStream(socket.getOutputStream())) {
            String result = "";
            ArrowSchema schema = ArrowSchema.of();
            while (true) {
                ByteBuffer frame = ByteBuffer.wrap(in.readNBytes(in.readInt()));
                switch (frame.get()) {
                    case HELLO -> {
                        result = greet(frame);
                        send(
                                out,
                                1,
                                "{\"protocol\":1,\"lastSeq\":0}".getBytes(StandardCharsets.UTF_8));
                    }
                    case SCHEMA -> schema = ArrowSchema.parse(frame.slice());
                    case BATCH -> {
                        long seq = frame.getLong();
                        frame.position(frame.position() + Long.BYTES + Integer.BYTES);
                        keep(result, RecordBatchView.parse(schema, frame.slice()));
                        send(out, 2, ByteBuffer.allocate(8).putLong(seq).array());
                    }
                    case END -> {
                        ended.add(result);
                        send(out, 2, ByteBuffer.allocate(8).putLong(frame.getLong()).array());
                    }
                    default -> throw new IOException("unknown frame");
                }
            }
        } catch (IOException e) {
            // The sink hung up.
        }
    }

    private String greet(ByteBuffer frame) {
        Map<?, ?> hello = (Map<?, ?>) Json.parse(StandardCharsets.UTF_8.decode(frame).toString());
        String result = (String) hello.get("result");
        tokens.put(result, (String) hello.get("token"));
        rows.putIfAbsent(result, new CopyOnWriteArrayList<>());
        return result;
    }

    private void keep(String result, RecordBatchView batch) {
        rows.get(result).addAll(texts(batch));
    }

    static List<String> texts(RecordBatchView batch) {
        List<String> texts = new ArrayList<>();
        String[] ops = {"+I", "-U", "+U", "-D"};
        for (int row = 0; row < batch.rowCount(); row++) {
            List<Object> values = new ArrayList<>();
            for (int column = 1; column < batch.columnCount(); column++) {
                values.add(batch.column(column).getObject(row));
            }
            texts.add(ops[(int) batch.column(0).getLong(row)] + values);
        }
        return texts;
    }

    private static void send(DataOutputStream out, int type, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(frame);
        data.writeInt(payload.length + 1);
        data.writeByte(type);
        data.write(payload);
        out.write(frame.toByteArray());
        out.flush();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "testing-result-server");
        thread.setDaemon(true);
        thread.start();
    }
}
