package io.drey.cli.render;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts values into the text people read in a table or a CSV file.
 *
 * <p>Control characters never pass, because a value could otherwise command the terminal.
 */
public final class ValueText {
    /** As Flink's own client shows it, so that it differs from the text {@code NULL}. */
    public static final String NULL = "<NULL>";

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .appendPattern("HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .toFormatter(java.util.Locale.ROOT);

    private ValueText() {}

    /** One line of text for a cell of a table. */
    static String toCell(@Nullable Object value) {
        return toSafeLine(toRaw(value));
    }

    /** The text as it is, but for the characters that command a terminal. */
    static String toSafeLines(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        c -> {
                            if (c == '\n' || c == '\t' || !Character.isISOControl(c)) {
                                safe.appendCodePoint(c);
                            }
                        });
        return safe.toString();
    }

    /** The plain text of a value; null has its own sign. */
    static String toRaw(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof LocalDateTime time) {
            return time.toLocalDate() + " " + TIME.format(time);
        }
        if (value instanceof Instant instant) {
            return toRaw(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + "Z";
        }
        if (value instanceof LocalTime time) {
            return TIME.format(time);
        }
        if (value instanceof java.math.BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof byte[] bytes) {
            return "x'" + HexFormat.of().formatHex(bytes) + "'";
        }
        if (value instanceof List<?> || value instanceof Map<?, ?>) {
            StringBuilder json = new StringBuilder();
            JsonText.append(json, value);
            return json.toString();
        }
        return value.toString();
    }

    /** The text of a value in a CSV file, without quotes: as in JSON, the same as an export. */
    static String toCsv(Object value) {
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        boolean isTime = value instanceof Temporal;
        return isTime ? JsonText.toText(value) : toRaw(value);
    }

    private static String toSafeLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return escapeControls(text);
            }
        }
        return text;
    }

    private static String escapeControls(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> safe.append("\\n");
                case '\r' -> safe.append("\\r");
                case '\t' -> safe.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        safe.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        safe.append(c);
                    }
                }
            }
        }
        return safe.toString();
    }
}
