package io.drey.kernel.flink120.text;

import io.drey.sql.Place;

/** A piece of a text; both places belong to it. */
public record Span(Place start, Place end) {
    /** Where a piece of a text is, when that text begins at the given place. */
    public Span within(Place begin) {
        return new Span(begin.resolve(start), begin.resolve(end));
    }

    static Span of(String text, int start, int end) {
        return new Span(Place.of(text, start), Place.of(text, end - 1));
    }
}
