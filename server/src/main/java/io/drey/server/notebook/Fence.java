package io.drey.server.notebook;

import org.jspecify.annotations.Nullable;

/**
 * The opening line of fenced code, by the rules of CommonMark 0.31, section 4.5.
 *
 * @param indent number of spaces before it, at most 3
 * @param mark a backtick or tilde
 * @param length how many marks
 * @param info what follows the marks, as it stands, without the line end
 */
record Fence(int indent, char mark, int length, String info) {
    static final int MIN_LENGTH = 3;

    /** Reads a line; null if it opens no fence. */
    static @Nullable Fence parse(String line) {
        String text = RawText.withoutLineEnd(line);
        int indent = spaces(text);
        if (indent > 3 || indent == text.length()) {
            return null;
        }
        char mark = text.charAt(indent);
        int length = run(text, indent, mark);
        String info = text.substring(indent + length);
        if (mark != '`' && mark != '~' || length < MIN_LENGTH) {
            return null;
        }
        return mark == '`' && info.indexOf('`') >= 0 ? null : new Fence(indent, mark, length, info);
    }

    boolean isClosedBy(String line) {
        String text = RawText.withoutLineEnd(line);
        int at = spaces(text);
        if (at > 3 || at == text.length() || text.charAt(at) != mark) {
            return false;
        }
        int marks = run(text, at, mark);
        return marks >= length && RawText.isBlank(text.substring(at + marks));
    }

    /** Whether {@code inner}, met inside this fence, cannot belong to it. */
    boolean isCutBy(Fence inner) {
        return inner.mark == mark && inner.length >= length && CellHeader.isCell(inner.info);
    }

    /** The line that closes it, without line end. */
    String closing() {
        return " ".repeat(indent) + String.valueOf(mark).repeat(length);
    }

    /** A fence long enough that {@code content} cannot close or cut it; itself if it is. */
    Fence around(Iterable<String> content) {
        int needed = length;
        for (String line : content) {
            String text = line.stripLeading();
            int marks = text.isEmpty() ? 0 : run(text, 0, mark);
            if (marks >= MIN_LENGTH) {
                needed = Math.max(needed, marks + 1);
            }
        }
        return needed == length ? this : new Fence(indent, mark, needed, info);
    }

    private static int spaces(String text) {
        return run(text, 0, ' ');
    }

    private static int run(String text, int from, char mark) {
        int end = from;
        while (end < text.length() && text.charAt(end) == mark) {
            end++;
        }
        return end - from;
    }
}
