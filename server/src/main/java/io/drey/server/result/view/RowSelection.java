package io.drey.server.result.view;

import io.drey.arrow.RecordBatchView;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Rows picked from a result, in order; what is picked does not change any more.
 *
 * <p>Confined to one thread; closing lets go of the files.
 */
public interface RowSelection extends AutoCloseable {
    /** The next rows that lie side by side; null at the end. */
    @Nullable Run next() throws IOException;

    @Override
    void close();

    /** Rows of a batch that follow one another. */
    record Run(RecordBatchView batch, int from, int count) {}
}
