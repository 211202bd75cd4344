package io.drey.cli.render;

import io.drey.model.ResultColumn;
import java.util.List;

/** Writes the rows of one result in some format. Confined to one thread. */
public interface RowWriter {
    /** Starts a result; called once, before any row. */
    void begin(List<ResultColumn> columns);

    void write(Row row);

    /** Lets the reader see what was written so far. */
    void flush();

    /** Ends the result; nothing is written after it. */
    void end();

    /** Whether a value was not shown in full. */
    default boolean isShortened() {
        return false;
    }
}
