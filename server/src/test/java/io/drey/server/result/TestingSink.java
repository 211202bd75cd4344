package io.drey.server.result;

import io.drey.protocol.Json;
import io.drey.server.result.TestingRows.Change;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A sink's subtask that speaks the wire by hand. */
final class TestingSink implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    /** What the server said. */
    record Answer(int type, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        long ack() {
            return ByteBuffer.wrap(payload).getLong();
        }

        long lastSeq() {
            return Long.parseLong(text().replaceAll(".*\"lastSeq\":(\\d+).*", "$1"));
        }
    }

    TestingSink(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    Answer hello(String result, String token, int subtask, int parallelism) throws IOException {
        Map<String, Object> hello = new LinkedHashMap<>();
        hello.put("protocol", 1);
        hello.put("result", result);
        hello.put("token", token);
        hello.put("subtask", subtask);
        hello.put("parallelism", parallelism);
        hello.put("attempt", 0);
        write(1, Json.write(hello).getBytes(StandardCharsets.UTF_8));
        return read();
    }

    void schema() throws IOException {
        write(2, bytes(TestingRows.SCHEMA.toMessage()));
    }

    void batch(long seq, List<Change> changes) throws IOException {
        batch(seq, changes.size(), bytes(TestingRows.batch(changes)));
    }

    void batch(long seq, int rows, byte[] arrow) throws IOException {
        ByteBuffer payload = ByteBuffer.allocate(20 + arrow.length);
        payload.putLong(seq).putLong(Long.MIN_VALUE).putInt(rows).put(arrow);
        write(3, payload.array());
    }

    void end(long lastSeq, long rows) throws IOException {
        write(4, ByteBuffer.allocate(16).putLong(lastSeq).putLong(rows).array());
    }

    void write(int type, byte[] payload) throws IOException {
        out.writeInt(1 + payload.length);
        out.writeByte(type);
        out.write(payload);
        out.flush();
    }

    void writeRaw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    Answer read() throws IOException {
        byte[] payload = new byte[in.readInt() - 1];
        int type = in.readByte();
        in.readFully(payload);
        return new Answer(type, payload);
    }

    /** Whether the server ends the connection. */
    boolean isEnded() throws IOException {
        try {
            return in.read() < 0;
        } catch (EOFException e) {
            return true;
        } catch (java.net.SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
