package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.model.Arrangement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows that a client asks for once.
 *
 * @param columns null for all
 * @param at which moment of the table; null for the newest
 * @param patience how long to wait until the rows are arranged
 */
public record RowsRequest(
        long offset,
        int limit,
        @Nullable List<String> columns,
        Arrangement arrangement,
        @Nullable MomentAt at,
        Duration patience) {
    public RowsRequest {
        columns = columns == null ? null : List.copyOf(columns);
        requireNonNull(arrangement, "arrangement");
        requireNonNull(patience, "patience");
    }

    /** Asks for rows of the newest moment. */
    public RowsRequest(
            long offset,
            int limit,
            @Nullable List<String> columns,
            Arrangement arrangement,
            Duration patience) {
        this(offset, limit, columns, arrangement, null, patience);
    }
}
