package io.drey.protocol;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into JSON values and back.
 *
 * <p>Components may be strings, numbers, booleans, enums (by name), records, and lists and
 * string-keyed maps of these. A missing field reads as null, zero or false; an unknown field is
 * ignored, so that newer and older sides understand each other. Thread-safe.
 */
public final class RecordJson {
    private RecordJson() {}

    /** The record's components as an ordered map; null components are left out. */
    public static Map<String, Object> toMap(Record record) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = toValue(read(record, component));
            if (value != null) {
                map.put(component.getName(), value);
            }
        }
        return map;
    }

    /**
     * Builds a record from a parsed JSON object.
     *
     * @throws JsonException if a value does not fit its component
     */
    public static <R extends Record> R fromMap(Class<R> type, Map<?, ?> map) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = fromValue(components[i].getGenericType(), map.get(components[i].getName()));
        }
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new JsonException(type.getSimpleName() + ": " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new JsonException(type.getSimpleName() + ": " + e, e);
        }
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new JsonException(component + ": " + e, e);
        }
    }

    private static @Nullable Object toValue(@Nullable Object value) {
        if (value instanceof Record record) {
            return toMap(record);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> values = new ArrayList<>(list.size());
            list.forEach(element -> values.add(toValue(element)));
            return values;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            map.forEach((key, element) -> values.put(String.valueOf(key), toValue(element)));
            return values;
        }
        return value;
    }

    private static @Nullable Object fromValue(Type type, @Nullable Object value) {
        if (type instanceof ParameterizedType generic) {
            return fromCollection(generic, value);
        }
        Class<?> target = (Class<?>) type;
        if (value == null) {
            return zero(target);
        }
        try {
            return convert(target, value);
        } catch (ClassCastException | IllegalArgumentException e) {
            throw new JsonException(
                    "value: " + value + " (expected: " + target.getSimpleName() + ")", e);
        }
    }

    private static @Nullable Object convert(Class<?> target, Object value) {
        if (target == int.class || target == Integer.class) {
            return Math.toIntExact(((Number) value).longValue());
        }
        if (target == long.class || target == Long.class) {
            return ((Number) value).longValue();
        }
        if (target == double.class || target == Double.class) {
            return ((Number) value).doubleValue();
        }
        if (target.isEnum()) {
            return enumConstant(target, (String) value);
        }
        if (target.isRecord()) {
            return fromMap(target.asSubclass(Record.class), (Map<?, ?>) value);
        }
        if (target == boolean.class || target == Object.class) {
            return value;
        }
        return target.cast(value);
    }

    private static @Nullable Object fromCollection(ParameterizedType type, @Nullable Object value) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == List.class) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Object element : value == null ? List.of() : (List<?>) value) {
                values.add(fromValue(arguments[0], element));
            }
            return values;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        Map<?, ?> map = value == null ? Map.of() : (Map<?, ?>) value;
        map.forEach(
                (key, element) ->
                        values.put(String.valueOf(key), fromValue(arguments[1], element)));
        return values;
    }

    private static @Nullable Object zero(Class<?> target) {
        if (target == int.class) {
            return 0;
        }
        if (target == long.class) {
            return 0L;
        }
        if (target == double.class) {
            return 0.0;
        }
        return target == boolean.class ? Boolean.FALSE : null;
    }

    private static Object enumConstant(Class<?> target, String name) {
        for (Object constant : target.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new JsonException(target.getSimpleName() + ": '" + name + "' is not known");
    }
}
