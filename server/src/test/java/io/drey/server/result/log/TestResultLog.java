package io.drey.server.result.log;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestResultLog {
    private static final long TIME = 1_800_000_000_000L;
    private static final ByteBuffer SCHEMA = bytes("the schema");
    private static final long SMALL_SEGMENTS = 2000;

    @TempDir private Path directory;

    @Test
    void readsBackWhatWasAppendedAcrossSegments() throws IOException {
        try (ResultLog log = open()) {
            log.putSchema(SCHEMA);
            appendAll(log, 1, 100);
            assertThat(segmentFiles()).hasSizeGreaterThan(3);
            assertThat(frames(log.cursorAfter(0))).hasSize(100).startsWith(1L).endsWith(100L);
            assertThat(frames(log.cursorAfter(42))).hasSize(58).startsWith(43L);
            assertThat(log.rows()).isEqualTo(300);
        }
    }

    @Test
    void findsTheBatchWithARow() throws IOException {
        try (ResultLog log = open()) {
            log.putSchema(SCHEMA);
            appendAll(log, 1, 100);
            for (long row = 0; row < 300; row++) {
                try (LogCursor cursor = log.cursorAtRow(row)) {
                    StoredFrame frame = requireNonNull(cursor.next());
                    assertThat(frame.firstRow()).isEqualTo(row / 3 * 3);
                    assertThat(text(frame.payload())).startsWith("batch " + (row / 3 + 1) + " ");
                }
            }
        }
    }

    @Test
    void goesOnWhereAKilledProcessStopped() throws IOException {
        ResultLog killed = open();
        killed.putSchema(SCHEMA);
        appendAll(killed, 1, 50);
        killed.end(1, 0, 0);
        try (ResultLog log = open()) {
            assertThat(log.schema()).hasValueSatisfying(s -> assertThat(s).isEqualTo(SCHEMA));
            assertThat(log.frame()).isEqualTo(50);
            assertThat(log.subtask(0).lastSeq()).isEqualTo(50);
            assertThat(log.subtask(0).watermark()).isEqualTo(1050);
            assertThat(log.subtask(1).hasEnded()).isTrue();
            appendAll(log, 51, 60);
            assertThat(frames(log.cursorAfter(0))).hasSize(60).endsWith(60L);
        }
        killed.close();
    }

    @Test
    void cutsATornTailAtAnyByte() throws IOException {
        try (ResultLog log = open(1 << 20)) {
            log.putSchema(SCHEMA);
            appendAll(log, 1, 3);
        }
        Path file = segmentFiles().get(0);
        byte[] whole = Files.readAllBytes(file);
        for (int length = whole.length; length >= 0; length--) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            try (ResultLog log = open(1 << 20)) {
                long held = log.frame();
                assertThat(held).isLessThanOrEqualTo(3);
                assertThat(frames(log.cursorAfter(0))).hasSize((int) held);
                if (log.schema().isEmpty()) {
                    log.putSchema(SCHEMA);
                }
                append(log, held + 1);
                assertThat(frames(log.cursorAfter(0))).endsWith(held + 1);
            }
            for (Path each : segmentFiles()) {
                Files.delete(each);
            }
        }
    }

    @Test
    void cutsATailWhoseBytesAreWrong() throws IOException {
        try (ResultLog log = open(1 << 20)) {
            log.putSchema(SCHEMA);
            appendAll(log, 1, 10);
        }
        Path file = segmentFiles().get(0);
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(raw.length() - 5);
            raw.write('X');
        }
        try (ResultLog log = open(1 << 20)) {
            assertThat(log.frame()).isEqualTo(9);
        }
    }

    @Test
    void readersSeeWhatIsAppendedMeanwhile() throws IOException {
        try (ResultLog log = open();
                LogCursor cursor = log.cursorAfter(0)) {
            assertThat(cursor.next()).isNull();
            log.putSchema(SCHEMA);
            assertThat(cursor.next()).isNull();
            for (int frame = 1; frame <= 100; frame++) {
                append(log, frame);
                StoredFrame read = requireNonNull(cursor.next());
                assertThat(read.header().frame()).isEqualTo(frame);
                assertThat(cursor.next()).isNull();
            }
        }
    }

    @Test
    void dropsTheOldestSegmentsButNotUnderAReader() throws IOException {
        try (ResultLog log = open()) {
            log.putSchema(SCHEMA);
            appendAll(log, 1, 100);
            try (LogCursor reading = log.cursorAfter(0)) {
                reading.next();
                log.dropOldest(3 * SMALL_SEGMENTS);
                assertThat(log.bytes()).isLessThanOrEqualTo(3 * SMALL_SEGMENTS);
                assertThat(log.firstRow()).isEqualTo(log.frameBeforeFirst() * 3).isPositive();
                assertThat(reading.next()).isNotNull();
                List<Long> rest = frames(reading);
                assertThat(rest).endsWith(100L).doesNotContain(log.frameBeforeFirst());
            }
            assertThat(frames(log.cursorAfter(0))).startsWith(log.frameBeforeFirst() + 1);
            assertThat(frames(log.cursorAtRow(0))).startsWith(log.frameBeforeFirst() + 1);
        }
        try (ResultLog log = open()) {
            assertThat(log.rows()).isEqualTo(300);
            assertThat(log.firstRow()).isPositive();
        }
    }

    @Test
    void isAsBeforeWhenAWriteFails() throws IOException {
        TestingLogFiles files = new TestingLogFiles();
        try (ResultLog log = ResultLog.open(directory, files, SMALL_SEGMENTS)) {
            log.putSchema(SCHEMA);
            append(log, 1);
            files.failAfterBytes(10);
            assertThatThrownBy(() -> append(log, 2))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left");
            assertThat(log.frame()).isEqualTo(1);
            files.heal();
            append(log, 2);
            assertThat(frames(log.cursorAfter(0))).containsExactly(1L, 2L);
        }
        try (ResultLog log = open()) {
            assertThat(frames(log.cursorAfter(0))).containsExactly(1L, 2L);
        }
    }

    @Test
    void keepsSnapshotsAsLongAsTheChangesThatFollow() throws IOException {
        try (ResultLog log = open()) {
            log.putSchema(SCHEMA);
            snapshotAfter(log, 1, 100, "two rows");
            assertThat(log.frameBeforeFirst()).isZero();
            assertThat(log.firstReplayable()).isZero();
            snapshotAfter(log, 111, 200, "three rows");
            assertThat(log.frameBeforeFirst()).isBetween(80L, 100L);
            assertThat(log.firstReplayable()).isEqualTo(300);
            snapshotAfter(log, 211, 300, "four rows");
            assertThat(log.frameBeforeFirst()).isBetween(180L, 200L);
            assertThat(log.firstReplayable()).isEqualTo(600);
            assertThat(log.replayBase(599)).isEmpty();
            requireBase(log, 600, 600, "three rows");
            requireBase(log, 899, 600, "three rows");
            requireBase(log, 900, 900, "four rows");
            log.beginSnapshot();
        }
        try (ResultLog log = open();
                LogCursor snapshot = log.snapshotCursor()) {
            assertThat(log.snapshotFrame()).hasValue(300);
            StoredFrame rows = requireNonNull(snapshot.next());
            assertThat(text(rows.payload())).isEqualTo("four rows");
            assertThat(snapshot.next()).isNull();
            assertThat(frames(log.cursorAfter(300))).hasSize(10);
            requireBase(log, 899, 600, "three rows");
        }
    }

    @Test
    void dropsEvenTheChangesSinceTheLastSnapshotWhenAllTakesTooMuch() throws IOException {
        try (ResultLog log = open()) {
            log.putSchema(SCHEMA);
            appendAll(log, 1, 100);
            SnapshotWriter writer = log.beginSnapshot();
            log.install(writer, SMALL_SEGMENTS, SMALL_SEGMENTS);
            assertThat(log.frameBeforeFirst()).isBetween(80L, 100L);
            assertThat(log.firstReplayable()).isEqualTo(300);
        }
    }

    @Test
    void tellsHowManyRowsHadComeAtATime() throws IOException {
        try (ResultLog log = open()) {
            log.putSchema(SCHEMA);
            for (long seq = 1; seq <= 100; seq++) {
                // The clock is set back once, but what came later never seems to be earlier.
                append(log, seq, seq == 50 ? 1 : TIME + seq * 10);
            }
            requireTimes(log);
        }
        try (ResultLog log = open()) {
            requireTimes(log);
        }
    }

    private static void requireTimes(ResultLog log) throws IOException {
        assertThat(log.arrivedAt()).isEqualTo(TIME + 1000);
        assertThat(log.rowsAt(TIME)).isZero();
        assertThat(log.rowsAt(TIME + 10)).isEqualTo(3);
        assertThat(log.rowsAt(TIME + 489)).isEqualTo(3 * 48);
        assertThat(log.rowsAt(TIME + 490)).isEqualTo(3 * 50);
        assertThat(log.rowsAt(TIME + 777)).isEqualTo(3 * 77);
        assertThat(log.rowsAt(Long.MAX_VALUE)).isEqualTo(300);
    }

    private static void snapshotAfter(ResultLog log, long from, long to, String rows)
            throws IOException {
        appendAll(log, from, to);
        SnapshotWriter writer = log.beginSnapshot();
        writer.append(0, 2, bytes(rows));
        appendAll(log, to + 1, to + 10);
        log.install(writer, SMALL_SEGMENTS, Long.MAX_VALUE);
    }

    private static void requireBase(ResultLog log, long rows, long baseRows, String table)
            throws IOException {
        try (ReplayBase base = log.replayBase(rows).orElseThrow()) {
            assertThat(base.rows()).isEqualTo(baseRows);
            assertThat(text(requireNonNull(base.table().next()).payload())).isEqualTo(table);
            assertThat(requireNonNull(base.changes().next()).firstRow()).isEqualTo(baseRows);
        }
    }

    private ResultLog open() throws IOException {
        return open(SMALL_SEGMENTS);
    }

    private ResultLog open(long segmentBytes) throws IOException {
        return ResultLog.open(directory, new DiskLogFiles(), segmentBytes);
    }

    private List<Path> segmentFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".seg")).sorted().toList();
        }
    }

    private static void appendAll(ResultLog log, long from, long to) throws IOException {
        for (long seq = from; seq <= to; seq++) {
            append(log, seq);
        }
    }

    private static void append(ResultLog log, long seq) throws IOException {
        append(log, seq, TIME + seq);
    }

    private static void append(ResultLog log, long seq, long arrivedAt) throws IOException {
        log.append(
                new FrameHeader(FrameKind.BATCH, 0, 0, 3, 0, seq, 1000 + seq, 0, arrivedAt),
                bytes("batch " + seq + " " + "x".repeat((int) (seq * 7 % 60))));
    }

    private static List<Long> frames(LogCursor cursor) throws IOException {
        List<Long> frames = new ArrayList<>();
        try (cursor) {
            for (StoredFrame frame = cursor.next(); frame != null; frame = cursor.next()) {
                frames.add(frame.header().frame());
            }
        }
        return frames;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
