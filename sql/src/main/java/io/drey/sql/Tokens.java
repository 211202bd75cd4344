package io.drey.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL text into tokens the way Flink's parser does, as far as quotes and comments go.
 *
 * <p>Comments are {@code -- …}, {@code // …} and {@code /* … *}{@code /}; a quote inside a quoted
 * text is written twice. Hints, {@code /*+ … *}{@code /}, are cut into tokens as the rest is.
 */
public final class Tokens {
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int offset;
    private boolean isInHint;

    private Tokens(String text) {
        this.text = text;
    }

    public static List<Token> of(String text) {
        Tokens reader = new Tokens(text);
        while (reader.offset < text.length()) {
            reader.readOne();
        }
        return reader.tokens;
    }

    private void readOne() {
        char c = text.charAt(offset);
        if (Character.isWhitespace(c)) {
            offset++;
        } else if (text.startsWith("--", offset) || text.startsWith("//", offset)) {
            skipTo(text.indexOf('\n', offset));
        } else if (text.startsWith("/*+", offset)) {
            isInHint = true;
            add(Token.Kind.OTHER, offset + 3);
        } else if (isInHint && text.startsWith("*/", offset)) {
            isInHint = false;
            add(Token.Kind.OTHER, offset + 2);
        } else if (text.startsWith("/*", offset)) {
            int end = text.indexOf("*/", offset + 2);
            skipTo(end < 0 ? -1 : end + 2);
        } else if (c == '\'' || c == '`' || c == '"') {
            readQuoted(c);
        } else if (c == ';') {
            add(Token.Kind.SEMICOLON, offset + 1);
        } else if (Character.isJavaIdentifierStart(c)) {
            int end = offset + 1;
            while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
                end++;
            }
            add(Token.Kind.WORD, end);
        } else {
            add(Token.Kind.OTHER, offset + 1);
        }
    }

    private void readQuoted(char quote) {
        int end = offset + 1;
        while (end < text.length()) {
            if (text.charAt(end) != quote) {
                end++;
            } else if (end + 1 < text.length() && text.charAt(end + 1) == quote) {
                end += 2;
            } else {
                add(Token.Kind.QUOTED, end + 1);
                return;
            }
        }
        add(Token.Kind.UNCLOSED, text.length());
    }

    private void skipTo(int end) {
        offset = end < 0 ? text.length() : end;
    }

    private void add(Token.Kind kind, int end) {
        tokens.add(new Token(kind, offset, end));
        offset = end;
    }
}
