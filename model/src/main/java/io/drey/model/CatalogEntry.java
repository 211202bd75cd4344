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
 */
public record CatalogEntry(
        String kind,
        @Nullable String catalog,
        @Nullable String database,
        String name,
        boolean isTemporary,
        boolean isCurrent) {}
