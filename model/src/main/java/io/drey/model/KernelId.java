package io.drey.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one kernel process. */
public record KernelId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public KernelId {
        Ids.require(value, "kernel id");
    }

    @Override
    public String toString() {
        return value;
    }
}
