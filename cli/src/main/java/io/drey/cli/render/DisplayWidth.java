package io.drey.cli.render;

import org.jline.utils.WCWidth;

/** How many columns of a terminal a text takes: two for CJK, none for combining marks. */
public final class DisplayWidth {
    private static final String ELLIPSIS = "…";

    private DisplayWidth() {}

    public static int of(CharSequence text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f) {
                width++;
                i++;
                continue;
            }
            int codePoint = Character.codePointAt(text, i);
            width += Math.max(0, WCWidth.wcwidth(codePoint));
            i += Character.charCount(codePoint);
        }
        return width;
    }

    /** Cuts a text to at most this many columns; what is cut ends in an ellipsis. */
    public static String shorten(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            int own = Math.max(0, WCWidth.wcwidth(codePoint));
            if (width + own > columns - 1) {
                break;
            }
            kept.appendCodePoint(codePoint);
            width += own;
            i += Character.charCount(codePoint);
        }
        return kept + ELLIPSIS;
    }

    /** Appends spaces around a text so that it fills the columns. */
    static void pad(StringBuilder line, String text, int columns, boolean isRight) {
        int missing = Math.max(0, columns - of(text));
        if (isRight) {
            line.append(" ".repeat(missing)).append(text);
        } else {
            line.append(text).append(" ".repeat(missing));
        }
    }
}
