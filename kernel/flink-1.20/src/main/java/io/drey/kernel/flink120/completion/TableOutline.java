package io.drey.kernel.flink120.completion;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table or view as it is told of beside the editor.
 *
 * @param kind {@code table} or {@code view}
 * @param primaryKey names of its columns; empty when there is none
 * @param watermark how it is computed; null when there is none
 * @param options of its connector
 */
public record TableOutline(
        String name,
        String kind,
        List<Column> columns,
        List<String> primaryKey,
        @Nullable String watermark,
        Map<String, String> options,
        @Nullable String comment) {
    public TableOutline {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        options = Map.copyOf(options);
    }

    /** A column; {@code comment} is null when it has none. */
    public record Column(String name, String type, @Nullable String comment) {}
}
