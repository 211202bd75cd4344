package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowSchema;
import io.drey.model.ResultMoment;
import io.drey.server.result.replay.PickedMoment;

/**
 * Rows of a table as it was, and the changes that led to it. To be closed.
 *
 * @param frame the newest frame of the result
 * @param schema {@code __op}, then the columns
 */
record ShownMoment(long frame, ResultMoment moment, ArrowSchema schema, PickedMoment picked)
        implements AutoCloseable {
    ShownMoment {
        requireNonNull(moment, "moment");
        requireNonNull(schema, "schema");
        requireNonNull(picked, "picked");
    }

    PickedRows rows() {
        return new PickedRows(frame, picked.offset(), picked.total(), schema, picked.rows());
    }

    /** The rows, to be closed; the steps are let go of. */
    PickedRows rowsAlone() {
        picked.stepRows().close();
        return rows();
    }

    /** The rows that the steps took away and brought, in the steps' order. */
    PickedRows stepRows() {
        long total = picked.steps().size();
        return new PickedRows(frame, 0, total, schema, picked.stepRows());
    }

    @Override
    public void close() {
        picked.close();
    }
}
