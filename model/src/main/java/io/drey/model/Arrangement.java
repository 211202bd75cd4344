package io.drey.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a result are wanted, and in what order. The result itself stays as it is.
 *
 * @param sort the first column counts most; equal rows keep the result's order. None: that order
 * @param filters a row must pass all of them
 * @param search text that some value of a row must contain, whatever its case; null for any
 */
public record Arrangement(
        @Nullable List<SortColumn> sort,
        @Nullable List<RowFilter> filters,
        @Nullable String search) {
    /** Every row, in the result's order. */
    public static final Arrangement NONE = new Arrangement(null, null, null);

    public Arrangement {
        sort = sort == null ? List.of() : List.copyOf(sort);
        filters = filters == null ? List.of() : List.copyOf(filters);
        search = search == null || search.isEmpty() ? null : search;
    }

    @Override
    public List<SortColumn> sort() {
        return sort == null ? List.of() : sort;
    }

    @Override
    public List<RowFilter> filters() {
        return filters == null ? List.of() : filters;
    }

    /** Whether it leaves everything as it is. */
    public boolean isNothing() {
        return sort().isEmpty() && filters().isEmpty() && search == null;
    }
}
