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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Describes the routes as OpenAPI 3.1, from their records. Confined to one thread. */
public final class OpenApi {
    private static final Pattern PATH_PART = Pattern.compile("[{<](\\w+)[}>]");

    private final Map<String, Object> schemas = new TreeMap<>();
    private final Map<String, Map<String, Object>> paths = new TreeMap<>();

    private OpenApi() {}

    /** The description as a tree of maps and lists, in a fixed order. */
    public static Map<String, Object> describe(List<Routes> groups, String version) {
        OpenApi api = new OpenApi();
        groups.forEach(group -> group.routes().forEach(api::add));
        api.schema(io.drey.model.Problem.class);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", "Drey", "version", version));
        document.put("servers", List.of(Map.of("url", HttpServer.API)));
        document.put("security", List.of(Map.of("token", List.of())));
        document.put("paths", api.paths);
        Map<String, Object> components = new LinkedHashMap<>();
        components.put("schemas", api.schemas);
        components.put(
                "securitySchemes",
                Map.of("token", new TreeMap<>(Map.of("type", "http", "scheme", "bearer"))));
        document.put("components", components);
        return document;
    }

    private void add(Route route) {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("summary", route.summary());
        List<Map<String, Object>> parameters = parameters(route);
        if (!parameters.isEmpty()) {
            call.put("parameters", parameters);
        }
        if (route.request() != null) {
            call.put("requestBody", Map.of("content", content(null, schema(route.request()))));
        }
        call.put("responses", responses(route));
        if (route.isPublic()) {
            call.put("security", List.of());
        }
        // OpenAPI has no name for "several parts"; the text of the parameter says so.
        String path = route.path().replace('<', '{').replace('>', '}');
        String method = route.method().name();
        paths.computeIfAbsent(path, p -> new TreeMap<>())
                .put(method.toLowerCase(java.util.Locale.ROOT), call);
    }

    private static List<Map<String, Object>> parameters(Route route) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        Matcher matcher = PATH_PART.matcher(route.path());
        while (matcher.find()) {
            boolean isSeveral = matcher.group().startsWith("<");
            parameters.add(
                    parameter(matcher.group(1), "path", isSeveral ? "May contain slashes." : null));
        }
        route.query().forEach(q -> parameters.add(parameter(q.name(), "query", q.description())));
        return parameters;
    }

    private static Map<String, Object> parameter(
            String name, String place, @Nullable String description) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", place);
        if (place.equals("path")) {
            parameter.put("required", true);
        }
        if (description != null) {
            parameter.put("description", description);
        }
        parameter.put("schema", Map.of("type", "string"));
        return parameter;
    }

    private Map<String, Object> responses(Route route) {
        Map<String, Object> responses = new TreeMap<>();
        if (route.contentType() != null) {
            responses.put(
                    "200", response("OK", content(route.contentType(), Map.of("type", "string"))));
        } else if (route.response() == null) {
            responses.put("204", response("Done", Map.of()));
        } else {
            Map<String, Object> schema = schema(route.response());
            responses.put(
                    "200", response("OK", content(null, route.isList() ? listOf(schema) : schema)));
        }
        Map<String, List<String>> byStatus = new TreeMap<>();
        route.errors()
                .forEach(
                        code ->
                                byStatus.computeIfAbsent(
                                                String.valueOf(code.httpStatus()),
                                                s -> new ArrayList<>())
                                        .add(code.name()));
        byStatus.forEach(
                (status, codes) ->
                        responses.put(
                                status,
                                response(
                                        String.join(", ", codes),
                                        content(
                                                "application/problem+json",
                                                reference("Problem")))));
        return responses;
    }

    private static Map<String, Object> response(String description, Map<String, Object> content) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("description", description);
        if (!content.isEmpty()) {
            response.put("content", content);
        }
        return response;
    }

    private static Map<String, Object> content(@Nullable String type, Map<String, Object> schema) {
        return Map.of(type == null ? "application/json" : type, Map.of("schema", schema));
    }

    private Map<String, Object> schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == Map.class
                    ? objectOf(schema(arguments[1]))
                    : listOf(schema(arguments[0]));
        }
        if (!(type instanceof Class<?> target)) {
            return Map.of();
        }
        if (target.isEnum()) {
            return Map.of("type", "string", "enum", constants(target));
        }
        if (target.isRecord()) {
            return record(target);
        }
        return scalar(target);
    }

    private Map<String, Object> record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components.length == 1
                && components[0].getAccessor().isAnnotationPresent(JsonValue.class)) {
            return Map.of("type", "string");
        }
        String name = type.getSimpleName();
        if (type.getEnclosingClass() != null && type.getEnclosingClass().isRecord()) {
            name = type.getEnclosingClass().getSimpleName() + name;
        }
        if (!schemas.containsKey(name)) {
            Map<String, Object> schema = new LinkedHashMap<>();
            // Entered first, so that a record may contain itself.
            schemas.put(name, schema);
            Map<String, Object> properties = new LinkedHashMap<>();
            List<String> required = new ArrayList<>();
            for (RecordComponent component : components) {
                properties.put(component.getName(), schema(component.getGenericType()));
                if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    required.add(component.getName());
                }
            }
            schema.put("type", "object");
            schema.put("required", required);
            schema.put("properties", properties);
        }
        return reference(name);
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

    private static Map<String, Object> listOf(Map<String, Object> items) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("type", "array");
        list.put("items", items);
        return list;
    }

    private static Map<String, Object> objectOf(Map<String, Object> values) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("additionalProperties", values);
        return object;
    }

    private static Map<String, Object> reference(String name) {
        return Map.of("$ref", "#/components/schemas/" + name);
    }
}
