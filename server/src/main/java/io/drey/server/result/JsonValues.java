package io.drey.server.result;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a column's Java values into what JSON can say without loss.
 *
 * <p>Numbers stay numbers, except decimals and what is not finite, which become text; temporal
 * values become ISO text, binary Base64, a row an object, a map an array of pairs.
 */
final class JsonValues {
    private JsonValues() {}

    static @Nullable Object of(@Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Double number) {
            return Double.isFinite(number) ? value : value.toString();
        }
        if (value instanceof Float number) {
            return Float.isFinite(number) ? value : value.toString();
        }
        if (value instanceof Number) {
            return value;
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof List<?> list) {
            return ofList(list);
        }
        if (value instanceof Map<?, ?> map) {
            return ofMap(map);
        }
        return ofTemporal(value);
    }

    private static String ofTemporal(Object value) {
        // The plain toString of these leaves out seconds that are zero.
        if (value instanceof LocalTime time) {
            return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
        }
        if (value instanceof LocalDateTime time) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
        }
        if (value instanceof Instant time) {
            return DateTimeFormatter.ISO_INSTANT.format(time);
        }
        return value.toString();
    }

    private static List<@Nullable Object> ofList(List<?> list) {
        List<@Nullable Object> values = new ArrayList<>(list.size());
        for (Object element : list) {
            values.add(of(element));
        }
        return values;
    }

    private static Map<String, @Nullable Object> ofMap(Map<?, ?> map) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        map.forEach((name, value) -> values.put(String.valueOf(name), of(value)));
        return values;
    }
}
