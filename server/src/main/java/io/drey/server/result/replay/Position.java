package io.drey.server.result.replay;

import static io.drey.server.result.replay.Step.NOWHERE;
import static java.util.Objects.requireNonNull;

import io.drey.arrow.ColumnReader;
import io.drey.arrow.RecordBatchView;
import io.drey.server.result.log.StoredFrame;
import io.drey.server.result.view.KeyedView;
import org.jspecify.annotations.Nullable;

/** A table between two of its changes. Confined to one thread. */
final class Position {
    private static final int UPDATE_BEFORE = 1;
    private static final int UPDATE_AFTER = 2;
    private static final int DELETE = 3;

    /** After so much silence rows whose replacement did not come are gone from the live table. */
    private static final long SETTLED_MILLIS = 1000;

    private final KeyedView view;
    private long rows;
    private long arrivedAt;

    /** A table that so many changes have led to. */
    Position(KeyedView view, long rows, long arrivedAt) {
        this.view = requireNonNull(view, "view");
        this.rows = rows;
        this.arrivedAt = arrivedAt;
    }

    Position fork() {
        return new Position(view.fork(), rows, arrivedAt);
    }

    KeyedView view() {
        return view;
    }

    /** Changes the table is made of. */
    long rows() {
        return rows;
    }

    /** When the last of them came, in epoch milliseconds; 0 if unknown. */
    long arrivedAt() {
        return arrivedAt;
    }

    /**
     * Takes in a frame's changes until a moment, and the second half of an update that it cuts.
     *
     * @param frame holds the next change
     * @param trail notes each step; null where nobody asks
     */
    void apply(StoredFrame frame, RecordBatchView batch, long until, @Nullable Trail trail) {
        settleBefore(frame.header().arrivedAt());
        int from = (int) (rows - frame.firstRow());
        if (from == 0) {
            view.begin(frame);
        }
        int end = (int) Math.min(batch.rowCount(), until - frame.firstRow());
        if (end > from && isPair(batch, end - 1)) {
            end++;
        }
        for (int row = from; row < end; row++) {
            if (trail == null) {
                view.apply(frame, batch, row);
            } else {
                row = step(frame, batch, row, trail);
            }
        }
        rows = frame.firstRow() + end;
        arrivedAt = Math.max(arrivedAt, frame.header().arrivedAt());
        if (end == batch.rowCount()) {
            view.end(frame, batch);
        }
    }

    /** Removes rows whose replacement did not come before a time, as the live table did. */
    void settleBefore(long epochMillis) {
        if (arrivedAt > 0 && epochMillis - arrivedAt > SETTLED_MILLIS) {
            // The first call finds out what waits, the second what still does.
            view.settle();
            view.settle();
        }
    }

    // Answers the last row that belongs to the step.
    private int step(StoredFrame frame, RecordBatchView batch, int row, Trail trail) {
        long touched = view.touched(batch, row);
        long place = view.apply(frame, batch, row);
        long before = touched;
        long after = place;
        int last = row;
        int op = (int) batch.column(0).getLong(row);
        if (op == UPDATE_BEFORE || op == DELETE) {
            before = touched == KeyedView.NOWHERE ? place : touched;
            after = NOWHERE;
        }
        if (isPair(batch, row)) {
            last = row + 1;
            op = UPDATE_AFTER;
            after = view.apply(frame, batch, last);
        }
        long first = frame.firstRow();
        trail.add(
                new Step(
                        first + row,
                        first + last + 1,
                        frame.header().arrivedAt(),
                        op,
                        before,
                        after));
        return last;
    }

    /** Whether a row and the next are the two halves of an update. */
    static boolean isPair(RecordBatchView batch, int row) {
        ColumnReader kinds = batch.column(0);
        return kinds.getLong(row) == UPDATE_BEFORE
                && row + 1 < batch.rowCount()
                && kinds.getLong(row + 1) == UPDATE_AFTER;
    }
}
