package io.drey.server.platform;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A setting of the server: its key, type, default and description.
 *
 * <p>Constants of this type live in {@code ...Options} classes; the option reference is generated
 * from them. Immutable.
 *
 * @param kind what a value looks like, for messages and the reference
 * @param defaultValue null where there is none
 */
public record ConfigOption<T>(
        String key,
        String kind,
        Function<String, T> parser,
        @Nullable T defaultValue,
        String description) {

    public static ConfigOption<String> text(
            String key, @Nullable String defaultValue, String description) {
        return new ConfigOption<>(key, "text", text -> text, defaultValue, description);
    }

    public static ConfigOption<Integer> integer(String key, int defaultValue, String description) {
        return new ConfigOption<>(key, "whole number", Integer::valueOf, defaultValue, description);
    }

    public static ConfigOption<Boolean> flag(String key, boolean defaultValue, String description) {
        return new ConfigOption<>(
                key, "true or false", ConfigOption::parseFlag, defaultValue, description);
    }

    /**
     * A length of time such as {@code 500ms}, {@code 30s}, {@code 5min}, {@code 2h}, {@code 7d}.
     */
    public static ConfigOption<Duration> duration(
            String key, Duration defaultValue, String description) {
        return new ConfigOption<>(key, "duration", Durations::parse, defaultValue, description);
    }

    /** A size such as {@code 64kb}, {@code 512mb}, {@code 4gb}; plain digits are bytes. */
    public static ConfigOption<Long> bytes(String key, long defaultValue, String description) {
        return new ConfigOption<>(key, "size", ByteSizes::parse, defaultValue, description);
    }

    /** The environment variable that sets it, such as {@code DREY_RESULT_QUOTA}. */
    public String environmentKey() {
        StringBuilder name = new StringBuilder("DREY_");
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            // Character by character, since toUpperCase depends on the locale.
            name.append(
                    c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : Character.isDigit(c) ? c : '_');
        }
        return name.toString();
    }

    private static Boolean parseFlag(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        throw new IllegalArgumentException(text);
    }
}
