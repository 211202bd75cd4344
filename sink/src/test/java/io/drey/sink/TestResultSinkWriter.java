package io.drey.sink;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.function.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TestResultSinkWriter {
    private static final RowType TYPE =
            RowType.of(
                    new LogicalType[] {new BigIntType(), new VarCharType(100)},
                    new String[] {"id", "text"});

    private final TestingMailbox mailbox = new TestingMailbox();
    private TestingResultServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new TestingResultServer();
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void saysWhoItIs() throws Exception {
        open(server.target(), new Subtask(1, 2, 3)).close();
        assertThat(server.hellos)
                .containsExactly(
                        "{\"protocol\":1,\"result\":\"r1\",\"token\":\"geheim\",\"subtask\":1,"
                                + "\"parallelism\":2,\"attempt\":3}");
    }

    @Test
    void sendsTheFirstRowAtOnceAndLaterOnesTogether() throws Exception {
        ResultSinkWriter writer = open();
        long started = System.nanoTime();
        write(writer, 0);
        await().pollInterval(1, MILLISECONDS).until(() -> server.batches.size() == 1);
        assertThat(server.batches.get(0).nanos - started).isLessThan(MILLISECONDS.toNanos(50));
        long second = System.nanoTime();
        for (int i = 1; i <= 100; i++) {
            write(writer, i);
        }
        await().pollInterval(1, MILLISECONDS).until(() -> server.rows().size() == 101);
        assertThat(server.batches.get(server.batches.size() - 1).nanos - second)
                .isLessThan(MILLISECONDS.toNanos(150));
        assertThat(server.batches.size()).isLessThan(10);
        writer.close();
        assertThat(server.ends).isEmpty();
    }

    @Test
    void cutsBatchesBySize() throws Exception {
        ResultSinkWriter writer = open();
        for (int i = 0; i < 200_000; i++) {
            write(writer, i);
        }
        writer.flush(true);
        writer.close();
        assertThat(server.rows()).isEqualTo(expected(200_000));
        assertThat(server.batches).allMatch(batch -> batch.bytes < (256 << 10) + 2000);
        assertThat(server.batches).anyMatch(batch -> batch.bytes > (255 << 10));
        assertThat(server.ends).containsExactly("0:" + server.batches.size() + ":200000");
    }

    @Test
    void endsWithoutRowsToo() throws Exception {
        ResultSinkWriter writer = open();
        writer.flush(false);
        writer.flush(true);
        writer.close();
        assertThat(server.ends).containsExactly("0:0:0");
    }

    @Test
    void saysTheEndAgainWhenItGotLost() throws Exception {
        server.losesEnd = true;
        ResultSinkWriter writer = open();
        write(writer, 0);
        writer.flush(true);
        writer.close();
        assertThat(server.hellos).hasSize(2);
        assertThat(server.ends).containsExactly("0:1:1");
        assertThat(server.rows()).isEqualTo(expected(1));
    }

    @Test
    void sendsKindsAndWatermarks() throws Exception {
        ResultSinkWriter writer = open();
        writer.write(row(RowKind.DELETE, 7), null);
        await().until(() -> server.batches.size() == 1);
        assertThat(server.batches.get(0).watermark).isEqualTo(Long.MIN_VALUE);
        writer.writeWatermark(new Watermark(1234));
        writer.write(row(RowKind.UPDATE_BEFORE, 8), null);
        writer.write(row(RowKind.UPDATE_AFTER, 9), null);
        writer.writeWatermark(Watermark.MAX_WATERMARK);
        writer.flush(true);
        writer.close();
        assertThat(server.batches.get(server.batches.size() - 1).watermark).isEqualTo(1234);
        assertThat(server.rows())
                .containsExactly(
                        List.of((byte) 3, 7L, "text 7"),
                        List.of((byte) 1, 8L, "text 8"),
                        List.of((byte) 2, 9L, "text 9"));
    }

    @Test
    void losesAndDoublesNothingWhenConnectionsBreak() throws Exception {
        server.dropsAfter = 4;
        ResultSinkWriter writer = open();
        for (int i = 0; i < 200_000; i++) {
            write(writer, i);
        }
        writer.flush(true);
        writer.close();
        assertThat(server.hellos).hasSizeGreaterThan(3);
        assertThat(server.rows()).isEqualTo(expected(200_000));
        assertThat(server.ends).hasSize(1);
    }

    @Test
    void goesOnAfterTheServerWasAway() throws Exception {
        ResultSinkWriter writer = open();
        write(writer, 0);
        await().until(() -> server.batches.size() == 1);
        server.close();
        write(writer, 1);
        Thread.sleep(300);
        server.reopen();
        write(writer, 2);
        await().until(() -> server.rows().size() == 3);
        assertThat(server.rows()).isEqualTo(expected(3));
        writer.close();
    }

    @Test
    void numbersOnWhenTheServerKnowsTheAttemptAlready() throws Exception {
        server.lastSeqs.put(0, 41L);
        ResultSinkWriter writer = open();
        write(writer, 0);
        writer.flush(true);
        writer.close();
        assertThat(server.batches.get(0).seq).isEqualTo(42);
    }

    @Test
    void givesUpOnAServerThatStaysAway() throws Exception {
        ResultTarget target =
                server.target().withTimeouts(Duration.ofSeconds(1), Duration.ofMillis(500));
        ResultSinkWriter writer = open(target, new Subtask(0, 1, 0));
        server.close();
        await().until(() -> mailbox.failure != null);
        assertThat(mailbox.failure)
                .isInstanceOf(ResultLostException.class)
                .hasMessageStartingWith("Drey went away");
        assertThatThrownBy(() -> write(writer, 1)).isInstanceOf(ResultLostException.class);
        writer.close();
    }

    @Test
    void discardsQuietlyWhenStopped() throws Exception {
        ResultSinkWriter writer = open();
        write(writer, 0);
        await().until(() -> server.batches.size() == 1);
        server.stopResult();
        for (int i = 0; i < 300_000; i++) {
            write(writer, i);
        }
        Thread.sleep(100);
        int before = server.batches.size();
        for (int i = 0; i < 100_000; i++) {
            write(writer, i);
        }
        writer.flush(true);
        writer.close();
        assertThat(server.batches).hasSize(before);
        assertThat(mailbox.failure).isNull();
    }

    @Test
    void discardsQuietlyWhenTheResultIsClosedBeforeItOpens() throws Exception {
        server.stopsAtOnce = true;
        ResultSinkWriter writer = open();
        write(writer, 0);
        writer.flush(true);
        writer.close();
        assertThat(server.batches).isEmpty();
    }

    @Test
    void failsClearlyWhenRefused() {
        server.refusal = "{\"code\":\"RESULT_NOT_FOUND\",\"message\":\"No such result\"}";
        assertThatThrownBy(this::open)
                .isInstanceOf(ResultRefusedException.class)
                .hasMessage(
                        "Drey refused the rows of result r1 at 127.0.0.1:"
                                + server.port()
                                + ": No such result [RESULT_NOT_FOUND]");
    }

    @Test
    void failsWhenRefusedAfterAReconnect() throws Exception {
        ResultSinkWriter writer = open();
        server.refusal = "{\"code\":\"X\",\"message\":\"y\"}";
        int port = server.port();
        server.close();
        server.reopen();
        assertThat(server.port()).isEqualTo(port);
        await().until(() -> mailbox.failure instanceof ResultRefusedException);
        writer.close();
    }

    @Test
    void saysWhenTheServerCannotBeReached() throws Exception {
        ResultTarget target = server.target();
        server.close();
        assertThatThrownBy(() -> open(target, new Subtask(0, 1, 0)))
                .isInstanceOf(ResultUnreachableException.class)
                .hasMessageStartingWith("Drey cannot be reached at 127.0.0.1:" + target.port);
    }

    @Test
    void makesTheTaskWaitWhileTheWindowIsFull() throws Exception {
        server.acknowledges = false;
        ResultSinkWriter writer = open();
        AtomicLong written = new AtomicLong();
        CompletableFuture<Void> task =
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                String large = "x".repeat(100_000);
                                for (long i = 0; i < 1000; i++) {
                                    writer.write(
                                            GenericRowData.of(i, StringData.fromString(large)),
                                            null);
                                    written.incrementAndGet();
                                }
                            } catch (IOException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        await().until(() -> server.batches.stream().mapToLong(b -> b.bytes).sum() > 32 << 20);
        Thread.sleep(200);
        assertThat(task).isNotDone();
        assertThat(written.get() * 100_000L).isBetween(32L << 20, 34L << 20);
        server.acknowledgeAll();
        task.get(20, TimeUnit.SECONDS);
        writer.flush(true);
        assertThat(server.rows()).hasSize(1000);
        writer.close();
    }

    @Test
    void closesQuicklyWhenCancelled() throws Exception {
        server.acknowledges = false;
        ResultSinkWriter writer = open();
        write(writer, 1);
        long started = System.nanoTime();
        writer.close();
        assertThat(System.nanoTime() - started).isLessThan(MILLISECONDS.toNanos(500));
        assertThat(server.ends).isEmpty();
    }

    @Test
    void sendsNoMoreThanTheLimit() throws Exception {
        ResultSinkWriter writer =
                ResultSinkWriter.open(server.target(), TYPE, new Subtask(0, 1, 0), 5, mailbox);
        for (int i = 0; i < 100; i++) {
            write(writer, i);
        }
        writer.flush(true);
        writer.close();
        assertThat(server.rows()).isEqualTo(expected(5));
    }

    private ResultSinkWriter open() throws IOException {
        return open(server.target(), new Subtask(0, 1, 0));
    }

    private ResultSinkWriter open(ResultTarget target, Subtask subtask) throws IOException {
        return ResultSinkWriter.open(target, TYPE, subtask, 0, mailbox);
    }

    private static void write(ResultSinkWriter writer, long id) throws Exception {
        writer.write(row(RowKind.INSERT, id), null);
    }

    private static RowData row(RowKind kind, long id) {
        return GenericRowData.ofKind(kind, id, StringData.fromString("text " + id));
    }

    private static List<List<Object>> expected(int count) {
        List<List<Object>> rows = new ArrayList<>();
        for (long id = 0; id < count; id++) {
            rows.add(List.of((byte) 0, id, "text " + id));
        }
        return rows;
    }

    /** Runs what the sink posts, and keeps what it throws. */
    private static final class TestingMailbox implements MailboxExecutor {
        volatile Throwable failure;

        @Override
        public void execute(
                MailOptions options,
                ThrowingRunnable<? extends Exception> command,
                String format,
                Object... args) {
            try {
                command.run();
            } catch (Exception e) {
                failure = e;
            }
        }

        @Override
        public void yield() {}

        @Override
        public boolean tryYield() {
            return false;
        }

        @Override
        public boolean shouldInterrupt() {
            return false;
        }
    }
}
