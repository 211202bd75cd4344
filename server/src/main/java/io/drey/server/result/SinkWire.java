package io.drey.server.result;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Frames between a sink and the server: a 32-bit length, a type, a payload. Confined to one thread.
 */
final class SinkWire {
    static final int HELLO = 1;
    static final int SCHEMA = 2;
    static final int BATCH = 3;
    static final int END = 4;

    static final int WELCOME = 1;
    static final int ACK = 2;
    static final int STOP = 3;
    static final int REFUSED = 4;

    private static final int STEP = 1 << 20;
    private static final int KEPT_BUFFER = 8 << 20;

    private final DataInputStream in;
    private final DataOutputStream out;
    private byte[] buffer = new byte[4096];

    /** A frame read; the payload is valid until the next one is read. */
    record Frame(int type, ByteBuffer payload) {
        String text() {
            return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
        }
    }

    SinkWire(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(out);
    }

    /**
     * Reads a frame.
     *
     * @return null at the end of the stream
     * @throws DreyException BAD_REQUEST if it claims to be empty or longer than allowed
     */
    @Nullable Frame read(int maxBytes) throws IOException {
        int length;
        try {
            length = in.readInt();
        } catch (EOFException e) {
            return null;
        }
        if (length < 1 || length > maxBytes) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "frame length: " + length + " (expected: 1 to " + maxBytes + ")");
        }
        if (buffer.length > KEPT_BUFFER && length < STEP) {
            buffer = new byte[STEP];
        }
        // Memory grows with what really comes, not with what is claimed.
        for (int read = 0; read < length; ) {
            int step = Math.min(length - read, Math.max(STEP, read));
            if (buffer.length < read + step) {
                buffer = Arrays.copyOf(buffer, read + step);
            }
            in.readFully(buffer, read, step);
            read += step;
        }
        return new Frame(buffer[0], ByteBuffer.wrap(buffer, 1, length - 1).slice());
    }

    void writeText(int type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(5 + bytes.length);
        frame.putInt(1 + bytes.length).put((byte) type).put(bytes);
        out.write(frame.array());
        out.flush();
    }

    void writeAck(long seq) throws IOException {
        out.write(ByteBuffer.allocate(13).putInt(9).put((byte) ACK).putLong(seq).array());
        out.flush();
    }
}
