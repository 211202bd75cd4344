package io.drey.server.result;

import io.drey.arrow.ArrowSchema;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.result.log.LogCursor;
import io.drey.server.result.log.StoredFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows a result's changes from a frame on. Confined to one thread at a time; to be closed.
 *
 * <p>Where the changes after the frame are gone because the log was compacted, the table as of the
 * compaction comes first, as inserts.
 */
public final class ChangeCursor implements AutoCloseable {
    private final StoredResult result;
    private final ResultTable table;
    private final @Nullable LogCursor snapshot;
    private final LogCursor changes;
    private final long snapshotFrame;
    private @Nullable StoredFrame ahead;
    private boolean isSnapshotRead;
    private boolean isAtEnd;
    private long frame;

    ChangeCursor(StoredResult result, ResultTable table, long after) {
        this.result = result;
        this.table = table;
        this.snapshotFrame = table.log().snapshotFrame().orElse(0);
        boolean isGone = after < table.log().frameBeforeFirst() && after < snapshotFrame;
        this.snapshot = isGone ? table.log().snapshotCursor() : null;
        this.isSnapshotRead = !isGone;
        this.frame = isGone ? snapshotFrame : after;
        this.changes = table.log().cursorAfter(frame);
    }

    /** The schema of the changes: {@code __op}, then the columns; empty while it is not known. */
    public Optional<ArrowSchema> schema() {
        return table.schema();
    }

    /** The next changes, or null when there are none so far. */
    public @Nullable ChangeFrame next() throws IOException {
        if (!isSnapshotRead) {
            ChangeFrame stored = nextOfSnapshot();
            if (stored != null) {
                return stored;
            }
        }
        StoredFrame stored = changes.next();
        if (stored == null) {
            return null;
        }
        requireNoGap(stored.header().frame());
        frame = stored.header().frame();
        return toChange(stored, frame);
    }

    /** The next changes, waiting for them; null when none came in time. */
    public @Nullable ChangeFrame next(Duration atMost) throws IOException, InterruptedException {
        ChangeFrame there = next();
        if (there != null || isAtEnd) {
            return there;
        }
        boolean canGrow = result.await(frame, atMost);
        there = next();
        isAtEnd = there == null && !canGrow;
        return there;
    }

    /** Waits until something happens to the result, without reading. */
    public void await(Duration atMost) throws InterruptedException {
        isAtEnd = !result.await(frame, atMost) && table.schema().isEmpty();
    }

    /** Whether waiting was in vain because nothing more will come. */
    public boolean isAtEnd() {
        return isAtEnd;
    }

    @Override
    public void close() {
        changes.close();
        if (snapshot != null) {
            snapshot.close();
        }
    }

    // A table that grows only loses rows, which its counts tell; any other would come out wrong.
    private void requireNoGap(long next) {
        if (table.isKeyed() && next != frame + 1) {
            throw new DreyException(
                    DreyErrorCode.TIMEOUT,
                    "changes "
                            + (frame + 1)
                            + " to "
                            + (next - 1)
                            + " were compacted before they were read (begin again after frame 0)");
        }
    }

    private @Nullable ChangeFrame nextOfSnapshot() throws IOException {
        if (snapshot == null) {
            return null;
        }
        StoredFrame current = ahead == null ? snapshot.next() : ahead;
        ahead = current == null ? null : snapshot.next();
        if (current == null) {
            isSnapshotRead = true;
            return null;
        }
        isSnapshotRead = ahead == null;
        // Whoever stops within the table must begin anew; its last batch completes it.
        return toChange(current, isSnapshotRead ? snapshotFrame : 0);
    }

    private static ChangeFrame toChange(StoredFrame stored, long frame) {
        return new ChangeFrame(
                frame, stored.header().rows(), stored.header().watermark(), stored.payload());
    }
}
