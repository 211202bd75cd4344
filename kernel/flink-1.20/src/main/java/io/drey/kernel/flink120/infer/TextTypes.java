package io.drey.kernel.flink120.infer;

import java.util.regex.Pattern;

/** The types that texts could be read as. A text that is empty says nothing. */
final class TextTypes {
    static final String STRING = "STRING";
    static final String DOUBLE = "DOUBLE";
    static final String BIGINT = "BIGINT";

    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,18}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIMESTAMP =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?");

    private TextTypes() {}

    /** The narrowest type of one text. */
    static String of(String text) {
        if (WHOLE.matcher(text).matches()) {
            // A number that begins with zeros is a code, and would lose them.
            return text.matches("0\\d+") ? STRING : BIGINT;
        }
        if (NUMBER.matcher(text).matches()) {
            return DOUBLE;
        }
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return "BOOLEAN";
        }
        if (DATE.matcher(text).matches()) {
            return "DATE";
        }
        return TIMESTAMP.matcher(text).matches() ? "TIMESTAMP(3)" : STRING;
    }

    /** The type that takes both; empty stands for nothing known yet. */
    static String join(String a, String b) {
        if (a.isEmpty() || a.equals(b)) {
            return b;
        }
        if (b.isEmpty()) {
            return a;
        }
        boolean isNumber =
                (a.equals(BIGINT) || a.equals(DOUBLE)) && (b.equals(BIGINT) || b.equals(DOUBLE));
        return isNumber ? DOUBLE : STRING;
    }
}
