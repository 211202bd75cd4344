package io.drey.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of an object of a session's catalogs. Values of options that look secret
 * are masked, in the statement as well.
 *
 * @param kind {@code catalog}, {@code database}, {@code table}, {@code view}, {@code materialized
 *     table} or {@code function}
 * @param isTemporary whether it ends with the session
 * @param comment of a function of Flink what it does
 * @param statement that would make it; null where Flink cannot tell
 * @param table null for what is no table or view
 * @param function null for what is no function
 */
public record CatalogObject(
        String kind,
        @Nullable String catalog,
        @Nullable String database,
        String name,
        boolean isTemporary,
        @Nullable String comment,
        Map<String, String> options,
        @Nullable String statement,
        @Nullable Table table,
        @Nullable Function function) {
    public CatalogObject {
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }

    /**
     * A table's or view's part.
     *
     * @param primaryKey names of its columns; empty when there is none
     * @param watermarks such as {@code ts AS ts - INTERVAL '5' SECOND}
     * @param rowCount as the catalog knows it; null when it does not (so are the others)
     */
    public record Table(
            List<Column> columns,
            List<String> primaryKey,
            List<String> watermarks,
            List<String> partitionKeys,
            @Nullable Long rowCount,
            @Nullable Long fileCount,
            @Nullable Long totalBytes) {
        public Table {
            columns = List.copyOf(columns);
            primaryKey = List.copyOf(primaryKey);
            watermarks = List.copyOf(watermarks);
            partitionKeys = List.copyOf(partitionKeys);
        }
    }

    /**
     * A column.
     *
     * @param origin {@code physical}, {@code computed} or {@code metadata}
     * @param expression how a computed one is computed, or the key of a metadata one
     */
    public record Column(
            String name,
            String type,
            boolean isNullable,
            String origin,
            @Nullable String expression,
            @Nullable String comment) {}

    /**
     * A function's part.
     *
     * @param signatures the ways to call it
     * @param className of one that users registered
     */
    public record Function(List<String> signatures, @Nullable String className) {
        public Function {
            signatures = List.copyOf(signatures);
        }
    }
}
