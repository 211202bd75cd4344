package io.drey.server.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.model.ChangelogKind;
import io.drey.model.ExecutionMode;
import io.drey.model.ResultInfo;
import io.drey.model.ResultState;
import io.drey.server.platform.NamedThreads;
import io.drey.server.result.TestingSink.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestResultListener {
    private static final String ID = TestingResults.ID.value();

    @TempDir private Path directory;
    private TestingResults results;
    private ExecutorService threads;
    private ResultListener listener;

    @BeforeEach
    void start() throws IOException {
        results = new TestingResults(directory);
        threads = NamedThreads.bounded("test-sinks", 5);
        listener =
                ResultListener.start(
                        results.service,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        threads);
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
        NamedThreads.close(threads);
        results.close();
    }

    @Test
    void takesRowsFromAllSubtasksUntilTheLastHasEnded() throws IOException {
        open(ChangelogKind.APPEND, 0);
        try (TestingSink first = connect(0, 2);
                TestingSink second = connect(1, 2)) {
            first.schema();
            second.schema();
            first.batch(1, TestingRows.inserts(0, 3));
            assertThat(first.read().ack()).isEqualTo(1);
            second.batch(1, TestingRows.inserts(100, 2));
            assertThat(second.read().ack()).isEqualTo(1);
            first.end(1, 3);
            assertThat(first.read().ack()).isEqualTo(1);
            assertThat(results.service.get(TestingResults.ID).state())
                    .isEqualTo(ResultState.RUNNING);
            second.end(1, 2);
            assertThat(second.read().ack()).isEqualTo(1);
        }
        ResultInfo info = results.service.get(TestingResults.ID);
        assertThat(info.state()).isEqualTo(ResultState.COMPLETE);
        assertThat(info.rowsIn()).isEqualTo(5);
        assertThat(info.frame()).isEqualTo(2);
        assertThat(results.rows(1, 3))
                .containsExactly(
                        List.of(1L, "row-1"), List.of(2L, "row-2"), List.of(100L, "row-100"));
        assertThat(results.stateChanges)
                .extracting(ResultInfo::state)
                .containsExactly(ResultState.RUNNING, ResultState.COMPLETE);
    }

    @Test
    void refusesAWrongToken() throws IOException {
        open(ChangelogKind.APPEND, 0);
        try (TestingSink sink = new TestingSink(listener.port())) {
            Answer answer = sink.hello(ID, "wrong", 0, 1);
            assertThat(answer.type()).isEqualTo(4);
            assertThat(answer.text()).contains("\"code\":\"FORBIDDEN\"").contains(ID);
            assertThat(sink.isEnded()).isTrue();
        }
    }

    @Test
    void refusesAnUnknownResult() throws IOException {
        try (TestingSink sink = new TestingSink(listener.port())) {
            Answer answer = sink.hello("nobody", "x", 0, 1);
            assertThat(answer.type()).isEqualTo(4);
            assertThat(answer.text()).contains("\"code\":\"RESULT_NOT_FOUND\"");
        }
    }

    @Test
    void resumesBehindTheLastStoredBatch() throws IOException {
        open(ChangelogKind.APPEND, 0);
        try (TestingSink sink = connect(0, 1)) {
            sink.schema();
            sink.batch(1, TestingRows.inserts(0, 2));
            sink.batch(2, TestingRows.inserts(2, 2));
            sink.read();
            sink.read();
        }
        try (TestingSink sink = new TestingSink(listener.port())) {
            assertThat(sink.hello(ID, TestingResults.TOKEN, 0, 1).lastSeq()).isEqualTo(2);
            sink.schema();
            sink.batch(2, TestingRows.inserts(2, 2));
            assertThat(sink.read().ack()).isEqualTo(2);
            sink.batch(3, TestingRows.inserts(4, 2));
            assertThat(sink.read().ack()).isEqualTo(3);
        }
        assertThat(results.rows(0, 10))
                .extracting(row -> row.get(0))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void tellsTheSinkToStopAtTheRowLimit() throws IOException {
        open(ChangelogKind.APPEND, 5);
        try (TestingSink sink = connect(0, 1)) {
            sink.schema();
            sink.batch(1, TestingRows.inserts(0, 4));
            sink.read();
            sink.batch(2, TestingRows.inserts(4, 4));
            assertThat(sink.read().ack()).isEqualTo(2);
            Answer stop = sink.read();
            assertThat(stop.type()).isEqualTo(3);
            assertThat(stop.text()).isEqualTo("The limit of 5 rows is reached.");
            sink.batch(3, TestingRows.inserts(8, 4));
            assertThat(sink.read().ack()).isEqualTo(3);
        }
        ResultInfo info = results.service.get(TestingResults.ID);
        assertThat(info.state()).isEqualTo(ResultState.STOPPED);
        assertThat(info.rowsHeld()).isEqualTo(5);
        assertThat(results.stopsWanted).hasSize(1);
    }

    @Test
    void tellsASinkThatComesTooLateToStop() throws IOException {
        open(ChangelogKind.APPEND, 0);
        results.service.end(TestingResults.ID, ResultState.CANCELLED, "Cancelled.");
        try (TestingSink sink = new TestingSink(listener.port())) {
            Answer answer = sink.hello(ID, TestingResults.TOKEN, 0, 1);
            assertThat(answer.type()).isEqualTo(3);
            assertThat(answer.text()).isEqualTo("Cancelled.");
            sink.batch(1, TestingRows.inserts(0, 1));
            assertThat(sink.read().ack()).isEqualTo(1);
        }
    }

    @Test
    void survivesWhateverComes() throws IOException {
        open(ChangelogKind.APPEND, 0);
        byte[] nonsense =
                "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (byte[] raw :
                List.of(
                        nonsense,
                        ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array(),
                        ByteBuffer.allocate(4).putInt(-1).array(),
                        ByteBuffer.allocate(4).putInt(0).array(),
                        ByteBuffer.allocate(7).putInt(3).put((byte) 1).put((byte) '{').array(),
                        ByteBuffer.allocate(6).putInt(2).put((byte) 9).array())) {
            try (TestingSink sink = new TestingSink(listener.port())) {
                sink.writeRaw(raw);
                assertThat(sink.read().type()).isEqualTo(4);
            }
        }
        refusesAfterWelcome(sink -> sink.writeRaw(ByteBuffer.allocate(4).putInt(1 << 30).array()));
        refusesAfterWelcome(sink -> sink.write(77, new byte[3]));
        refusesAfterWelcome(sink -> sink.write(3, new byte[3]));
        refusesAfterWelcome(sink -> sink.write(2, new byte[30]));
        refusesAfterWelcome(sink -> sink.batch(1, 5, new byte[100]));
        refusesAfterWelcome(sink -> sink.batch(7, TestingRows.inserts(0, 1)));
        refusesAfterWelcome(sink -> sink.end(3, 3));
        refusesAfterWelcome(
                sink -> {
                    sink.schema();
                    sink.batch(1, 5, TestingRows.batch(TestingRows.inserts(0, 2)).array());
                });
        takesRows();
    }

    @Test
    void claimingMuchAndSendingLittleCostsLittle() throws IOException {
        open(ChangelogKind.APPEND, 0);
        try (TestingSink greedy = connect(0, 1)) {
            greedy.writeRaw(ByteBuffer.allocate(4).putInt(250 << 20).array());
            takesRows();
        }
    }

    @Test
    void refusesMoreSinksThanAllowed() throws IOException {
        open(ChangelogKind.APPEND, 0);
        try (TestingSink a = connect(0, 5);
                TestingSink b = connect(1, 5);
                TestingSink c = connect(2, 5);
                TestingSink d = connect(3, 5);
                TestingSink e = new TestingSink(listener.port())) {
            assertThat(e.read().text()).contains("result.max-connections");
            a.close();
        }
        Awaitility.await().ignoreExceptions().untilAsserted(() -> connect(4, 5).close());
    }

    private interface Abuse {
        void of(TestingSink sink) throws IOException;
    }

    private void refusesAfterWelcome(Abuse abuse) throws IOException {
        try (TestingSink sink = connect(0, 1)) {
            abuse.of(sink);
            assertThat(sink.read().type()).isEqualTo(4);
            assertThat(sink.isEnded()).isTrue();
        }
    }

    private void takesRows() throws IOException {
        try (TestingSink sink = connect(0, 1)) {
            sink.schema();
            sink.batch(1, TestingRows.inserts(0, 2));
            assertThat(sink.read().ack()).isEqualTo(1);
        }
        assertThat(results.rows(0, 10)).hasSize(2);
    }

    private void open(ChangelogKind changelog, long limit) {
        results.service.open(TestingResults.opening(changelog, ExecutionMode.STREAMING, limit));
    }

    private TestingSink connect(int subtask, int parallelism) throws IOException {
        TestingSink sink = new TestingSink(listener.port());
        Answer answer = sink.hello(ID, TestingResults.TOKEN, subtask, parallelism);
        assertThat(answer.type()).isEqualTo(1);
        return sink;
    }
}
