package io.drey.server.result.log;

import static java.util.Objects.requireNonNull;

import io.drey.server.result.log.SparseIndex.Start;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * One file of a log: a state frame, a schema frame, then batches.
 *
 * <p>Written to under the log's lock; read by any number of threads, each of which pins the segment
 * while it reads. A deleted segment stays readable for those who pinned it before.
 */
public final class Segment {
    static final ByteBuffer NO_PAYLOAD = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final LogFiles files;
    private final long number;
    private final long baseRow;
    private final long baseFrame;
    private final long baseTime;
    private final SparseIndex index = new SparseIndex();
    private volatile Path path;
    private volatile long size;
    private volatile boolean isSealed;
    private boolean isIndexed;
    private @Nullable LogFile file;
    private int pins;
    private boolean isDeleted;

    private Segment(LogFiles files, Path path, long number, LogState base) {
        this.files = files;
        this.path = path;
        this.number = number;
        this.baseRow = base.rows();
        this.baseFrame = base.frame();
        this.baseTime = base.arrivedAt();
    }

    /** Starts a new file with the log's state and schema. */
    static Segment create(LogFiles files, Path path, long number, LogState state, ByteBuffer schema)
            throws IOException {
        Segment segment = new Segment(files, path, number, state);
        segment.isIndexed = true;
        segment.file = files.create(path);
        try {
            ByteBuffer base = state.encode();
            segment.append(segment.headOf(FrameKind.STATE, base), base);
            segment.append(segment.headOf(FrameKind.SCHEMA, schema), schema);
        } catch (IOException e) {
            segment.delete();
            throw e;
        }
        return segment;
    }

    /**
     * Opens an existing file, reading only its beginning.
     *
     * @return null when the file's beginning is torn, so that it holds nothing
     */
    static @Nullable Segment open(LogFiles files, Path path, long number) throws IOException {
        try (LogFile file = files.open(path)) {
            Segment probe = new Segment(files, path, number, new LogState());
            probe.file = file;
            probe.size = file.size();
            SegmentReader reader = new SegmentReader(probe, 0, 0);
            StoredFrame state = reader.nextIntact();
            StoredFrame schema = state == null ? null : reader.nextIntact();
            if (state == null
                    || state.header().kind() != FrameKind.STATE
                    || schema == null
                    || schema.header().kind() != FrameKind.SCHEMA) {
                return null;
            }
            LogState base = new LogState();
            base.apply(state.header(), state.payload());
            Segment segment = new Segment(files, path, number, base);
            segment.size = probe.size;
            segment.isSealed = true;
            return segment;
        }
    }

    /** The segment's place among those of its log. */
    long number() {
        return number;
    }

    /** Rows the log had taken before this segment. */
    public long baseRow() {
        return baseRow;
    }

    /** The newest frame of the log before this segment. */
    public long baseFrame() {
        return baseFrame;
    }

    /** When the newest frame before this segment came, in epoch milliseconds; 0 if unknown. */
    long baseTime() {
        return baseTime;
    }

    /** Bytes written and readable. */
    public long size() {
        return size;
    }

    /** Whether nothing more will be written to it. */
    boolean isSealed() {
        return isSealed;
    }

    Path path() {
        return path;
    }

    /** Reads all frames, applies them to the state, cuts off a torn tail, goes on for writing. */
    void recover(LogState state) throws IOException {
        LogFile open = files.open(path);
        file = open;
        SegmentReader reader = new SegmentReader(this, 0, baseRow);
        for (StoredFrame frame = reader.nextIntact(); frame != null; frame = reader.nextIntact()) {
            state.apply(frame.header(), frame.payload());
            note(frame.header(), frame.place().position(), frame.firstRow());
        }
        if (reader.position() < size) {
            open.truncate(reader.position());
            size = reader.position();
        }
        isIndexed = true;
        isSealed = false;
    }

    /** The schema message at the beginning. */
    ByteBuffer readSchema() throws IOException {
        requirePin();
        try {
            SegmentReader reader = new SegmentReader(this, 0, baseRow);
            reader.next();
            return requireNonNull(reader.next(), "schema").payload();
        } finally {
            unpin();
        }
    }

    /** Appends a frame; on failure the file is as before. Answers the frame's position. */
    long append(FrameHeader header, ByteBuffer payload) throws IOException {
        LogFile open = requireNonNull(file, "file");
        long position = size;
        try {
            open.write(position, header.encode(payload), payload.duplicate());
        } catch (IOException e) {
            cutBack(open, position, e);
            throw e;
        }
        size = position + header.totalBytes();
        return position;
    }

    void note(FrameHeader header, long position, long firstRow) {
        if (header.kind() == FrameKind.BATCH) {
            index.note(position, firstRow, header.frame(), header.arrivedAt());
        }
    }

    /** Where to start reading in order to meet the batch with a row. The segment is pinned. */
    Start startByRow(long row) throws IOException {
        ensureIndexed();
        return index.byRow(row, new Start(0, baseRow));
    }

    /** Where to start reading in order to meet a frame. The segment is pinned. */
    Start startByFrame(long frame) throws IOException {
        ensureIndexed();
        return index.byFrame(frame, new Start(0, baseRow));
    }

    /** How many rows the log had taken at a time, this segment being the last that had begun. */
    long rowsAt(long epochMillis) throws IOException {
        if (!pin()) {
            return baseRow;
        }
        try {
            ensureIndexed();
            Start start = index.byTime(epochMillis, new Start(0, baseRow));
            SegmentReader reader = new SegmentReader(this, start.position(), start.row());
            long rows = start.row();
            for (FrameHeader header = reader.nextHeader();
                    header != null && header.arrivedAt() <= epochMillis;
                    header = reader.nextHeader()) {
                rows = reader.row();
            }
            return rows;
        } finally {
            unpin();
        }
    }

    /** Reads the frame at a position that was answered earlier. The segment is pinned. */
    public StoredFrame read(long position) throws IOException {
        StoredFrame frame = new SegmentReader(this, position, 0).next();
        if (frame == null) {
            throw damaged(position);
        }
        return frame;
    }

    int read(ByteBuffer target, long position) throws IOException {
        LogFile open;
        synchronized (this) {
            open = requireNonNull(file, "file (expected: a pinned segment)");
        }
        return open.read(target, position);
    }

    /** Keeps the file open and readable; answers false when it was deleted and nobody has it. */
    public synchronized boolean pin() throws IOException {
        if (file == null) {
            if (isDeleted) {
                return false;
            }
            file = files.open(path);
        }
        pins++;
        return true;
    }

    /** Whether the log gave it up, so that it is there only for those who pinned it. */
    public synchronized boolean isDropped() {
        return isDeleted;
    }

    /** Undoes one {@link #pin()}. */
    public synchronized void unpin() {
        pins--;
        closeIfUnused();
    }

    /** Nothing more will be written. */
    synchronized void seal() {
        isSealed = true;
        closeIfUnused();
    }

    /** Removes the file; those who pinned it can read on. */
    synchronized void delete() {
        isDeleted = true;
        isSealed = true;
        closeIfUnused();
        path.toFile().delete();
    }

    synchronized void moveTo(Path target) throws IOException {
        Files.move(
                path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        path = target;
    }

    IOException damaged(long position) {
        return new IOException("segment " + path.getFileName() + " is damaged at byte " + position);
    }

    private void requirePin() throws IOException {
        if (!pin()) {
            throw new IOException("segment " + path.getFileName() + " is deleted");
        }
    }

    private synchronized void ensureIndexed() throws IOException {
        if (isIndexed) {
            return;
        }
        SegmentReader reader = new SegmentReader(this, 0, baseRow);
        long position = 0;
        long row = baseRow;
        for (FrameHeader header = reader.nextHeader();
                header != null;
                header = reader.nextHeader()) {
            note(header, position, row);
            position = reader.position();
            row = reader.row();
        }
        isIndexed = true;
    }

    private void closeIfUnused() {
        LogFile open = file;
        if (pins == 0 && isSealed && open != null) {
            file = null;
            closeQuietly(open);
        }
    }

    @SuppressWarnings("EmptyCatch")
    private static void closeQuietly(LogFile file) {
        try {
            file.close();
        } catch (IOException ignored) {
            // Everything in it was written before; there is nothing to lose.
        }
    }

    private static void cutBack(LogFile file, long size, IOException cause) {
        try {
            file.truncate(size);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private FrameHeader headOf(FrameKind kind, ByteBuffer payload) {
        return new FrameHeader(kind, 0, 0, 0, 0, 0, Long.MIN_VALUE, payload.remaining(), baseTime);
    }
}
