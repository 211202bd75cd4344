package io.drey.cli.sql;

/**
 * Knows where a statement ends, as far as the prompt needs it.
 *
 * <p>Only quotes, comments and statement sets are understood; everything else is left to the
 * server.
 */
final class StatementText {
    private StatementText() {}

    /** Whether the text can be sent: it ends in {@code ;} and nothing is open. */
    static boolean isComplete(String text) {
        Scan scan = new Scan(text);
        scan.run();
        if (scan.isOpen || scan.last != ';') {
            return false;
        }
        String words = scan.bare.toString().strip().toUpperCase(java.util.Locale.ROOT);
        boolean isSet =
                words.matches("(?s)(EXECUTE\\s+STATEMENT\\s+SET|BEGIN\\s+STATEMENT\\s+SET).*");
        return !isSet || words.matches("(?s).*\\bEND\\s*;");
    }

    /** Whether there is nothing but space and comments. */
    static boolean isBlank(String text) {
        Scan scan = new Scan(text);
        scan.run();
        return !scan.isOpen && scan.last == 0;
    }

    /** One pass over a text. */
    private static final class Scan {
        private final String text;
        private final StringBuilder bare = new StringBuilder();
        private boolean isOpen;
        private char last;

        Scan(String text) {
            this.text = text;
        }

        void run() {
            int i = 0;
            while (i < text.length()) {
                char c = text.charAt(i);
                if (text.startsWith("--", i)) {
                    int end = text.indexOf('\n', i);
                    i = end < 0 ? text.length() : end;
                } else if (text.startsWith("/*", i)) {
                    i = behind("*/", i + 2);
                } else if (c == '\'' || c == '"' || c == '`') {
                    last = c;
                    i = behind(String.valueOf(c), i + 1);
                } else {
                    bare.append(c);
                    last = Character.isWhitespace(c) ? last : c;
                    i++;
                }
            }
        }

        private int behind(String mark, int from) {
            int end = text.indexOf(mark, from);
            if (end < 0) {
                isOpen = true;
                return text.length();
            }
            return end + mark.length();
        }
    }
}
