package io.drey.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A column of a result.
 *
 * @param type the type as Flink SQL writes it, such as {@code BIGINT NOT NULL}
 */
public record ResultColumn(String name, String type, Kind kind) {
    /** How a column is shown and compared. */
    public enum Kind {
        @JsonProperty("number")
        NUMBER,
        @JsonProperty("string")
        STRING,
        @JsonProperty("boolean")
        BOOLEAN,
        @JsonProperty("temporal")
        TEMPORAL,
        @JsonProperty("binary")
        BINARY,
        @JsonProperty("nested")
        NESTED
    }
}
