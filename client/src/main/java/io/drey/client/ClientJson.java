package io.drey.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the API speaks it; tolerant of fields a newer server adds. Thread-safe. */
final class ClientJson {
    private final JsonMapper mapper =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .changeDefaultPropertyInclusion(
                            any -> any.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();

    byte[] write(Object value) {
        return mapper.writeValueAsBytes(value);
    }

    <T> T read(byte[] json, Class<T> type) {
        return read(json, mapper.constructType(type));
    }

    <T> List<T> readList(byte[] json, Class<T> element) {
        return read(json, mapper.getTypeFactory().constructCollectionType(List.class, element));
    }

    private <T> T read(byte[] json, JavaType type) {
        try {
            return mapper.readValue(json, type);
        } catch (JacksonException e) {
            throw new DreyException(
                    DreyErrorCode.INTERNAL,
                    "answer of the server: not a "
                            + type.getRawClass().getSimpleName()
                            + " ("
                            + e.getOriginalMessage()
                            + ")",
                    e);
        }
    }
}
