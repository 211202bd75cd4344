package io.drey.server.result.view;

import io.drey.server.result.view.RowSelection.Run;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table as it stood at one moment, each known by its position from 0.
 *
 * <p>Thread-safe; any number of scans may go on side by side. Closing lets go of the files that the
 * rows lie in; rows that a growing result dropped meanwhile are left out.
 */
public interface TableRows extends AutoCloseable {
    int count();

    /** Reads the rows of some positions in order. */
    Scan scan(int from, int end) throws IOException;

    /** Picks rows by their positions, in the order given. */
    RowSelection pick(int[] positions) throws IOException;

    /** Bytes of memory that are held to know where the rows are. */
    default long heapBytes() {
        return 0;
    }

    @Override
    void close();

    /** Rows in order of position. Confined to one thread. */
    interface Scan extends AutoCloseable {
        /** The next rows that lie side by side; null at the end. */
        @Nullable Run next() throws IOException;

        /** The position of the first row of the run answered last. */
        int position();

        @Override
        void close();
    }
}
