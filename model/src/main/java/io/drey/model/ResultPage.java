package io.drey.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a result's table.
 *
 * @param frame the change frame the page reflects
 * @param total rows of the table at that frame, or where it was filtered or searched, rows found
 * @param of rows of the table, found or not
 */
public record ResultPage(
        long frame, long offset, long total, long of, List<List<@Nullable Object>> rows) {}
