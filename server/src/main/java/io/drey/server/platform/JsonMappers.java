package io.drey.server.platform;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one way the server reads and writes JSON. Mappers are thread-safe. */
public final class JsonMappers {
    private static final JsonMapper API =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();
    private static final JsonMapper FILES =
            API.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonMappers() {}

    /** For the HTTP API: instants as ISO text, unknown fields ignored. */
    public static JsonMapper api() {
        return API;
    }

    /** For files people may read: the same, indented. */
    public static JsonMapper files() {
        return FILES;
    }
}
