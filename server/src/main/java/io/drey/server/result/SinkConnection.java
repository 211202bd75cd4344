package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ResultId;
import io.drey.protocol.Json;
import io.drey.server.platform.JsonMappers;
import io.drey.server.result.SinkWire.Frame;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Serves one subtask of a sink over its connection. Confined to the connection's thread. */
final class SinkConnection {
    private static final Logger LOG = LoggerFactory.getLogger(SinkConnection.class);
    private static final int PROTOCOL = 1;
    private static final int MAX_HELLO_BYTES = 64 << 10;
    private static final int MAX_FRAME_BYTES = 256 << 20;
    private static final int MAX_PARALLELISM = 1 << 15;
    private static final int HELLO_TIMEOUT_MILLIS = 10_000;

    private final ResultService results;
    private final Socket socket;
    private final SinkWire wire;

    /** What a sink says first. */
    record Hello(
            int protocol,
            @Nullable String result,
            @Nullable String token,
            int subtask,
            int parallelism,
            int attempt) {}

    SinkConnection(ResultService results, Socket socket) throws IOException {
        this.results = requireNonNull(results, "results");
        this.socket = requireNonNull(socket, "socket");
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        socket.setSoTimeout(HELLO_TIMEOUT_MILLIS);
        this.wire =
                new SinkWire(
                        new BufferedInputStream(socket.getInputStream(), 64 << 10),
                        socket.getOutputStream());
    }

    /** Serves until either side ends the connection. */
    void serve() throws IOException {
        try {
            Hello hello = readHello();
            if (hello == null) {
                return;
            }
            StoredResult result = requireResult(hello);
            if (result.isFinal()) {
                socket.setSoTimeout(0);
                stop(result);
                receive(hello, result, true);
                return;
            }
            long lastSeq = result.connect(hello.subtask, hello.attempt, hello.parallelism);
            wire.writeText(
                    SinkWire.WELCOME, Json.write(Map.of("protocol", PROTOCOL, "lastSeq", lastSeq)));
            LOG.debug("Welcomed result={} subtask={}", hello.result, hello.subtask);
            socket.setSoTimeout(0);
            receive(hello, result, false);
        } catch (DreyException e) {
            LOG.warn("Refused sink from={} why={}", socket.getInetAddress(), e.getMessage());
            refuse(e);
        } catch (BufferUnderflowException e) {
            refuse(new DreyException(DreyErrorCode.BAD_REQUEST, "frame: too short", e));
        }
    }

    void refuse(DreyException why) throws IOException {
        wire.writeText(
                SinkWire.REFUSED,
                Json.write(
                        Map.of(
                                "code",
                                why.code().name(),
                                "message",
                                String.valueOf(why.getMessage()))));
    }

    private @Nullable Hello readHello() throws IOException {
        Frame frame = wire.read(MAX_HELLO_BYTES);
        if (frame == null) {
            return null;
        }
        if (frame.type() != SinkWire.HELLO) {
            throw bad("first frame: type " + frame.type() + " (expected: " + SinkWire.HELLO + ")");
        }
        try {
            return JsonMappers.api().readValue(frame.text(), Hello.class);
        } catch (JacksonException e) {
            throw bad("hello: " + e.getOriginalMessage());
        }
    }

    private StoredResult requireResult(Hello hello) {
        if (hello.protocol != PROTOCOL) {
            throw bad("protocol: " + hello.protocol + " (expected: " + PROTOCOL + ")");
        }
        if (hello.subtask < 0
                || hello.subtask >= hello.parallelism
                || hello.parallelism > MAX_PARALLELISM
                || hello.attempt < 0) {
            throw bad("subtask " + hello.subtask + " of " + hello.parallelism);
        }
        StoredResult result = results.stored(new ResultId(String.valueOf(hello.result)));
        if (!result.hasToken(String.valueOf(hello.token))) {
            throw new DreyException(
                    DreyErrorCode.FORBIDDEN, "token of result " + hello.result + " is wrong");
        }
        return result;
    }

    private void receive(Hello hello, StoredResult result, boolean isToldToStop)
            throws IOException {
        boolean isOpen = !isToldToStop;
        for (Frame frame = wire.read(MAX_FRAME_BYTES);
                frame != null;
                frame = wire.read(MAX_FRAME_BYTES)) {
            ByteBuffer payload = frame.payload();
            switch (frame.type()) {
                case SinkWire.SCHEMA -> result.putSchema(payload);
                case SinkWire.BATCH -> {
                    IncomingBatch batch = readBatch(hello, payload);
                    boolean takesMore = result.store(batch);
                    wire.writeAck(batch.seq());
                    if (isOpen && !takesMore) {
                        isOpen = false;
                        stop(result);
                    }
                }
                case SinkWire.END -> {
                    long lastSeq = payload.getLong();
                    result.endSubtask(hello.subtask, hello.attempt, lastSeq);
                    wire.writeAck(lastSeq);
                }
                default -> throw bad("frame type: " + frame.type() + " (expected: 2 to 4)");
            }
        }
    }

    private void stop(StoredResult result) throws IOException {
        String why = result.why();
        wire.writeText(SinkWire.STOP, why == null ? "The result is closed." : why);
    }

    private static IncomingBatch readBatch(Hello hello, ByteBuffer payload) {
        long seq = payload.getLong();
        long watermark = payload.getLong();
        int rows = payload.getInt();
        return new IncomingBatch(
                hello.subtask, hello.attempt, seq, watermark, rows, payload.slice());
    }

    private static DreyException bad(String message) {
        return new DreyException(DreyErrorCode.BAD_REQUEST, message);
    }
}
