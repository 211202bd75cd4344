package io.drey.sql;

/** A character's place in a text; both count from 1. */
public record Place(int line, int column) {
    public Place {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException(
                    "place: " + line + ":" + column + " (expected: counted from 1)");
        }
    }

    /** Where a place inside a text is, when that text begins at this place. */
    public Place resolve(Place inner) {
        return inner.line == 1
                ? new Place(line, column + inner.column - 1)
                : new Place(line + inner.line - 1, inner.column);
    }

    /** The place of a character of a text. */
    public static Place of(String text, int offset) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Place(line, offset - lineStart + 1);
    }
}
