package io.drey.cli.notebook;

import io.drey.model.RunError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one cell; its JSON form is part of the published interface.
 *
 * @param state succeeded, failed or skipped
 * @param rows rows of the last result's table; null when the cell has no result
 * @param columns the columns of that result
 * @param firstRows its first rows, by column name
 */
public record CellReport(
        String id,
        String language,
        String state,
        @Nullable Long rows,
        List<Column> columns,
        List<Map<String, @Nullable Object>> firstRows,
        @Nullable RunError error,
        long elapsedMillis) {

    static CellReport skipped(String id, String language) {
        return new CellReport(id, language, "skipped", null, List.of(), List.of(), null, 0);
    }

    public boolean hasFailed() {
        return state.equals("failed");
    }

    /** A column of a result. */
    public record Column(String name, String type) {}
}
