package io.drey.sql;

/**
 * A piece of SQL text that is neither space nor comment.
 *
 * @param start offset of its first character
 * @param end offset after its last character
 */
public record Token(Kind kind, int start, int end) {
    /** What it is made of. */
    public enum Kind {
        WORD,
        QUOTED,
        /** A quote that is opened and never closed; reaches to the end of the text. */
        UNCLOSED,
        SEMICOLON,
        OTHER
    }

    /** Whether it is the given word, in whatever case. */
    public boolean isWord(String text, String word) {
        return kind == Kind.WORD
                && end - start == word.length()
                && text.regionMatches(true, start, word, 0, word.length());
    }
}
