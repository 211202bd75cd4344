package io.drey.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one execution of a cell. */
public record RunId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RunId {
        Ids.require(value, "run id");
    }

    @Override
    public String toString() {
        return value;
    }
}
