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
    void putsASnapshotInPlaceOfOldChanges() throws IOException {
        try (ResultLog log = open()) {
            log.putSchema(SCHEMA);
            appendAll(log, 1, 100);
            SnapshotWriter writer = log.beginSnapshot();
            writer.append(0, 2, bytes("two rows"));
            appendAll(log, 101, 110);
            log.install(writer, SMALL_SEGMENTS);
            assertThat(log.snapshotFrame()).hasValue(100);
            assertThat(log.frameBeforeFirst()).isBetween(80L, 100L);
            log.beginSnapshot();
        }
        try (ResultLog log = open();
                LogCursor snapshot = log.snapshotCursor()) {
            assertThat(log.snapshotFrame()).hasValue(100);
            StoredFrame rows = requireNonNull(snapshot.next());
            assertThat(text(rows.payload())).isEqualTo("two rows");
            assertThat(snapshot.next()).isNull();
            assertThat(frames(log.cursorAfter(100))).hasSize(10);
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
        log.append(
                new FrameHeader(FrameKind.BATCH, 0, 0, 3, 0, seq, 1000 + seq, 0),
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
