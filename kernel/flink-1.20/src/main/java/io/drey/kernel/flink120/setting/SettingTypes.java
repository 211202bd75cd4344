package io.drey.kernel.flink120.setting;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.jspecify.annotations.Nullable;

/** Tells whether values fit the types of settings. */
final class SettingTypes {
    private static final Map<Class<?>, String> WORDS =
            Map.of(
                    Integer.class, "a whole number",
                    Long.class, "a whole number",
                    Float.class, "a number",
                    Double.class, "a number",
                    Boolean.class, "true or false",
                    Duration.class, "a time such as 10 s or 1 h",
                    MemorySize.class, "a size such as 64 mb",
                    Map.class, "key:value,key:value");

    private SettingTypes() {}

    /** What was expected where the value cannot be read. */
    static Optional<String> findFault(ConfigOption<?> option, String value) {
        try {
            var unused =
                    new Configuration(Configuration.fromMap(Map.of(option.key(), value)))
                            .get(option);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(
                    "%s: '%s' (expected: %s).".formatted(option.key(), value, words(option)));
        }
    }

    private static String words(ConfigOption<?> option) {
        Class<?> type = typeOf(option);
        if (type == null) {
            return "a value of its type";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
        }
        return WORDS.getOrDefault(type, type.getSimpleName());
    }

    /** Flink keeps an option's type to itself. */
    private static @Nullable Class<?> typeOf(ConfigOption<?> option) {
        try {
            Method type = ConfigOption.class.getDeclaredMethod("getClazz");
            return type.trySetAccessible() ? (Class<?>) type.invoke(option) : null;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
