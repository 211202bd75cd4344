package io.drey.server.result.view;

import io.drey.arrow.RecordBatchView;
import io.drey.server.result.log.StoredFrame;
import java.io.IOException;

/** What a result's changes add up to. Every method is called under the result's lock. */
public interface TableView {
    /** Rows of the table. */
    long rows();

    /** Takes in the next batch of changes. */
    void apply(StoredFrame frame, RecordBatchView batch);

    /**
     * Picks rows of the table as it now stands; they are read later, without the lock.
     *
     * @param offset from 0 to {@link #rows()}
     * @param limit how many at most
     */
    RowSelection select(long offset, long limit) throws IOException;

    /**
     * The table's rows as they now stand, to be read in any order without the lock; to be closed.
     *
     * <p>The view has at most {@link Integer#MAX_VALUE} rows.
     */
    TableRows freeze() throws IOException;

    /**
     * Removes rows whose replacement did not come in time.
     *
     * @return whether the table changed
     */
    boolean settle();
}
