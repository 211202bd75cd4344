package io.drey.server.result.replay;

import io.drey.server.result.view.RowSelection;
import java.util.List;

/**
 * A result's table as it was, with what led to that moment. To be closed.
 *
 * @param at changes the table is made of; where an update was asked to be cut in two, one more than
 *     was asked for
 * @param trail what was passed on the way
 * @param offset of the first row picked
 * @param total rows of the table
 * @param stepRows the rows of the steps: for each step what went, then what came, if any
 */
public record PickedMoment(
        long at, Trail trail, long offset, long total, RowSelection rows, RowSelection stepRows)
        implements AutoCloseable {

    public List<Step> steps() {
        return trail.steps();
    }

    @Override
    public void close() {
        rows.close();
        stepRows.close();
    }
}
