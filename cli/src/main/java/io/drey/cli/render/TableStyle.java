package io.drey.cli.render;

import static java.util.Objects.requireNonNull;

/**
 * How a table is drawn.
 *
 * @param width columns the table may take; 0 for as many as it needs, nothing shortened
 * @param isBoxed lines instead of the ASCII characters that tools like to parse
 */
public record TableStyle(int width, boolean isBoxed, Style colours) {
    public TableStyle {
        requireNonNull(colours, "colours");
    }

    /** For files and pipes. */
    public static TableStyle plain() {
        return new TableStyle(0, false, Style.of(false));
    }

    public static TableStyle terminal(int width, Style colours) {
        return new TableStyle(width, true, colours);
    }
}
