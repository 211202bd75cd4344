package io.drey.kernel.flink120.text;

import io.drey.sql.Place;
import io.drey.sql.Token;
import io.drey.sql.Tokens;
import java.util.List;
import java.util.Optional;

/** Finds words in a statement's text by their place, and places by words. */
public final class SqlWords {
    private final String text;
    private final List<Token> tokens;

    public SqlWords(String text) {
        this.text = text;
        this.tokens = Tokens.of(text);
    }

    /** A word or name as it is written, and where. */
    public record Word(String text, Span span) {
        /** The name without its backticks. */
        public String name() {
            return text.startsWith("`") && text.length() > 1
                    ? text.substring(1, text.length() - 1).replace("``", "`")
                    : text;
        }
    }

    public Optional<Word> first() {
        return word(0);
    }

    /** The token that begins at a place. */
    public Optional<Word> at(Place place) {
        return word(indexAt(place));
    }

    /** The token in front of the one that begins at a place. */
    public Optional<Word> before(Place place) {
        int index = indexAt(place);
        return index < 0 ? word(tokens.size() - 1) : word(index - 1);
    }

    public Optional<Word> after(Place place) {
        int index = indexAt(place);
        return index < 0 ? Optional.empty() : word(index + 1);
    }

    /** The last place of the text. */
    public Optional<Word> last() {
        return word(tokens.size() - 1);
    }

    /** The first place where a name stands, with or without backticks. */
    public Optional<Word> find(String name) {
        return find(name, 0);
    }

    /** The n-th place where a name stands, from 0; the last one where there are fewer. */
    public Optional<Word> find(String name, int n) {
        Optional<Word> found = Optional.empty();
        int seen = 0;
        for (int i = 0; i < tokens.size() && seen <= n; i++) {
            Optional<Word> word = word(i).filter(one -> one.name().equalsIgnoreCase(name));
            if (word.isPresent()) {
                found = word;
                seen++;
            }
        }
        return found;
    }

    /** The first quoted text that holds the given one. */
    public Optional<Word> findQuoted(String part) {
        for (int i = 0; i < tokens.size(); i++) {
            Optional<Word> word = word(i);
            if (word.filter(one -> one.text().startsWith("'") && one.text().contains(part))
                    .isPresent()) {
                return word;
            }
        }
        return Optional.empty();
    }

    /** All names and words, without backticks. */
    public List<String> names() {
        return tokens.stream()
                .filter(token -> token.kind() == Token.Kind.WORD || isBacktick(token))
                .map(token -> new Word(textOf(token), span(token)).name())
                .toList();
    }

    private boolean isBacktick(Token token) {
        return token.kind() == Token.Kind.QUOTED && text.charAt(token.start()) == '`';
    }

    private int indexAt(Place place) {
        for (int i = 0; i < tokens.size(); i++) {
            if (Place.of(text, tokens.get(i).start()).equals(place)) {
                return i;
            }
        }
        return -1;
    }

    private Optional<Word> word(int index) {
        if (index < 0 || index >= tokens.size()) {
            return Optional.empty();
        }
        Token token = tokens.get(index);
        return Optional.of(new Word(textOf(token), span(token)));
    }

    private String textOf(Token token) {
        return text.substring(token.start(), token.end());
    }

    private Span span(Token token) {
        return Span.of(text, token.start(), token.end());
    }
}
