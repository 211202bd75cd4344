package io.drey.server.result.arrange;

import static java.util.Objects.requireNonNull;

import io.drey.server.result.view.RowSelection;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Many arranged rows, whose numbers are read stretch by stretch while they are asked for. */
final class StretchedRows implements RowSelection {
    private final ArrangedRows rows;
    private final int end;
    private @Nullable RowSelection stretch;
    private int at;
    private boolean isClosed;

    /** Takes over one hold of the rows. */
    StretchedRows(ArrangedRows rows, int from, int count) {
        this.rows = requireNonNull(rows, "rows");
        this.at = from;
        this.end = from + count;
    }

    @Override
    public @Nullable Run next() throws IOException {
        while (true) {
            RowSelection open = stretch;
            Run run = open == null ? null : open.next();
            if (run != null) {
                return run;
            }
            closeStretch();
            if (at == end || isClosed) {
                return null;
            }
            int count = Math.min(ArrangedRows.STRETCH, end - at);
            stretch = rows.pickStretch(at, count);
            at += count;
        }
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            closeStretch();
            rows.letGo();
        }
    }

    private void closeStretch() {
        RowSelection open = stretch;
        stretch = null;
        if (open != null) {
            open.close();
        }
    }
}
