package io.drey.server.result;

import io.drey.arrow.ArrowSchema;
import io.drey.server.result.view.RowSelection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows picked for reading, with what is needed to understand them. To be closed.
 *
 * @param frame the newest frame that the rows reflect
 * @param offset of the first row in the table
 * @param total rows of the table, or for changes, of all changes picked
 * @param schema {@code __op}, then the columns
 * @param arranged how far the arrangement has come; null for the table's own order
 */
record PickedRows(
        long frame,
        long offset,
        long total,
        ArrowSchema schema,
        RowSelection rows,
        @Nullable ArrangedState arranged)
        implements AutoCloseable {
    private static final RowSelection NO_ROWS =
            new RowSelection() {
                @Override
                public @Nullable Run next() {
                    return null;
                }

                @Override
                public void close() {
                    // Nothing is held.
                }
            };

    /** Of a result whose columns' types are not known yet. */
    static final PickedRows NONE = none(new ArrowSchema(List.of()), null);

    PickedRows(long frame, long offset, long total, ArrowSchema schema, RowSelection rows) {
        this(frame, offset, total, schema, rows, null);
    }

    /** No rows. */
    static PickedRows none(ArrowSchema schema, @Nullable ArrangedState arranged) {
        return new PickedRows(0, 0, 0, schema, NO_ROWS, arranged);
    }

    @Override
    public void close() {
        rows.close();
    }
}
