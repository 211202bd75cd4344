package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.model.Arrangement;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a result that somebody looks at.
 *
 * @param offset of the first row; not looked at for a tail or for changes
 * @param limit how many rows at most
 * @param columns names of the columns; null for all
 * @param isTail whether the window follows the table's end
 * @param arrangement which rows of the table, in what order; changes have their own
 * @param at which moment of the table, in its own order; null for the newest
 */
public record WatchRequest(
        View view,
        long offset,
        int limit,
        @Nullable List<String> columns,
        boolean isTail,
        Arrangement arrangement,
        @Nullable MomentAt at) {
    private static final int MAX_LIMIT = 10_000;

    public WatchRequest {
        requireNonNull(arrangement, "arrangement");
        columns = columns == null ? null : List.copyOf(columns);
        if (offset < 0 || limit < 0 || limit > MAX_LIMIT) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "offset "
                            + offset
                            + ", limit "
                            + limit
                            + " (expected: >= 0, 0.."
                            + MAX_LIMIT
                            + ")");
        }
    }

    /** Looks at the newest moment. */
    public WatchRequest(
            View view,
            long offset,
            int limit,
            @Nullable List<String> columns,
            boolean isTail,
            Arrangement arrangement) {
        this(view, offset, limit, columns, isTail, arrangement, null);
    }

    /** The moment of the table that is looked at; null for the newest. */
    @Nullable MomentAt moment() {
        return view == View.TABLE ? at : null;
    }

    /** Whether the table is looked at in an order or selection of its own. */
    boolean isArranged() {
        return view == View.TABLE && at == null && !arrangement.isNothing();
    }

    /** What of a result is shown. */
    public enum View {
        /** The table as it stands. */
        TABLE("table"),
        /** The newest changes, with their kind in front. */
        CHANGES("changes");

        private final String label;

        View(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** Reads a view's name; null means the table. */
        public static View parse(@Nullable String text) {
            for (View view : values()) {
                if (text == null || view.label.equals(text)) {
                    return view;
                }
            }
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST, "view: '" + text + "' (expected: table, changes)");
        }
    }
}
