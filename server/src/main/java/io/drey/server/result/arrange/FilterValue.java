package io.drey.server.result.arrange;

import io.drey.arrow.ArrowType;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Reads the values of filters as results write them. */
final class FilterValue {
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);
    private static final int DATE_LENGTH = 10;
    private static final int MAX_DIGITS = 1000;

    private FilterValue() {}

    /** A value in the unit that the column stores, for types that are exact. */
    static BigDecimal exact(String column, ArrowType type, String text) {
        String trimmed = text.strip();
        try {
            return switch (type.kind()) {
                case INT8, INT16, INT32, INT64 -> number(column, trimmed);
                case DECIMAL -> number(column, trimmed).movePointRight(type.scale());
                case DATE -> BigDecimal.valueOf(date(trimmed));
                case TIME ->
                        BigDecimal.valueOf(LocalTime.parse(trimmed).toNanoOfDay()).movePointLeft(6);
                case TIMESTAMP -> timestamp(type, trimmed);
                case DURATION -> BigDecimal.valueOf(Duration.parse(trimmed).toMillis());
                default -> throw new IllegalArgumentException("type: " + type);
            };
        } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
            throw bad(column, text, expected(type));
        }
    }

    // Whoever rounds 1e999999999 writes out all its digits first.
    private static BigDecimal number(String column, String text) {
        if (text.length() <= MAX_DIGITS) {
            BigDecimal number = new BigDecimal(text);
            long before = number.precision() - (long) number.scale();
            if (before <= MAX_DIGITS && number.scale() <= MAX_DIGITS) {
                return number;
            }
        }
        throw bad(column, text, "a number of at most " + MAX_DIGITS + " digits");
    }

    /** A floating-point number of a column's width. */
    static double floating(String column, ArrowType type, String text) {
        try {
            return type.kind() == ArrowType.Kind.FLOAT32
                    ? Float.parseFloat(text.strip())
                    : Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw bad(column, text, "a number, NaN, Infinity or -Infinity");
        }
    }

    static boolean bool(String column, String text) {
        boolean isTrue = text.strip().equalsIgnoreCase("true");
        if (!isTrue && !text.strip().equalsIgnoreCase("false")) {
            throw bad(column, text, "true or false");
        }
        return isTrue;
    }

    static byte[] binary(String column, String text) {
        String digits = text.startsWith("0x") ? text.substring(2) : text;
        try {
            return java.util.HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw bad(column, text, "hexadecimal digits such as 0x0aff");
        }
    }

    private static DreyException bad(String column, String text, String expected) {
        return new DreyException(
                DreyErrorCode.BAD_REQUEST,
                "filter on " + column + ": '" + text + "' (expected: " + expected + ")");
    }

    private static long date(String text) {
        return LocalDate.parse(
                        text.length() > DATE_LENGTH && text.charAt(4) == '-'
                                ? text.substring(0, DATE_LENGTH)
                                : text)
                .toEpochDay();
    }

    private static BigDecimal timestamp(ArrowType type, String text) {
        Instant instant = instant(text);
        BigDecimal nanos =
                BigDecimal.valueOf(instant.getEpochSecond())
                        .multiply(NANOS)
                        .add(BigDecimal.valueOf(instant.getNano()));
        return nanos.divide(BigDecimal.valueOf(type.unit().nanos()));
    }

    private static Instant instant(String text) {
        if (text.length() == DATE_LENGTH) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        String iso = text.replace(' ', 'T');
        return iso.endsWith("Z")
                ? Instant.parse(iso)
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }

    private static String expected(ArrowType type) {
        return switch (type.kind()) {
            case DATE -> "a date such as 2026-01-31";
            case TIME -> "a time such as 12:30:00";
            case TIMESTAMP -> "a time such as 2026-01-31 12:30:00, in UTC";
            case DURATION -> "a duration such as PT1M30S";
            default -> "a number";
        };
    }
}
