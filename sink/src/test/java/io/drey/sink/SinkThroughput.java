package io.drey.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.runtime.tasks.StreamTaskActionExecutor;
import org.apache.flink.streaming.runtime.tasks.mailbox.MailboxExecutorImpl;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailboxImpl;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * Measures rows per second: encoding alone, with the wire, and as a Flink job. Run as a program.
 */
public final class SinkThroughput {
    private static final RowType TYPE =
            RowType.of(
                    new LogicalType[] {
                        new BigIntType(), new BigIntType(), new DoubleType(), new VarCharType(32)
                    },
                    new String[] {"a", "b", "c", "d"});
    private static final int ROWS = 10_000_000;
    private static final int ROUNDS = 4;

    private SinkThroughput() {}

    public static void main(String[] args) throws Exception {
        RowData[] rows = rows();
        for (int round = 0; round < ROUNDS; round++) {
            report("encode", () -> encode(rows));
        }
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread reader = new Thread(() -> discardAll(listener), "discard");
            reader.setDaemon(true);
            reader.start();
            ResultTarget target =
                    ResultTarget.of("127.0.0.1", listener.getLocalPort(), "r1", "token");
            for (int round = 0; round < ROUNDS; round++) {
                report("encode and send", () -> send(target, rows));
            }
            for (int round = 0; round < ROUNDS; round++) {
                report("Flink job", () -> runJob(target));
            }
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void report(String what, Work work) throws Exception {
        long started = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf("%-16s %,12.0f rows/s (%.2f s)%n", what, ROWS / seconds, seconds);
    }

    private static RowData[] rows() {
        RowDataSerializer serializer = new RowDataSerializer(TYPE);
        RowData[] rows = new RowData[1024];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = serializer.toBinaryRow(new MakeRow().map((long) i)).copy();
        }
        return rows;
    }

    private static void encode(RowData[] rows) {
        RowEncoder encoder = new RowEncoder(TYPE);
        long bytes = 0;
        for (int i = 0; i < ROWS; i++) {
            encoder.append(rows[i & 1023]);
            if (encoder.bytes() >= 256 << 10) {
                bytes += encoder.finish().remaining();
            }
        }
        if (bytes == 0) {
            throw new AssertionError();
        }
    }

    private static void send(ResultTarget target, RowData[] rows) throws Exception {
        MailboxExecutorImpl mailbox =
                new MailboxExecutorImpl(
                        new TaskMailboxImpl(), 0, StreamTaskActionExecutor.IMMEDIATE);
        ResultSinkWriter writer =
                ResultSinkWriter.open(target, TYPE, new Subtask(0, 1, 0), 0, mailbox);
        for (int i = 0; i < ROWS; i++) {
            writer.write(rows[i & 1023], null);
        }
        writer.flush(true);
        writer.close();
    }

    private static void runJob(ResultTarget target) throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("pipeline.object-reuse", "true");
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
        env.fromSequence(1, ROWS)
                .map(new MakeRow())
                .returns(InternalTypeInfo.of(TYPE))
                .sinkTo(new ResultSink(target, TYPE, 0));
        env.execute();
    }

    private static void discardAll(ServerSocket listener) {
        byte[] buffer = new byte[1 << 20];
        while (true) {
            try (Socket socket = listener.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                discard(in, buffer);
                byte[] welcome = "{\"protocol\":1,\"lastSeq\":0}".getBytes(UTF_8);
                out.writeInt(1 + welcome.length);
                out.writeByte(Frames.WELCOME);
                out.write(welcome);
                discard(in, buffer);
                while (true) {
                    long seq = discard(in, buffer);
                    out.write(
                            ByteBuffer.allocate(13)
                                    .putInt(9)
                                    .put((byte) Frames.ACK)
                                    .putLong(seq)
                                    .array());
                }
            } catch (IOException e) {
                // The next round opens a new connection.
            }
        }
    }

    private static long discard(DataInputStream in, byte[] buffer) throws IOException {
        int length = in.readInt();
        in.readFully(buffer, 0, length);
        return ByteBuffer.wrap(buffer).getLong(1);
    }

    /** A source that costs little: three numbers and a text of 32 characters. */
    static final class MakeRow implements MapFunction<Long, RowData> {
        private static final long serialVersionUID = 1L;

        @Override
        public RowData map(Long i) {
            byte[] text = new byte[32];
            long rest = i * 0x9E3779B97F4A7C15L;
            for (int at = 0; at < text.length; at++) {
                text[at] = (byte) ('a' + (rest >>> (at + at) & 15));
            }
            return GenericRowData.of(i, i * 31, i / 7.0, StringData.fromBytes(text));
        }
    }
}
