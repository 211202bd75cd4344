package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.model.Arrangement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows that a client asks for once.
 *
 * @param columns null for all
 */
public record RowsRequest(
        long offset, int limit, @Nullable List<String> columns, Arrangement arrangement) {
    public RowsRequest {
        columns = columns == null ? null : List.copyOf(columns);
        requireNonNull(arrangement, "arrangement");
    }
}
