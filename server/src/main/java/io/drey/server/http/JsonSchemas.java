package io.drey.server.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Describes records as JSON schemas, each record and enum once, under its name. Confined to one
 * thread.
 *
 * <p>What is null is written out as null, so an answer has all its fields; a request may leave out
 * those that may be null. A record stays as it was described first.
 */
final class JsonSchemas {
    private final Map<String, Object> named = new TreeMap<>();

    /** All schemas so far, by name. */
    Map<String, Object> named() {
        return named;
    }

    /** Describes what the server sends. */
    Map<String, Object> ofAnswer(Type type) {
        return of(type, false);
    }

    /** Describes what the server takes. */
    Map<String, Object> ofRequest(Type type) {
        return of(type, true);
    }

    static Map<String, Object> reference(String name) {
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    static Map<String, Object> listOf(Map<String, Object> items) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("type", "array");
        list.put("items", items);
        return list;
    }

    private Map<String, Object> of(Type type, boolean isRequest) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == Map.class
                    ? objectOf(of(arguments[1], isRequest))
                    : listOf(of(arguments[0], isRequest));
        }
        if (!(type instanceof Class<?> target)) {
            return Map.of();
        }
        if (target.isEnum()) {
            named.put(name(target), Map.of("type", "string", "enum", constants(target)));
            return reference(name(target));
        }
        return target.isRecord() ? record(target, isRequest) : scalar(target);
    }

    private Map<String, Object> record(Class<?> type, boolean isRequest) {
        RecordComponent[] components = type.getRecordComponents();
        if (components.length == 1
                && components[0].getAccessor().isAnnotationPresent(JsonValue.class)) {
            return Map.of("type", "string");
        }
        String name = name(type);
        if (!named.containsKey(name)) {
            Map<String, Object> schema = new LinkedHashMap<>();
            // Entered first, so that a record may contain itself.
            named.put(name, schema);
            Map<String, Object> properties = new LinkedHashMap<>();
            List<String> required = new ArrayList<>();
            for (RecordComponent component : components) {
                Map<String, Object> value = of(component.getGenericType(), isRequest);
                boolean isNullable =
                        component.getAnnotatedType().isAnnotationPresent(Nullable.class);
                properties.put(component.getName(), isNullable ? orNull(value) : value);
                if (!isNullable || !isRequest) {
                    required.add(component.getName());
                }
            }
            schema.put("type", "object");
            schema.put("required", required);
            schema.put("properties", properties);
        }
        return reference(name);
    }

    private static String name(Class<?> type) {
        Class<?> enclosing = type.getEnclosingClass();
        return enclosing != null && enclosing.isRecord()
                ? enclosing.getSimpleName() + type.getSimpleName()
                : type.getSimpleName();
    }

    private static Map<String, Object> orNull(Map<String, Object> value) {
        Object type = value.get("type");
        if (type == null) {
            return Map.of("anyOf", List.of(value, Map.of("type", "null")));
        }
        Map<String, Object> nullable = new LinkedHashMap<>(value);
        nullable.put("type", List.of(type, "null"));
        return nullable;
    }

    private static Map<String, Object> scalar(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type == double.class || type == Double.class) {
            return Map.of("type", "number");
        }
        if (type == int.class
                || type == Integer.class
                || type == long.class
                || type == Long.class) {
            return Map.of("type", "integer");
        }
        if (type == Instant.class) {
            return new TreeMap<>(Map.of("type", "string", "format", "date-time"));
        }
        return type == String.class ? Map.of("type", "string") : Map.of();
    }

    private static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> field.isEnumConstant())
                .map(
                        field -> {
                            JsonProperty name = field.getAnnotation(JsonProperty.class);
                            return name == null ? field.getName() : name.value();
                        })
                .toList();
    }

    private static Map<String, Object> objectOf(Map<String, Object> values) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("additionalProperties", values);
        return object;
    }
}
