package io.drey.kernel.flink120.completion;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/** What values options take. Flink keeps that to itself. */
final class OptionTypes {
    private static final Method TYPE = method("getClazz");
    private static final Method IS_LIST = method("isList");

    private OptionTypes() {}

    /** The type in a word. */
    static String of(ConfigOption<?> option) {
        Class<?> type = type(option);
        if (Boolean.TRUE.equals(call(IS_LIST, option))) {
            return "list";
        }
        if (type.isEnum()) {
            return "enum";
        }
        if (type == Boolean.class) {
            return "boolean";
        }
        if (type == Integer.class || type == Long.class) {
            return "integer";
        }
        if (type == Double.class || type == Float.class) {
            return "number";
        }
        if (type == Duration.class) {
            return "duration";
        }
        if (type == MemorySize.class) {
            return "size";
        }
        return Map.class.isAssignableFrom(type) ? "map" : "string";
    }

    /** All there are, where they are few. */
    static List<String> values(ConfigOption<?> option) {
        Class<?> type = type(option);
        if (type == Boolean.class) {
            return List.of("true", "false");
        }
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList()
                : List.of();
    }

    private static Class<?> type(ConfigOption<?> option) {
        return (Class<?>) call(TYPE, option);
    }

    private static Method method(String name) {
        try {
            Method method = ConfigOption.class.getDeclaredMethod(name);
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object call(Method method, ConfigOption<?> option) {
        try {
            return method.invoke(option);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
