package io.drey.server.result.log;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything a result ever received, or the newest part of it, in segment files of one directory.
 *
 * <p>What writes or asks for the state is called under one lock, the result's; cursors may be
 * opened and read from any thread at any time.
 */
public final class ResultLog implements Closeable {
    private static final String SUFFIX = ".seg";
    private static final String SNAPSHOT_SUFFIX = ".snap";
    private static final String UNFINISHED_SUFFIX = ".tmp";

    private final Path directory;
    private final LogFiles files;
    private final long segmentBytes;
    private final LogState state = new LogState();
    private volatile List<Segment> segments = List.of();
    private volatile List<Segment> snapshots = List.of();
    private volatile @Nullable ByteBuffer schema;
    private long nextNumber = 1;

    private ResultLog(Path directory, LogFiles files, long segmentBytes) {
        this.directory = requireNonNull(directory, "directory");
        this.files = requireNonNull(files, "files");
        this.segmentBytes = segmentBytes;
    }

    /**
     * Opens the log in an existing directory, new or recovered. What a killed process left
     * unfinished is cut off.
     *
     * @param segmentBytes when a segment is full
     */
    public static ResultLog open(Path directory, LogFiles files, long segmentBytes)
            throws IOException {
        ResultLog log = new ResultLog(directory, files, segmentBytes);
        log.recover();
        return log;
    }

    /** The schema message, once there is one. */
    public Optional<ByteBuffer> schema() {
        return Optional.ofNullable(schema).map(ByteBuffer::duplicate);
    }

    /** Sets the schema message; it comes before the first batch, and once. */
    public void putSchema(ByteBuffer message) throws IOException {
        ByteBuffer copy = ByteBuffer.allocate(message.remaining());
        copy.put(message.duplicate()).flip();
        schema = copy.asReadOnlyBuffer();
        try {
            roll();
        } catch (IOException e) {
            schema = null;
            throw e;
        }
    }

    /** Rows ever received. */
    public long rows() {
        return state.rows();
    }

    /** Number of the newest frame, 0 before the first. */
    public long frame() {
        return state.frame();
    }

    public SubtaskState subtask(int subtask) {
        return state.subtask(subtask);
    }

    /** The subtasks heard of; of an attempt that had more of them, only those there still are. */
    public Collection<SubtaskState> subtasks() {
        return state.subtasks();
    }

    /** Whether no subtask will send more. */
    public boolean haveAllEnded() {
        return state.haveAllEnded();
    }

    /** Subtasks the sink has; 0 while nobody said. */
    public int parallelism() {
        return state.parallelism();
    }

    /** Sets how many subtasks the sink has. */
    public void setParallelism(int parallelism) {
        state.setParallelism(parallelism);
    }

    /** Rows received before the oldest batch that is still held. */
    public long firstRow() {
        List<Segment> all = segments;
        return all.isEmpty() ? 0 : all.get(0).baseRow();
    }

    /** The newest frame before the oldest batch that is still held. */
    public long frameBeforeFirst() {
        List<Segment> all = segments;
        return all.isEmpty() ? 0 : all.get(0).baseFrame();
    }

    /** Bytes of all files. */
    public long bytes() {
        long bytes = 0;
        for (Segment segment : segments) {
            bytes += segment.size();
        }
        for (Segment snapshot : snapshots) {
            bytes += snapshot.size();
        }
        return bytes;
    }

    /** When the newest frame came, in epoch milliseconds; 0 while that is not known. */
    public long arrivedAt() {
        return state.arrivedAt();
    }

    /**
     * Stores a batch.
     *
     * @param batch its frame number and length are filled in, and its time never runs back
     * @throws IOException if it could not be written; the log is then as before
     */
    public StoredFrame append(FrameHeader batch, ByteBuffer payload) throws IOException {
        FrameHeader header =
                new FrameHeader(
                        batch.kind(),
                        batch.subtask(),
                        batch.attempt(),
                        batch.rows(),
                        batch.kind() == FrameKind.BATCH ? state.frame() + 1 : state.frame(),
                        batch.seq(),
                        batch.watermark(),
                        payload.remaining(),
                        Math.max(state.arrivedAt(), batch.arrivedAt()));
        Segment active = active();
        if (active == null || active.size() >= segmentBytes) {
            active = roll();
        }
        long firstRow = state.rows();
        long position = active.append(header, payload);
        active.note(header, position, firstRow);
        state.apply(header, payload);
        return new StoredFrame(new StoredFrame.Place(active, position), firstRow, header, payload);
    }

    /** Notes that a subtask has sent all it will send. */
    public void end(int subtask, int attempt, long lastSeq) throws IOException {
        ByteBuffer payload = ByteBuffer.allocate(Integer.BYTES).putInt(0, state.parallelism());
        append(
                new FrameHeader(
                        FrameKind.END,
                        subtask,
                        attempt,
                        0,
                        0,
                        lastSeq,
                        Long.MIN_VALUE,
                        payload.remaining(),
                        state.arrivedAt()),
                payload);
    }

    /** Removes whole segments from the oldest on while more than so many bytes are held. */
    public void dropOldest(long keepBytes) {
        long bytes = bytes();
        while (bytes > keepBytes && segments.size() > 1) {
            Segment oldest = segments.get(0);
            bytes -= oldest.size();
            segments = List.copyOf(segments.subList(1, segments.size()));
            oldest.delete();
        }
    }

    /** A cursor over the batches after a frame. */
    public LogCursor cursorAfter(long frame) {
        return new LogCursor(source(() -> segmentOfFrame(frame + 1)), frame + 1, 0);
    }

    /** A cursor that begins with the batch that holds a row, counted from the first ever. */
    public LogCursor cursorAtRow(long row) {
        return new LogCursor(source(() -> segmentOfRow(row)), 0, row);
    }

    /** The frame whose table the newest snapshot holds; empty when there is none. */
    public OptionalLong snapshotFrame() {
        Segment newest = newestSnapshot();
        return newest == null ? OptionalLong.empty() : OptionalLong.of(newest.baseFrame());
    }

    /** A cursor over the newest snapshot's batches; over nothing when there is none. */
    public LogCursor snapshotCursor() {
        return cursorOf(newestSnapshot());
    }

    /** Bytes of the newest snapshot. */
    public long snapshotBytes() {
        Segment newest = newestSnapshot();
        return newest == null ? 0 : newest.size();
    }

    /**
     * The fewest changes after which the table can be rebuilt from snapshots and the changes held.
     */
    public long firstReplayable() {
        long held = frameBeforeFirst();
        return held == 0
                ? 0
                : snapshots.stream()
                        .filter(each -> each.baseFrame() >= held)
                        .mapToLong(Segment::baseRow)
                        .findFirst()
                        .orElse(rows());
    }

    /**
     * Where to begin in order to rebuild the table as it was after so many changes.
     *
     * <p>Called under the lock; the cursors, which are open already, may then be read without it.
     *
     * @return empty when changes that are needed are no longer held
     */
    public Optional<ReplayBase> replayBase(long rows) throws IOException {
        if (rows < firstReplayable()) {
            return Optional.empty();
        }
        long held = frameBeforeFirst();
        Segment base = null;
        for (Segment each : snapshots) {
            if (each.baseFrame() >= held && each.baseRow() <= rows) {
                base = each;
            }
        }
        LogCursor table = cursorOf(base);
        LogCursor changes = cursorAtRow(base == null ? 0 : base.baseRow());
        table.open();
        changes.open();
        return Optional.of(
                new ReplayBase(
                        base == null ? 0 : base.baseRow(),
                        base == null ? 0 : base.baseTime(),
                        table,
                        changes));
    }

    /** How many changes had come at a time; at least those that are no longer held. */
    public long rowsAt(long epochMillis) throws IOException {
        Segment found = null;
        for (Segment segment : segments) {
            if (found == null || segment.baseTime() <= epochMillis) {
                found = segment;
            }
        }
        return found == null ? 0 : found.rowsAt(epochMillis);
    }

    /** Begins a snapshot of the table as it now stands. */
    public SnapshotWriter beginSnapshot() throws IOException {
        Path path = directory.resolve("compaction" + UNFINISHED_SUFFIX);
        return new SnapshotWriter(
                Segment.create(
                        files, path, state.frame(), state, requireNonNull(schema, "schema")));
    }

    /**
     * Adds a finished snapshot and drops changes that it makes needless, with the snapshots before
     * them. The changes since the snapshot before this one stay, so that the table can be rebuilt
     * as it was at any moment since, unless all takes too much.
     *
     * @param keepBytes how much of the newest changes stays
     * @param maxBytes what all may take before even those since the last snapshot go
     */
    public void install(SnapshotWriter finished, long keepBytes, long maxBytes) throws IOException {
        Segment fresh = finished.finish(directory.resolve(name(finished.frame(), SNAPSHOT_SUFFIX)));
        Segment last = newestSnapshot();
        List<Segment> all = new ArrayList<>(snapshots);
        all.add(fresh);
        snapshots = List.copyOf(all);
        long needed = last == null ? 0 : last.baseFrame();
        while (segments.size() > 1
                && (isNeedless(needed, keepBytes)
                        || bytes() > maxBytes && isNeedless(fresh.baseFrame(), keepBytes))) {
            Segment oldest = segments.get(0);
            segments = List.copyOf(segments.subList(1, segments.size()));
            oldest.delete();
            dropSnapshots();
        }
    }

    // Whether enough changes stay without the oldest segment, and all after a frame.
    private boolean isNeedless(long frame, long keepBytes) {
        long changes = segments.stream().mapToLong(Segment::size).sum();
        return changes > keepBytes && segments.get(1).baseFrame() <= frame;
    }

    // Snapshots that are not followed by all changes since are of no use, but for the newest.
    private void dropSnapshots() {
        long held = frameBeforeFirst();
        Segment newest = newestSnapshot();
        List<Segment> left = new ArrayList<>();
        for (Segment each : snapshots) {
            if (each == newest || each.baseFrame() >= held) {
                left.add(each);
            } else {
                each.delete();
            }
        }
        snapshots = List.copyOf(left);
    }

    @Override
    public void close() {
        for (Segment segment : segments) {
            segment.seal();
        }
        snapshots.forEach(Segment::seal);
    }

    private @Nullable Segment newestSnapshot() {
        List<Segment> all = snapshots;
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    private static LogCursor cursorOf(@Nullable Segment snapshot) {
        LogCursor.Source alone =
                new LogCursor.Source() {
                    @Override
                    public @Nullable Segment first() {
                        return snapshot;
                    }

                    @Override
                    public @Nullable Segment after(Segment segment) {
                        return null;
                    }
                };
        return new LogCursor(alone, 0, 0);
    }

    private LogCursor.Source source(Supplier<@Nullable Segment> start) {
        return new LogCursor.Source() {
            @Override
            public @Nullable Segment first() {
                return start.get();
            }

            @Override
            public @Nullable Segment after(Segment segment) {
                for (Segment candidate : segments) {
                    if (candidate.number() > segment.number()) {
                        return candidate;
                    }
                }
                return null;
            }
        };
    }

    private @Nullable Segment segmentOfRow(long row) {
        Segment found = null;
        for (Segment segment : segments) {
            if (found == null || segment.baseRow() <= row) {
                found = segment;
            }
        }
        return found;
    }

    private @Nullable Segment segmentOfFrame(long frame) {
        Segment found = null;
        for (Segment segment : segments) {
            if (found == null || segment.baseFrame() < frame) {
                found = segment;
            }
        }
        return found;
    }

    private @Nullable Segment active() {
        List<Segment> all = segments;
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    private Segment roll() throws IOException {
        Path path = directory.resolve(name(nextNumber, SUFFIX));
        Segment fresh =
                Segment.create(files, path, nextNumber, state, requireNonNull(schema, "schema"));
        Segment full = active();
        List<Segment> all = new ArrayList<>(segments);
        all.add(fresh);
        segments = List.copyOf(all);
        nextNumber++;
        if (full != null) {
            full.seal();
        }
        return fresh;
    }

    private void recover() throws IOException {
        List<Path> logged = new ArrayList<>();
        List<Path> snapped = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
            for (Path path : found) {
                String name = path.getFileName().toString();
                if (name.endsWith(SUFFIX)) {
                    logged.add(path);
                } else if (name.endsWith(SNAPSHOT_SUFFIX)) {
                    snapped.add(path);
                } else if (name.endsWith(UNFINISHED_SUFFIX)) {
                    Files.delete(path);
                }
            }
        }
        Collections.sort(logged);
        Collections.sort(snapped);
        segments = open(logged);
        Segment last = active();
        if (last != null) {
            last.recover(state);
            schema = last.readSchema();
            nextNumber = last.number() + 1;
        }
        snapshots = open(snapped);
        dropSnapshots();
    }

    private List<Segment> open(List<Path> paths) throws IOException {
        List<Segment> all = new ArrayList<>();
        for (Path path : paths) {
            Segment segment = Segment.open(files, path, number(path));
            if (segment == null) {
                Files.delete(path);
            } else {
                all.add(segment);
            }
        }
        return List.copyOf(all);
    }

    private static long number(Path path) {
        String name = path.getFileName().toString();
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }

    private static String name(long number, String suffix) {
        return String.format(Locale.ROOT, "%010d", number) + suffix;
    }
}
