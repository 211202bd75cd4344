package io.drey.server.result.arrange;

import io.drey.arrow.ColumnReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text of a value as tables show it, for finding text in it. */
final class CellText {
    private static final double PLAIN_FROM = 1e-6;
    private static final double PLAIN_BELOW = 1e21;

    private CellText() {}

    /** The text of a value that is not null. */
    static String of(ColumnReader column, int row) {
        switch (column.field().type().kind()) {
            case INT8, INT16, INT32, INT64 -> {
                return Long.toString(column.getLong(row));
            }
            case UTF8 -> {
                return column.getText(row);
            }
            default -> {
                return of(column.getObject(row));
            }
        }
    }

    private static String of(@Nullable Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Double || value instanceof Float) {
            return number(((Number) value).doubleValue(), value.toString());
        }
        if (value instanceof byte[] bytes) {
            StringBuilder hex = new StringBuilder("0x");
            for (byte each : bytes) {
                hex.append(String.format(Locale.ROOT, "%02x", each));
            }
            return hex.toString();
        }
        if (value instanceof LocalTime time) {
            return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
        }
        if (value instanceof LocalDateTime time) {
            return spaced(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time));
        }
        if (value instanceof Instant time) {
            return spaced(DateTimeFormatter.ISO_INSTANT.format(time).replace("Z", ""));
        }
        if (value instanceof List<?> list) {
            StringBuilder all = new StringBuilder();
            list.forEach(each -> all.append(all.isEmpty() ? "[" : ",").append(of(each)));
            return all.isEmpty() ? "[]" : all.append(']').toString();
        }
        if (value instanceof Map<?, ?> map) {
            StringBuilder all = new StringBuilder();
            map.forEach(
                    (name, each) ->
                            all.append(all.isEmpty() ? "{" : ",")
                                    .append(name)
                                    .append(':')
                                    .append(of(each)));
            return all.append('}').toString();
        }
        return String.valueOf(value);
    }

    private static String spaced(String iso) {
        return iso.replace('T', ' ');
    }

    private static String number(double value, String text) {
        double size = Math.abs(value);
        if (value == 0) {
            return "0";
        }
        if (text.endsWith(".0")) {
            return text.substring(0, text.length() - 2);
        }
        return text.indexOf('E') >= 0 && size >= PLAIN_FROM && size < PLAIN_BELOW
                ? new BigDecimal(text).stripTrailingZeros().toPlainString()
                : text;
    }
}
