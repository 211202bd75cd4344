package io.drey.kernel.flink120.text;

import io.drey.sql.Token;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tokens of a text and what they say. Indexes outside of it are empty words. */
record TokenText(String source, List<Token> tokens) {
    TokenText {
        tokens = List.copyOf(tokens);
    }

    int size() {
        return tokens.size();
    }

    boolean has(int index) {
        return index >= 0 && index < tokens.size();
    }

    /** A token as it is written. */
    String text(int index) {
        return has(index)
                ? source.substring(tokens.get(index).start(), tokens.get(index).end())
                : "";
    }

    String upper(int index) {
        return text(index).toUpperCase(Locale.ROOT);
    }

    boolean is(int index, String text) {
        return text(index).equalsIgnoreCase(text);
    }

    boolean isAny(int index, Set<String> words) {
        return words.contains(upper(index));
    }

    boolean isWord(int index) {
        return has(index) && tokens.get(index).kind() == Token.Kind.WORD;
    }

    /** Whether it can be a name: a word, or something in backticks. */
    boolean isName(int index) {
        return isWord(index) || text(index).startsWith("`");
    }

    /** A name without its backticks, or a text without its quotes. */
    String name(int index) {
        String text = text(index);
        if (text.length() < 2 || (text.charAt(0) != '`' && text.charAt(0) != '\'')) {
            return text;
        }
        String quote = text.substring(0, 1);
        return text.substring(1, text.length() - 1).replace(quote + quote, quote);
    }

    /** The parenthesis that closes the one at an index; the end when none does. */
    int closing(int open) {
        int depth = 0;
        for (int i = open; i < size(); i++) {
            if (is(i, "(")) {
                depth++;
            } else if (is(i, ")")) {
                depth--;
                if (depth == 0) {
                    return i;
                }
            }
        }
        return size();
    }

    /** The innermost parenthesis that is open in front of an index; -1 when there is none. */
    int opening(int index) {
        int depth = 0;
        for (int i = Math.min(index, size()) - 1; i >= 0; i--) {
            if (is(i, ")")) {
                depth++;
            } else if (is(i, "(")) {
                if (depth == 0) {
                    return i;
                }
                depth--;
            }
        }
        return -1;
    }

    /** What is written from one token to before another, as one line. */
    String between(int from, int to) {
        if (from >= to || !has(from)) {
            return "";
        }
        int last = Math.min(to, size()) - 1;
        return source.substring(tokens.get(from).start(), tokens.get(last).end())
                .replaceAll("\\s+", " ");
    }
}
