package io.drey.server.http;

import io.drey.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Describes the routes as OpenAPI 3.1, from their records. Confined to one thread. */
public final class OpenApi {
    private static final Pattern PATH_PART = Pattern.compile("[{<](\\w+)[}>]");

    private final JsonSchemas schemas = new JsonSchemas();
    private final Map<String, Map<String, Object>> paths = new TreeMap<>();

    private OpenApi() {}

    /** The description as a tree of maps and lists, in a fixed order. */
    public static Map<String, Object> describe(List<Routes> groups, String version) {
        OpenApi api = new OpenApi();
        // Answers first: a record that is used both ways is described as it is answered.
        api.schemas.ofAnswer(Problem.class);
        groups.stream()
                .flatMap(group -> group.routes().stream())
                .map(Route::response)
                .filter(Objects::nonNull)
                .forEach(api.schemas::ofAnswer);
        groups.forEach(group -> group.routes().forEach(api::add));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", "Drey", "version", version));
        document.put("servers", List.of(Map.of("url", HttpServer.API)));
        document.put("security", List.of(Map.of("token", List.of())));
        document.put("paths", api.paths);
        Map<String, Object> components = new LinkedHashMap<>();
        components.put("schemas", api.schemas.named());
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
            call.put(
                    "requestBody",
                    Map.of("content", content(null, schemas.ofRequest(route.request()))));
        }
        call.put("responses", responses(route));
        if (route.isPublic()) {
            call.put("security", List.of());
        }
        // OpenAPI has no name for "several parts"; the text of the parameter says so.
        String path = route.path().replace('<', '{').replace('>', '}');
        String method = route.method().name();
        paths.computeIfAbsent(path, p -> new TreeMap<>())
                .put(method.toLowerCase(Locale.ROOT), call);
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
            Map<String, Object> schema = schemas.ofAnswer(route.response());
            responses.put(
                    "200",
                    response(
                            "OK",
                            content(null, route.isList() ? JsonSchemas.listOf(schema) : schema)));
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
                                                JsonSchemas.reference("Problem")))));
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
}
