package io.drey.server.result.log;

import io.drey.server.result.log.SparseIndex.Start;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the batches of a log in order while it grows. Confined to one thread at a time.
 *
 * <p>Segments that are dropped meanwhile are read to their end; what is dropped before the cursor
 * came to it is passed over, which shows in the frame numbers.
 */
public final class LogCursor implements AutoCloseable {
    private final Source source;
    private final long fromFrame;
    private final long fromRow;
    private @Nullable Segment segment;
    private @Nullable SegmentReader reader;

    /** The segments a cursor goes through. */
    interface Source {
        /** The segment to begin with; null when there is none yet. */
        @Nullable Segment first();

        /** The one that follows; null when there is none yet. */
        @Nullable Segment after(Segment segment);
    }

    LogCursor(Source source, long fromFrame, long fromRow) {
        this.source = source;
        this.fromFrame = fromFrame;
        this.fromRow = fromRow;
    }

    /** The next batch, or null when there is none so far. */
    public @Nullable StoredFrame next() throws IOException {
        while (true) {
            if (segment == null && !openFirst()) {
                return null;
            }
            Segment current = segment;
            SegmentReader open = reader;
            if (current == null || open == null) {
                return null;
            }
            // Asked before reading: what is written before the seal must not be missed.
            boolean isSealed = current.isSealed();
            StoredFrame frame = open.next();
            if (frame == null) {
                if (!isSealed || !openAfter(current)) {
                    return null;
                }
            } else if (isWanted(frame)) {
                return frame;
            }
        }
    }

    /** Opens the first segment now, so that it can be read to its end even if it is dropped. */
    void open() throws IOException {
        if (segment == null) {
            openFirst();
        }
    }

    @Override
    public void close() {
        Segment current = segment;
        if (current != null) {
            segment = null;
            reader = null;
            current.unpin();
        }
    }

    private boolean isWanted(StoredFrame frame) {
        FrameHeader header = frame.header();
        return header.kind() == FrameKind.BATCH
                && header.frame() >= fromFrame
                && frame.firstRow() + header.rows() > fromRow;
    }

    private boolean openFirst() throws IOException {
        Segment first = null;
        do {
            Segment found = source.first();
            if (found == null || found == first) {
                return false;
            }
            first = found;
        } while (!first.pin());
        segment = first;
        Start start = fromRow > 0 ? first.startByRow(fromRow) : first.startByFrame(fromFrame);
        reader = new SegmentReader(first, start.position(), start.row());
        return true;
    }

    private boolean openAfter(Segment current) throws IOException {
        Segment next = current;
        do {
            next = source.after(next);
            if (next == null) {
                return false;
            }
        } while (!next.pin());
        current.unpin();
        segment = next;
        reader = new SegmentReader(next, 0, next.baseRow());
        return true;
    }
}
