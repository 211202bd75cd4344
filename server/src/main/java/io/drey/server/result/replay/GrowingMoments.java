package io.drey.server.result.replay;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowSchema;
import io.drey.arrow.RecordBatchView;
import io.drey.server.result.log.LogCursor;
import io.drey.server.result.log.ResultLog;
import io.drey.server.result.log.StoredFrame;
import io.drey.server.result.view.LogRows;
import java.io.IOException;

/** A result that only grows, as it was: the log's rows up to a moment. Thread-safe. */
public final class GrowingMoments {
    private static final int INSERT = 0;

    private final ResultLog log;
    private final ArrowSchema schema;

    public GrowingMoments(ResultLog log, ArrowSchema schema) {
        this.log = requireNonNull(log, "log");
        this.schema = requireNonNull(schema, "schema");
    }

    /**
     * Picks of the table as it was, less the rows that are no longer held.
     *
     * @param first the oldest row that is held
     * @param last the newest moment
     */
    public PickedMoment at(MomentRequest wanted, long first, long last) throws IOException {
        long at = wanted.at();
        long begin = Math.max(first, at - wanted.before());
        Trail trail = new Trail();
        try (LogCursor cursor = log.cursorAtRow(begin)) {
            for (StoredFrame frame = cursor.next();
                    frame != null && frame.firstRow() <= at && frame.firstRow() < last;
                    frame = cursor.next()) {
                pass(frame, begin, at, trail);
            }
        }
        long total = at - first;
        long from = wanted.from(total);
        return new PickedMoment(
                at,
                trail,
                from,
                total,
                new LogRows(log, schema, first + from, Math.min(wanted.limit(), total - from)),
                new LogRows(log, schema, begin, at - begin));
    }

    private void pass(StoredFrame frame, long begin, long at, Trail trail) {
        trail.pass(frame);
        long behind = frame.firstRow() + frame.header().rows();
        for (long row = Math.max(begin, frame.firstRow()); row < Math.min(at, behind); row++) {
            trail.add(
                    new Step(row, row + 1, frame.header().arrivedAt(), INSERT, Step.NOWHERE, row));
        }
        if (frame.firstRow() <= at && at < behind) {
            trail.lookAhead(frame, RecordBatchView.parse(schema, frame.payload()), at);
        }
    }
}
