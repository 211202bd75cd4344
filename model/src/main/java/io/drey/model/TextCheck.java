package io.drey.model;

import java.util.List;

/**
 * What was found in a text without running it.
 *
 * @param errors at most one for each statement
 * @param warnings what works, but may not be meant, such as state that only grows
 */
public record TextCheck(List<RunError> errors, List<Warning> warnings) {
    public TextCheck {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /**
     * Something that works, but may not be meant.
     *
     * @param suggestion what could be done
     * @param line where in the text, from 1; columns from 1; the end is inclusive
     * @param remedy a change that would do it
     */
    public record Warning(
            String message,
            String suggestion,
            int line,
            int column,
            int endLine,
            int endColumn,
            Remedy remedy) {}

    /**
     * Text to put in.
     *
     * @param label what to call it
     * @param line where the text goes, from 1; column from 1
     */
    public record Remedy(String label, int line, int column, String text) {}
}
