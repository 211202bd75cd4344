package io.drey.model;

import org.jspecify.annotations.Nullable;

/**
 * A column to sort by; nulls come last in both directions.
 *
 * @param descending whether the greatest comes first; absent means the smallest
 */
public record SortColumn(String column, @Nullable Boolean descending) {
    public boolean isDescending() {
        return Boolean.TRUE.equals(descending);
    }
}
