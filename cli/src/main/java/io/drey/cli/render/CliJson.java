package io.drey.cli.render;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes the API's records for {@code --json}; loaded only when that is asked for. */
public final class CliJson {
    private CliJson() {}

    /** Several lines, for people and for tools. */
    public static String pretty(Object value) {
        return builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(value);
    }

    /** One line. */
    public static String line(Object value) {
        return builder().build().writeValueAsString(value);
    }

    private static JsonMapper.Builder builder() {
        return JsonMapper.builder()
                .changeDefaultPropertyInclusion(
                        any -> any.withValueInclusion(JsonInclude.Include.ALWAYS));
    }
}
