package io.drey.kernel.flink120.completion;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/**
 * An option of a connector, a format or the session, as it is offered.
 *
 * @param defaultValue null when there is none
 * @param values what it can be, when that is a short list; empty otherwise
 */
record Option(
        String key,
        @Nullable String defaultValue,
        boolean isRequired,
        String description,
        List<String> values) {
    private static final int LONGEST = 400;

    static Option of(String prefix, ConfigOption<?> option, boolean isRequired) {
        Object value = option.hasDefaultValue() ? option.defaultValue() : null;
        String html = new HtmlFormatter().format(option.description());
        return new Option(
                prefix + option.key(),
                value == null ? null : written(value),
                isRequired,
                plain(html),
                values(value));
    }

    /** The short text beside the key. */
    String detail() {
        if (isRequired) {
            return "required";
        }
        return defaultValue == null ? "option" : "default " + defaultValue;
    }

    private static String written(Object value) {
        if (value instanceof Duration duration) {
            return TimeUtils.formatWithHighestUnit(duration);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(";"));
        }
        return String.valueOf(value);
    }

    private static List<String> values(@Nullable Object value) {
        if (value instanceof Boolean) {
            return List.of("true", "false");
        }
        return value instanceof Enum<?> constant
                ? Arrays.stream(constant.getDeclaringClass().getEnumConstants())
                        .map(String::valueOf)
                        .toList()
                : List.of();
    }

    private static String plain(String html) {
        String text =
                html.replaceAll("<br\\s*/?>|</?p>|</?ul>|<li>", " ")
                        .replaceAll("<[^>]*>", "")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&amp;", "&")
                        .replaceAll("\\s+", " ")
                        .strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
