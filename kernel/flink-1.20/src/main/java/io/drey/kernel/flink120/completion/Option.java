package io.drey.kernel.flink120.completion;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/**
 * An option of a connector, a format or the session, as it is offered.
 *
 * @param type {@code string}, {@code boolean}, {@code integer}, {@code number}, {@code duration},
 *     {@code size}, {@code enum}, {@code map} or {@code list}
 * @param defaultValue null when there is none
 * @param values what it can be, when that is a short list; empty otherwise
 */
public record Option(
        String key,
        String type,
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
                OptionTypes.of(option),
                value == null ? null : written(value),
                isRequired,
                plain(html),
                OptionTypes.values(option));
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
