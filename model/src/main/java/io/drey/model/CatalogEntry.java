package io.drey.model;

import org.jspecify.annotations.Nullable;

/**
 * A catalog, a database, or what is in one.
 *
 * @param kind {@code catalog}, {@code database}, {@code table}, {@code view} or {@code function}
 * @param catalog null for a function that belongs to none
 * @param database null for catalogs, and for a function that belongs to none
 * @param isTemporary whether it ends with the session
 * @param isCurrent whether names without a catalog or database mean this one
 * @param match where a search found the text, if not in the name
 */
public record CatalogEntry(
        String kind,
        @Nullable String catalog,
        @Nullable String database,
        String name,
        boolean isTemporary,
        boolean isCurrent,
        @Nullable Match match) {
    /**
     * Where a table has what was searched for.
     *
     * @param column null for the table's own comment
     * @param comment that has it; null for a column's name
     */
    public record Match(@Nullable String column, @Nullable String comment) {}
}
