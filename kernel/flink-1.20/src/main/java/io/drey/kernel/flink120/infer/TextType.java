package io.drey.kernel.flink120.infer;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** The types that texts could be read as. */
enum TextType {
    /** Nothing is known: there was no text, or only empty ones. */
    NONE("STRING"),
    BOOLEAN("BOOLEAN"),
    BIGINT("BIGINT"),
    /** Whole numbers that a DOUBLE would change, such as ids of 19 digits. */
    EXACT("BIGINT"),
    /** Whole numbers beyond BIGINT. */
    HUGE("DECIMAL(38, 0)"),
    DOUBLE("DOUBLE"),
    DATE("DATE"),
    TIMESTAMP("TIMESTAMP(3)"),
    STRING("STRING");

    private static final int DOUBLE_BITS = 53;
    private static final int MOST_DIGITS = 38;
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d+");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?");

    private final String sql;

    TextType(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    /** The narrowest type of one text. */
    static TextType of(String text) {
        if (WHOLE.matcher(text).matches()) {
            // A number that begins with zeros is a code, and would lose them.
            boolean isCode = text.matches("0\\d+") || text.length() > MOST_DIGITS + 1;
            return isCode ? STRING : of(new BigInteger(text));
        }
        if (NUMBER.matcher(text).matches()) {
            return DOUBLE;
        }
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return BOOLEAN;
        }
        if (DAY.matcher(text).matches()) {
            return DATE;
        }
        return TIME.matcher(text).matches() ? TIMESTAMP : STRING;
    }

    /** The narrowest type that keeps all digits of a number. */
    static TextType of(BigInteger number) {
        int bits = number.bitLength();
        if (bits < Long.SIZE) {
            return bits <= DOUBLE_BITS ? BIGINT : EXACT;
        }
        return number.abs().compareTo(BigInteger.TEN.pow(MOST_DIGITS)) < 0 ? HUGE : STRING;
    }

    /** The type that takes both without changing any value. */
    TextType join(TextType other) {
        if (this == other || other == NONE) {
            return this;
        }
        if (this == NONE) {
            return other;
        }
        if (isWhole() && other.isWhole()) {
            return compareTo(other) > 0 ? this : other;
        }
        boolean isNumber = this == DOUBLE ? other == BIGINT : this == BIGINT && other == DOUBLE;
        return isNumber ? DOUBLE : STRING;
    }

    private boolean isWhole() {
        return this == BIGINT || this == EXACT || this == HUGE;
    }
}
