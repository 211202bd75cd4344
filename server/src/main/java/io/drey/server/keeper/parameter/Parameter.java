package io.drey.server.keeper.parameter;

import io.drey.server.platform.Durations;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a script says of something it leaves open.
 *
 * @param values that it can have, if it is an ENUM
 * @param defaultValue null if a value must be given
 */
record Parameter(
        String name,
        Type type,
        List<String> values,
        @Nullable String defaultValue,
        @Nullable String description) {
    private static final Pattern INT = Pattern.compile("[+-]?\\d+");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)");

    /** What its values look like. */
    enum Type {
        STRING,
        INT,
        DECIMAL,
        BOOLEAN,
        DURATION,
        ENUM,
        /** Not told: as the value looks. */
        ANY
    }

    /** One that the script does not declare. */
    static Parameter undeclared(String name) {
        return new Parameter(name, Type.ANY, List.of(), null, null);
    }

    /** Whether a text is a value of it. */
    boolean accepts(String text) {
        return switch (type) {
            case STRING, ANY -> true;
            case INT -> isInt(text);
            case DECIMAL -> DECIMAL.matcher(text).matches();
            case BOOLEAN -> isBoolean(text);
            case DURATION -> isDuration(text);
            case ENUM -> values.contains(text);
        };
    }

    /** Such as {@code a whole number}. */
    String expected() {
        return switch (type) {
            case STRING, ANY -> "a text";
            case INT -> "a whole number";
            case DECIMAL -> "a number";
            case BOOLEAN -> "true or false";
            case DURATION -> "a duration such as 500ms, 30s, 5min, 2h, 7d";
            case ENUM -> "one of " + values;
        };
    }

    /** A value where the script has neither quotes nor backticks around it. */
    String literal(String value) {
        boolean isNumber =
                switch (type) {
                    case INT, DECIMAL -> true;
                    case ANY -> DECIMAL.matcher(value).matches();
                    case STRING, BOOLEAN, DURATION, ENUM -> false;
                };
        if (isNumber) {
            // A minus behind another would begin a comment.
            return value.startsWith("-") || value.startsWith("+") ? "(" + value + ")" : value;
        }
        boolean isBoolean = type == Type.BOOLEAN || type == Type.ANY && isBoolean(value);
        return isBoolean ? value.toUpperCase(Locale.ROOT) : "'" + value.replace("'", "''") + "'";
    }

    private static boolean isInt(String text) {
        if (!INT.matcher(text).matches()) {
            return false;
        }
        return new BigInteger(text.replace("+", "")).bitLength() < Long.SIZE;
    }

    private static boolean isBoolean(String text) {
        return text.equals("true") || text.equals("false");
    }

    private static boolean isDuration(String text) {
        try {
            return !Durations.parse(text).isNegative();
        } catch (IllegalArgumentException | ArithmeticException e) {
            return false;
        }
    }
}
