package io.drey.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a place is about; null where there is nothing to say. */
public record Description(@Nullable Word word, @Nullable Call call) {
    /**
     * What the word at the place stands for.
     *
     * @param from how many characters of the source stand before it; {@code to} counts it as well
     * @param kind such as {@code table} or {@code function}
     * @param lines short ones, such as how a function is called or a table's primary key
     * @param columns of a table
     */
    public record Word(
            int from,
            int to,
            String kind,
            String title,
            @Nullable String text,
            List<String> lines,
            List<Fact> columns) {
        public Word {
            lines = List.copyOf(lines);
            columns = List.copyOf(columns);
        }
    }

    /** A column and its type. */
    public record Fact(String name, String value) {}

    /**
     * The call that the place is in.
     *
     * @param signatures the ways to call it
     * @param argument which argument the place is in, from 0
     */
    public record Call(String name, List<String> signatures, @Nullable String text, int argument) {
        public Call {
            signatures = List.copyOf(signatures);
        }
    }
}
