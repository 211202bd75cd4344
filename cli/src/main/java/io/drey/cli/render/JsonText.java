package io.drey.cli.render;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as JSON the way the HTTP API does: decimals, times and NaN as text, binary in
 * base64.
 *
 * <p>Written by hand, because a million rows should not become a million trees first.
 */
public final class JsonText {
    private JsonText() {}

    public static void append(StringBuilder out, @Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Double number) {
            appendFloating(out, number, number.toString());
        } else if (value instanceof Float number) {
            appendFloating(out, number, number.toString());
        } else if (value instanceof BigDecimal decimal) {
            out.append('"').append(decimal.toPlainString()).append('"');
        } else if (value instanceof Number number) {
            out.append(number);
        } else if (value instanceof byte[] bytes) {
            out.append('"').append(Base64.getEncoder().encodeToString(bytes)).append('"');
        } else if (value instanceof Map<?, ?> row) {
            appendObject(out, row);
        } else if (value instanceof List<?> list) {
            appendArray(out, list);
        } else {
            appendString(out, toText(value));
        }
    }

    /** Texts, and times as ISO 8601 writes them: with seconds also when these are zero. */
    static String toText(Object value) {
        if (value instanceof LocalDateTime time) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
        }
        if (value instanceof LocalTime time) {
            return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
        }
        return value.toString();
    }

    static void appendString(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    // Those from 0x7f on are allowed, but a terminal may take them as commands.
                    if (c < ' ' || (c >= 0x7f && c < 0xa0)) {
                        out.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static void appendFloating(StringBuilder out, double value, String text) {
        if (Double.isFinite(value)) {
            out.append(text);
        } else {
            out.append('"').append(text).append('"');
        }
    }

    private static void appendObject(StringBuilder out, Map<?, ?> row) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> field : row.entrySet()) {
            out.append(separator);
            appendString(out, String.valueOf(field.getKey()));
            out.append(':');
            append(out, field.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private static void appendArray(StringBuilder out, List<?> list) {
        out.append('[');
        String separator = "";
        for (Object element : list) {
            out.append(separator);
            append(out, element);
            separator = ",";
        }
        out.append(']');
    }
}
