package io.drey.cli.render;

import org.jspecify.annotations.Nullable;

/** One row to be written. A writer reads it before it returns, so it may be a moving cursor. */
public interface Row {
    /** What happened to the row, such as {@code +I}. */
    String op();

    @Nullable Object value(int column);
}
