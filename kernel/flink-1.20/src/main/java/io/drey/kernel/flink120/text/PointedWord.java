package io.drey.kernel.flink120.text;

import io.drey.sql.Token;
import io.drey.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A word of a text that somebody points at.
 *
 * @param path its name part by part, up to this word, as {@code f.origin} at {@code origin}
 * @param from offset of its first character
 * @param to offset after its last one
 * @param isText whether it stands in single quotes
 * @param isCall whether a parenthesis follows
 * @param around what could stand in its place
 */
public record PointedWord(
        List<String> path, int from, int to, boolean isText, boolean isCall, CaretContext around) {
    public PointedWord {
        path = List.copyOf(path);
    }

    public String name() {
        return path.get(path.size() - 1);
    }

    /** The word at an offset, if there is one. */
    public static Optional<PointedWord> at(String source, int position) {
        TokenText text = new TokenText(source, Tokens.of(source));
        for (int i = 0; i < text.size(); i++) {
            Token token = text.tokens().get(i);
            boolean isText = source.charAt(token.start()) == '\'';
            boolean isPointedAt = token.start() <= position && position < token.end();
            if (isPointedAt && (text.isName(i) || isText)) {
                return Optional.of(
                        new PointedWord(
                                path(text, i, isText),
                                token.start(),
                                token.end(),
                                isText,
                                text.is(i + 1, "("),
                                CaretContext.of(source, token.start() + 1)));
            }
        }
        return Optional.empty();
    }

    private static List<String> path(TokenText text, int index, boolean isText) {
        List<String> path = new ArrayList<>(List.of(text.name(index)));
        for (int i = index; !isText && text.is(i - 1, ".") && text.isName(i - 2); i -= 2) {
            path.add(0, text.name(i - 2));
        }
        return path;
    }
}
