package io.drey.model;

import org.jspecify.annotations.Nullable;

/**
 * Why a run or one of its statements failed.
 *
 * @param message plain words, with the offending name or value
 * @param suggestion the nearest name or the obvious next step; null when there is none
 * @param line where in the cell's source, from 1; null when the place is unknown (so are the
 *     others)
 * @param detail the engine's full text, to be folded away
 */
public record RunError(
        DreyErrorCode code,
        String title,
        String message,
        @Nullable String suggestion,
        String help,
        @Nullable Integer line,
        @Nullable Integer column,
        @Nullable Integer endLine,
        @Nullable Integer endColumn,
        @Nullable String detail) {

    public static RunError of(DreyErrorCode code, String message, @Nullable String detail) {
        return new RunError(
                code, code.title(), message, null, code.help(), null, null, null, null, detail);
    }
}
