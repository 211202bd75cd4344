package io.drey.server.result.log;

import static java.util.Objects.requireNonNull;

/**
 * Where the rebuilding of a table begins. To be closed.
 *
 * @param rows changes that the table at the beginning is made of
 * @param arrivedAt when the last of them came, in epoch milliseconds; 0 if unknown
 * @param table batches that make up the table at the beginning; none where it is empty
 * @param changes those after it
 */
public record ReplayBase(long rows, long arrivedAt, LogCursor table, LogCursor changes)
        implements AutoCloseable {
    public ReplayBase {
        requireNonNull(table, "table");
        requireNonNull(changes, "changes");
    }

    @Override
    public void close() {
        table.close();
        changes.close();
    }
}
