package io.drey.server.result.replay;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowSchema;
import io.drey.arrow.RecordBatchView;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.result.log.LogCursor;
import io.drey.server.result.log.ReplayBase;
import io.drey.server.result.log.ResultLog;
import io.drey.server.result.log.Segment;
import io.drey.server.result.log.StoredFrame;
import io.drey.server.result.view.KeyedView;
import io.drey.server.result.view.RowSelection;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An updating table as it was after any of the changes that are held. Thread-safe; to be closed.
 *
 * <p>A moment is reached forward from the nearest of: where the last reader went, a waypoint made
 * on the way, a snapshot of the log. One waypoint stays close behind the reader, so that going back
 * step by step costs about as little as going forward.
 */
public final class Replay implements AutoCloseable {
    /** Tables that once had more rows are not replayed: they would take too much memory. */
    public static final int MAX_ROWS = 250_000;

    /** How far behind the reader the nearest waypoint is made. */
    private static final long NEAR = 1_000;

    /** What of the log's files may be kept readable after the log dropped them. */
    private static final long MAX_DROPPED_BYTES = 128L << 20;

    /** With a waypoint nearer than this there is no need to open a snapshot. */
    private static final long CLOSE = 20 * NEAR;

    private final ResultLog log;
    private final ArrowSchema schema;
    private final Supplier<KeyedView> emptyTable;
    private final Bases bases;
    private final Waypoints waypoints = new Waypoints();
    private final Set<Segment> pinned = new HashSet<>();
    private @Nullable Position now;
    private @Nullable Position near;
    private boolean isClosed;

    /** Where to begin; see {@link ResultLog#replayBase}, called under the log's lock. */
    public interface Bases {
        Optional<ReplayBase> find(long rows) throws IOException;
    }

    public Replay(ResultLog log, ArrowSchema schema, Supplier<KeyedView> emptyTable, Bases bases) {
        this.log = requireNonNull(log, "log");
        this.schema = requireNonNull(schema, "schema");
        this.emptyTable = requireNonNull(emptyTable, "emptyTable");
        this.bases = requireNonNull(bases, "bases");
    }

    /**
     * Goes to a moment and picks of the table there.
     *
     * @param first the earliest moment that is held
     * @param last the newest moment
     * @param nowMillis decides at the newest moment which rows are still waited for
     * @return empty when it was closed meanwhile
     * @throws DreyException MOMENT_NOT_HELD if the log was compacted, UNSUPPORTED if the table is
     *     too large
     */
    public synchronized Optional<PickedMoment> at(
            MomentRequest wanted, long first, long last, long nowMillis) throws IOException {
        if (isClosed) {
            return Optional.empty();
        }
        if (droppedBytes() > MAX_DROPPED_BYTES) {
            forget();
        }
        try {
            return Optional.of(go(wanted, first, last, nowMillis));
        } catch (DreyException e) {
            if (e.code() != DreyErrorCode.MOMENT_NOT_HELD) {
                throw e;
            }
            // The log was compacted just now; a later snapshot may do.
            forget();
            return Optional.of(go(wanted, first, last, nowMillis));
        }
    }

    private PickedMoment go(MomentRequest wanted, long first, long last, long nowMillis)
            throws IOException {
        try {
            Trail trail = new Trail();
            Position position = reach(Math.max(first, wanted.at() - wanted.before()));
            now = position;
            forward(position, wanted.at(), trail);
            if (position.rows() < last) {
                lookAhead(position.rows(), trail);
            } else {
                position.settleBefore(nowMillis);
            }
            return pick(position, wanted, trail);
        } catch (IOException | RuntimeException e) {
            now = null;
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        forget();
    }

    private void forget() {
        now = null;
        near = null;
        waypoints.clear();
        pinned.forEach(Segment::unpin);
        pinned.clear();
    }

    private long droppedBytes() {
        return pinned.stream().filter(Segment::isDropped).mapToLong(Segment::size).sum();
    }

    private static PickedMoment pick(Position position, MomentRequest wanted, Trail trail)
            throws IOException {
        KeyedView view = position.view();
        long total = view.rows();
        long from = wanted.from(total);
        RowSelection rows = view.select(from, wanted.limit());
        try {
            RowSelection stepRows = view.pick(trail.places());
            return new PickedMoment(position.rows(), trail, from, total, rows, stepRows);
        } catch (IOException | RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    private void lookAhead(long at, Trail trail) throws IOException {
        try (LogCursor changes = log.cursorAtRow(at)) {
            StoredFrame frame = changes.next();
            if (frame != null && frame.firstRow() <= at) {
                trail.lookAhead(frame, RecordBatchView.parse(schema, frame.payload()), at);
            }
        }
    }

    private Position reach(long rows) throws IOException {
        Position best = nearest(rows);
        if (best == null || rows - best.rows() > CLOSE) {
            Optional<ReplayBase> found = bases.find(rows);
            if (found.isPresent()) {
                try (ReplayBase base = found.get()) {
                    if (best == null || base.rows() > best.rows()) {
                        return reachFrom(rebuild(base), base.changes(), rows);
                    }
                }
            }
        }
        if (best == null) {
            throw notHeld(rows);
        }
        Position start = best == now ? best : best.fork();
        if (start.rows() == rows) {
            return start;
        }
        try (LogCursor changes = log.cursorAtRow(start.rows())) {
            return reachFrom(start, changes, rows);
        }
    }

    private @Nullable Position nearest(long rows) {
        // What lies further back leads nowhere: the changes after it were dropped.
        long held = log.firstRow();
        Position best = null;
        for (Position each : new @Nullable Position[] {waypoints.before(rows), near, now}) {
            if (each != null
                    && each.rows() <= rows
                    && (each.rows() >= held || each.rows() == rows)
                    && (best == null || each.rows() >= best.rows())) {
                best = each;
            }
        }
        return best;
    }

    private Position rebuild(ReplayBase base) throws IOException {
        KeyedView view = emptyTable.get();
        for (StoredFrame frame = base.table().next(); frame != null; frame = base.table().next()) {
            pin(frame);
            view.apply(frame, RecordBatchView.parse(schema, frame.payload()));
            requireSmall(view);
        }
        return new Position(view, base.rows(), base.arrivedAt());
    }

    private Position reachFrom(Position start, LogCursor changes, long rows) throws IOException {
        Position behind = near;
        boolean isNearUseful =
                behind != null && behind.rows() <= rows && rows - behind.rows() < 4 * NEAR;
        if (!isNearUseful && rows - start.rows() > NEAR) {
            forward(start, changes, rows - NEAR, null);
            near = start.fork();
            // Anew, since the frame that this moment lies in has been read.
            forward(start, rows, null);
        } else {
            forward(start, changes, rows, null);
        }
        return start;
    }

    private void forward(Position position, long until, @Nullable Trail trail) throws IOException {
        if (position.rows() >= until) {
            return;
        }
        try (LogCursor changes = log.cursorAtRow(position.rows())) {
            forward(position, changes, until, trail);
        }
    }

    private void forward(Position position, LogCursor changes, long until, @Nullable Trail trail)
            throws IOException {
        while (position.rows() < until) {
            StoredFrame frame = changes.next();
            if (frame == null || frame.firstRow() > position.rows()) {
                throw notHeld(position.rows());
            }
            if (frame.firstRow() + frame.header().rows() <= position.rows()) {
                continue;
            }
            pin(frame);
            position.apply(frame, RecordBatchView.parse(schema, frame.payload()), until, trail);
            requireSmall(position.view());
            if (trail == null) {
                waypoints.offer(position);
            } else {
                trail.pass(frame);
            }
        }
    }

    // What the rows of a table lie in stays readable, even when the log drops it.
    private void pin(StoredFrame frame) throws IOException {
        Segment segment = frame.place().segment();
        if (pinned.contains(segment)) {
            return;
        }
        if (!segment.pin()) {
            throw new IOException("a segment was deleted while it was read");
        }
        pinned.add(segment);
    }

    private static void requireSmall(KeyedView view) {
        if (view.rows() > MAX_ROWS) {
            throw new DreyException(
                    DreyErrorCode.UNSUPPORTED,
                    String.format(
                            Locale.ROOT,
                            "earlier moments of a table of more than %,d rows cannot be shown",
                            MAX_ROWS));
        }
    }

    private static DreyException notHeld(long rows) {
        return new DreyException(
                DreyErrorCode.MOMENT_NOT_HELD,
                String.format(Locale.ROOT, "the changes after the first %,d were compacted", rows));
    }
}
