package io.drey.server.result;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Some rows as an Arrow stream.
 *
 * @param frame the change frame the page reflects
 * @param offset of the first row
 * @param rows how many there are
 * @param total rows of the table, changes held, or rows of the arrangement, at that frame
 * @param arranged how far the arrangement has come; null for the table's own order
 */
public record ArrowPage(
        long frame,
        long offset,
        int rows,
        long total,
        ByteBuffer stream,
        @Nullable ArrangedState arranged) {}
