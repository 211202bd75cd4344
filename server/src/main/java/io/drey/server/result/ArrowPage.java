package io.drey.server.result;

import io.drey.model.ResultMoment;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows as an Arrow stream.
 *
 * @param frame the change frame the page reflects
 * @param offset of the first row
 * @param rows how many there are
 * @param total rows of the table, changes held, or rows of the arrangement, at that frame
 * @param cut the values that are not whole
 * @param arranged how far the arrangement has come; null for the table's own order
 * @param moment which moment is shown; null for the newest
 */
public record ArrowPage(
        long frame,
        long offset,
        int rows,
        long total,
        ByteBuffer stream,
        List<CutValue> cut,
        @Nullable ArrangedState arranged,
        @Nullable ResultMoment moment) {
    /**
     * A text or BINARY value of which only the start is there, or a nested one that is not.
     *
     * @param row among those of the page
     * @param column among those of the page
     * @param bytes of the whole value
     */
    public record CutValue(int row, int column, long bytes) {}
}
