package io.drey.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a job of Flink: 32 hexadecimal digits. */
public record JobId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public JobId {
        Ids.require(value, "job id");
    }

    @Override
    public String toString() {
        return value;
    }
}
