package io.drey.server.result;

import java.nio.ByteBuffer;

/**
 * Some rows as an Arrow stream.
 *
 * @param frame the change frame the page reflects
 * @param offset of the first row
 * @param rows how many there are
 * @param total rows of the table, or changes held, at that frame
 */
public record ArrowPage(long frame, long offset, int rows, long total, ByteBuffer stream) {}
